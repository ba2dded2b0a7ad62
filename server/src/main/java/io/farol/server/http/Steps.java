// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import io.farol.model.TimeRange;
import java.util.concurrent.TimeUnit;

/// How a range is cut for a chart: whole steps, aligned to the epoch.
///
/// @param startEpochNanos start of the first step
/// @param stepNanos length of each
/// @param count how many
record Steps(long startEpochNanos, long stepNanos, int count) {

  /// More points than this nobody can see, and few enough to draw.
  static final int MAX = 2_000;

  private static final long[] NICE_SECONDS = {
    1, 5, 10, 30, 60, 300, 600, 900, 1_800, 3_600, 10_800, 21_600, 43_200, 86_400, 604_800
  };

  /// The first pleasant step that gives at most `most` of them, not below `leastSeconds`.
  static Steps of(TimeRange range, long leastSeconds, int most) {
    for (long seconds : NICE_SECONDS) {
      Steps steps = of(range, seconds);
      if (seconds >= leastSeconds && steps.count() <= most) {
        return steps;
      }
    }
    throw Problem.parameter(
        "from", "the range is too long to chart", "ask for less than some decades");
  }

  static Steps of(TimeRange range, long stepSeconds) {
    long step = TimeUnit.SECONDS.toNanos(stepSeconds);
    long start = Math.floorDiv(range.fromEpochNanos(), step) * step;
    long count = Math.ceilDiv(range.toEpochNanos() - start, step);
    return new Steps(start, step, (int) Math.min(count, Integer.MAX_VALUE));
  }

  /// The step that a moment falls in; outside of all steps for moments outside of the range.
  int index(long epochNanos) {
    return (int) Math.floorDiv(epochNanos - startEpochNanos, stepNanos);
  }

  long stepSeconds() {
    return TimeUnit.NANOSECONDS.toSeconds(stepNanos);
  }
}
