// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The signs of life of one call. What it knows does not depend on the order in which they came.
/// Confined to one thread.
final class Pulse {

  /// How many of the newest signs are looked at for the interval.
  private static final int KEPT = 4;

  private static final long DEFAULT_INTERVAL = 10_000_000_000L;
  private static final long SHORTEST_INTERVAL = 1_000_000_000L;

  /// The newest signs by their sender's clock, ascending.
  private long[] signs = {};

  private long heardEpochNanos = Long.MIN_VALUE;
  private @Nullable Long saidIntervalNanos;

  /// @param receivedEpochNanos by Farol's clock
  /// @param intervalNanos what the sender says its interval is, or null
  void beat(long sentEpochNanos, long receivedEpochNanos, @Nullable Long intervalNanos) {
    heardEpochNanos = Math.max(heardEpochNanos, receivedEpochNanos);
    if (intervalNanos != null && (saidIntervalNanos == null || saidIntervalNanos < intervalNanos)) {
      saidIntervalNanos = intervalNanos;
    }
    int at = Arrays.binarySearch(signs, sentEpochNanos);
    if (at < 0) {
      long[] more = new long[signs.length + 1];
      System.arraycopy(signs, 0, more, 0, -at - 1);
      more[-at - 1] = sentEpochNanos;
      System.arraycopy(signs, -at - 1, more, -at, signs.length + at + 1);
      signs = more.length > KEPT ? Arrays.copyOfRange(more, 1, more.length) : more;
    }
  }

  boolean newest(long sentEpochNanos) {
    return signs.length > 0 && signs[signs.length - 1] <= sentEpochNanos;
  }

  /// The last sign, by Farol's clock.
  long heardEpochNanos() {
    return heardEpochNanos;
  }

  /// What the sender said, else the widest of the latest gaps, at least a second; ten seconds where
  /// neither is known.
  ///
  /// @param startEpochNanos the start of the call, or null when nobody said
  long intervalNanos(@Nullable Long startEpochNanos) {
    if (saidIntervalNanos != null) {
      return saidIntervalNanos;
    }
    long widest = 0;
    for (int i = 1; i < signs.length; i++) {
      widest = Math.max(widest, signs[i] - signs[i - 1]);
    }
    if (signs.length < KEPT && startEpochNanos != null) {
      widest = Math.max(widest, signs[0] - startEpochNanos);
    }
    return widest == 0 ? DEFAULT_INTERVAL : Math.max(SHORTEST_INTERVAL, widest);
  }
}
