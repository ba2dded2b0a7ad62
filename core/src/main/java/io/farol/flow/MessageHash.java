// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

import io.farol.model.MessageId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The identity of redacted messages: the first 16 bytes of the SHA-256 over what [BatchCodec]
/// writes of one. Confined to one thread.
final class MessageHash {

  private final MessageDigest digest;

  MessageHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  MessageId of(CleanMessage message) {
    ByteBuffer hash = ByteBuffer.wrap(digest.digest(message.bytes()));
    return new MessageId(hash.getLong(), hash.getLong());
  }
}
