// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Logfire's news that a span began: a span without length and with an id of its own, whose parent
/// is the span that began, and whose `logfire.pending_parent_id` is that one's parent.
final class PendingSpan {

  private static final String TYPE = "logfire.span_type";
  private static final String PARENT = "logfire.pending_parent_id";

  private PendingSpan() {}

  static boolean is(SentSpan span) {
    String type = span.attributes().text(TYPE);
    return type != null && type.equals("pending_span") && span.parent() != null;
  }

  /// The span that began, still open.
  static SentSpan real(SentSpan pending) {
    SpanId began = pending.parent() == null ? pending.key().span() : pending.parent();
    return new SentSpan(
        pending.sender(),
        new SpanKey(pending.key().trace(), began),
        parent(pending.attributes().text(PARENT)),
        pending.name(),
        pending.kind(),
        pending.startEpochNanos(),
        null,
        pending.attributes(),
        List.of(),
        pending.links(),
        pending.status(),
        pending.droppedAttributes());
  }

  /// A span id in hex; null for a root, whose parent is all zeros, and for what is no id.
  static @Nullable SpanId parent(@Nullable String hex) {
    if (hex == null) {
      return null;
    }
    try {
      return SpanId.parse(hex);
    } catch (IllegalArgumentException none) {
      return null;
    }
  }
}
