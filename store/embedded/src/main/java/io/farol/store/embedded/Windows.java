// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.model.TimeRange;
import java.util.ArrayList;
import java.util.List;

/// Cuts a range into windows from its end: the first about so long that it holds some thousands of
/// tellings, each further one sixteen times as long as the one before.
final class Windows {

  private static final long SHORTEST = 60_000_000_000L;
  private static final int GROWTH = 16;
  private static final long ENOUGH = 10_000;

  private Windows() {}

  /// @param tellings how many lie in the range
  static List<TimeRange> of(TimeRange range, long tellings) {
    List<TimeRange> windows = new ArrayList<>();
    long to = range.toEpochNanos();
    long length = first(range, tellings);
    while (to > range.fromEpochNanos()) {
      long reach = to - range.fromEpochNanos();
      boolean last = reach > 0 && length >= reach || length > Long.MAX_VALUE / GROWTH;
      long from = last ? range.fromEpochNanos() : to - length;
      windows.add(new TimeRange(from, to));
      to = from;
      length *= GROWTH;
    }
    return windows;
  }

  private static long first(TimeRange range, long tellings) {
    if (tellings <= ENOUGH) {
      return Long.MAX_VALUE;
    }
    double whole = (double) range.toEpochNanos() - range.fromEpochNanos();
    return Math.max(SHORTEST, (long) (whole * ENOUGH / tellings));
  }
}
