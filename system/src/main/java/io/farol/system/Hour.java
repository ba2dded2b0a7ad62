// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// The last hour and five minutes of one integration, minute by minute: from it comes what is
/// usual. Confined to one thread.
final class Hour {

  static final int MINUTES = 65;
  static final int ENOUGH = 20;
  private static final int WINDOW_MINUTES = 5;
  private static final int STEADY_COUNT = 10;
  private static final long STEADY_NANOS = 5 * 60_000_000_000L;

  private final Deque<Minute> minutes = new ArrayDeque<>();
  private long usualMinute = Long.MIN_VALUE;
  private @Nullable Long usual;

  /// @param longestGapNanos between two ends within it
  private record Minute(
      long index, long count, long firstAt, long lastAt, long longestGapNanos, Durations good) {}

  Hour copy() {
    Hour copy = new Hour();
    copy.minutes.addAll(minutes);
    copy.usualMinute = usualMinute;
    copy.usual = usual;
    return copy;
  }

  void add(long minute, Stretch stretch) {
    while (!minutes.isEmpty() && minutes.getFirst().index <= minute - MINUTES) {
      minutes.removeFirst();
    }
    if (stretch.isEmpty()) {
      return;
    }
    long count = stretch.succeeded + stretch.failed + stretch.refused + stretch.aside;
    Minute last = minutes.peekLast();
    if (last == null || last.index != minute) {
      minutes.addLast(
          new Minute(minute, count, stretch.firstAt, stretch.lastAt, 0, stretch.good.copy()));
      return;
    }
    Durations good = last.good.copy();
    good.add(stretch.good);
    minutes.removeLast();
    minutes.addLast(
        new Minute(
            minute,
            last.count + count,
            last.firstAt,
            Math.max(last.lastAt, stretch.lastAt),
            Math.max(last.longestGapNanos, stretch.firstAt - last.lastAt),
            good));
  }

  /// 95th percentile of the successes in the hour before the window that ends in this minute; null
  /// where fewer than twenty.
  @Nullable Long usualP95(long minute) {
    if (minute != usualMinute) {
      Durations before = new Durations();
      for (Minute each : minutes) {
        if (each.index < minute - WINDOW_MINUTES) {
          before.add(each.good);
        }
      }
      usual = before.total() < ENOUGH ? null : before.percentile(0.95);
      usualMinute = minute;
    }
    return usual;
  }

  /// Whether anything is known from before the window that ends in this minute.
  boolean hasBeforeWindow(long minute) {
    return !minutes.isEmpty() && minutes.getFirst().index < minute - WINDOW_MINUTES;
  }

  /// The minute at hand and the one before against the quickest minute before them, so that a cold
  /// start is not what is usual; null where either has fewer than twenty successes.
  @Nullable Pace youngPace(long minute) {
    Durations lately = new Durations();
    Long usual = null;
    for (Minute each : minutes) {
      if (each.index >= minute - 1) {
        lately.add(each.good);
      } else if (each.good.total() >= ENOUGH) {
        Long p95 = each.good.percentile(0.95);
        usual = usual == null || p95 != null && p95 < usual ? p95 : usual;
      }
    }
    Long p95 = lately.total() < ENOUGH ? null : lately.percentile(0.95);
    return p95 == null || usual == null ? null : new Pace(p95, usual);
  }

  /// 95th percentiles of the successes, now and usually, in nanoseconds.
  record Pace(long p95, long usualP95) {}

  /// All successes in it.
  Durations good() {
    Durations all = new Durations();
    minutes.forEach(minute -> all.add(minute.good));
    return all;
  }

  /// The mean and the longest time from one exchange to the next; null where traffic was not
  /// steady: fewer than ten, or all within five minutes.
  @Nullable Gaps gaps() {
    if (minutes.isEmpty()) {
      return null;
    }
    long count = 0;
    long longest = 0;
    long lastAt = Long.MIN_VALUE;
    Iterator<Minute> each = minutes.iterator();
    while (each.hasNext()) {
      Minute minute = each.next();
      count += minute.count;
      longest = Math.max(longest, minute.longestGapNanos);
      if (lastAt != Long.MIN_VALUE) {
        longest = Math.max(longest, minute.firstAt - lastAt);
      }
      lastAt = minute.lastAt;
    }
    long span = lastAt - minutes.getFirst().firstAt;
    return count < STEADY_COUNT || span < STEADY_NANOS
        ? null
        : new Gaps(span / (count - 1), longest);
  }

  record Gaps(long meanNanos, long longestNanos) {}
}
