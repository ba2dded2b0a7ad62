// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/// What the gateway has done since it started. Safe for many threads.
public final class Counters {

  private final AtomicLongArray refusals = new AtomicLongArray(Refusal.Reason.values().length);
  private final LongAdder begun = new LongAdder();
  private final LongAdder repeated = new LongAdder();
  private final LongAdder ended = new LongAdder();

  void count(Refusal refusal) {
    refusals.incrementAndGet(refusal.reason().ordinal());
  }

  void begin() {
    begun.increment();
  }

  void end() {
    ended.increment();
  }

  void repeat() {
    repeated.increment();
  }

  /// Webhooks that had been delivered before and were not delivered again.
  public long repeated() {
    return repeated.sum();
  }

  /// Answers in the gateway's own name, and streams broken off, for this reason.
  public long refused(Refusal.Reason reason) {
    return refusals.get(reason.ordinal());
  }

  /// Exchanges that were let in.
  public long forwarded() {
    return begun.sum();
  }

  /// Exchanges on their way now.
  public long inFlight() {
    return begun.sum() - ended.sum();
  }
}
