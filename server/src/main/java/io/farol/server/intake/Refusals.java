// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import io.farol.flow.Signal;
import java.util.concurrent.atomic.AtomicLongArray;

/// Counts the requests that were not taken, by signal and reason, since the start. Their records
/// are in no other counter: nobody knows how many they were, and the sender has them still. Safe
/// for many threads.
public final class Refusals {

  private static final int REASONS = Reason.values().length;

  private final AtomicLongArray counts = new AtomicLongArray(Signal.values().length * REASONS);

  void count(Signal signal, OtlpAnswer answer) {
    if (answer instanceof OtlpAnswer.Refused refused) {
      counts.incrementAndGet(slot(signal, refused.reason()));
    }
  }

  public long count(Signal signal, Reason reason) {
    return counts.get(slot(signal, reason));
  }

  private static int slot(Signal signal, Reason reason) {
    return signal.ordinal() * REASONS + reason.ordinal();
  }
}
