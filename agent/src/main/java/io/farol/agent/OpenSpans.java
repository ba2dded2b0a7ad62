// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.agent;

import io.opentelemetry.sdk.common.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The spans whose start was sent, in the order in which their next alive record is due. All have
/// one interval, so the order is that of their coming and a queue is enough. Belongs to one thread.
///
/// At most 8,192 are kept: when that is reached those that ended are let go first, then the
/// newcomer goes without alive records.
final class OpenSpans {
  private static final int MAX_OPEN = 8192;

  private final Deque<Due> dues = new ArrayDeque<>();
  private final long intervalNanos;
  private final Clock clock;

  OpenSpans(Duration interval, Clock clock) {
    this.intervalNanos = interval.toNanos();
    this.clock = clock;
  }

  void add(OpenSpan span) {
    if (dues.size() == MAX_OPEN) {
      dues.removeIf(due -> !due.span.isAlive());
    }
    if (dues.size() < MAX_OPEN) {
      dues.addLast(new Due(span, clock.nanoTime() + intervalNanos));
    }
  }

  /// Nanoseconds until the next alive record may be due; never more than one interval.
  long nanosToNext() {
    Due first = dues.peekFirst();
    return first == null ? intervalNanos : Math.max(0, first.atNanos - clock.nanoTime());
  }

  /// Adds to `batch` an alive record for each open span that is due, up to `most` in all, and
  /// forgets those that ended.
  void collect(List<SpanEvent> batch, int most) {
    long now = clock.nanoTime();
    for (Due due = dues.peekFirst();
        due != null && due.atNanos <= now && batch.size() < most;
        due = dues.peekFirst()) {
      dues.removeFirst();
      if (due.span.isAlive()) {
        batch.add(due.span.start().alive(clock.now(), intervalNanos / 1_000_000));
        dues.addLast(new Due(due.span, now + intervalNanos));
      }
    }
  }

  private static final class Due {
    private final OpenSpan span;
    private final long atNanos;

    Due(OpenSpan span, long atNanos) {
      this.span = span;
      this.atNanos = atNanos;
    }
  }
}
