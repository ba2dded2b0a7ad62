// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.wire;

import io.farol.model.Detail;
import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import io.farol.model.TraceId;
import io.farol.model.Value;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;

/// Where what a platform tells of a message later is kept: in a trace whose id follows from the
/// message's own. So a status finds its message without anyone having to remember it: it may come
/// before the message was told, days after, after a restart, or again. The call that sent the
/// message points there with a link.
final class MessageLife {

  /// The attribute of a link to what became of a message.
  static final String LINK = "farol.link";

  /// What [#LINK] says of a link from a message's life to the call that sent it.
  static final String SENDING = "sending";

  private static final String STATUSES = "statuses";

  private MessageLife() {}

  /// The span of one status of one message: the same status told again is the same span.
  static SpanKey status(String messageId, String status) {
    ByteBuffer message = ByteBuffer.wrap(hash(messageId));
    long span = ByteBuffer.wrap(hash(messageId + '\n' + status)).getLong();
    return new SpanKey(
        new TraceId(message.getLong() | 1L, message.getLong()), new SpanId(span | 1L));
  }

  /// What the call that sent the message carries.
  static Detail.Link link(String messageId) {
    return new Detail.Link(status(messageId, "sent"), Map.of(LINK, Value.of(STATUSES)));
  }

  private static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
