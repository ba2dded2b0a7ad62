// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.agent;

import io.opentelemetry.sdk.trace.ReadableSpan;
import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;

/// A span that has started, with its start record. It does not keep the span: one that was thrown
/// away without an end can no longer be ended by anybody, and is not alive.
final class OpenSpan {
  /// Within this, and a round of the sender more, a start is on its way, whatever it knows.
  private static final long DESTINATION_WITHIN_NANOS = TimeUnit.MILLISECONDS.toNanos(60);

  private final SpanEvent start;
  private final WeakReference<ReadableSpan> span;

  OpenSpan(SpanEvent start, ReadableSpan span) {
    this.start = start;
    this.span = new WeakReference<>(span);
  }

  SpanEvent start() {
    return start;
  }

  /// It is a model's call that began just now, and nobody has said where it goes.
  boolean awaitsDestination(long nowEpochNanos) {
    ReadableSpan known = span.get();
    return known != null
        && nowEpochNanos - start.getTimestampEpochNanos() < DESTINATION_WITHIN_NANOS
        && !known.hasEnded()
        && Destination.isUnknown(known);
  }

  /// The start record as it is sent: with where the call goes, if that was said meanwhile.
  SpanEvent startNow() {
    ReadableSpan known = span.get();
    if (known == null) {
      return start;
    }
    String host = known.getAttribute(Destination.HOST);
    return host == null ? start : start.to(host, known.getAttribute(Destination.PORT));
  }

  boolean isAlive() {
    ReadableSpan known = span.get();
    return known != null && !known.hasEnded();
  }
}
