// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import java.util.Arrays;

/// Durations that were measured, in nanoseconds. Safe for many threads.
final class Figures {

  private long[] values = new long[1_024];
  private int count;

  synchronized void add(long nanos) {
    if (count == values.length) {
      values = Arrays.copyOf(values, 2 * count);
    }
    values[count++] = nanos;
  }

  synchronized int count() {
    return count;
  }

  /// In milliseconds.
  synchronized double quantile(double share) {
    if (count == 0) {
      return Double.NaN;
    }
    Arrays.sort(values, 0, count);
    return values[Math.min(count - 1, (int) (share * count))] / 1e6;
  }
}
