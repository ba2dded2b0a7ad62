// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

import io.farol.model.Message;
import io.farol.model.MessageId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The identity of a redacted message: the first 16 bytes of the SHA-256 over its encoding by
/// [BatchCodec].
final class MessageHash {

  private MessageHash() {}

  static MessageId of(Message message) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      BatchEncoder.digest(message, digest);
      ByteBuffer buffer = ByteBuffer.wrap(digest.digest());
      return new MessageId(buffer.getLong(), buffer.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
