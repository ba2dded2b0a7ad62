// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.model.TimeRange;
import java.util.ArrayList;
import java.util.List;

/// Cuts a range into windows from its end: the first a minute long, each further one sixteen times
/// as long as the one before.
final class Windows {

  private static final long SHORTEST = 60_000_000_000L;
  private static final int GROWTH = 16;

  private Windows() {}

  static List<TimeRange> of(TimeRange range) {
    List<TimeRange> windows = new ArrayList<>();
    long to = range.toEpochNanos();
    long length = SHORTEST;
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
}
