// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import java.util.Collection;

/// What ended at one integration within one stretch of time: sums, and the order of successes and
/// failures at its end. Times are nanoseconds since 1970 UTC.
final class Stretch {

  static final long NEVER = Long.MIN_VALUE;

  long succeeded;
  long failed;
  long refused;
  long aside;
  final int[] causes = new int[Finish.CAUSES];

  /// Durations of successes, and of the rest.
  final Durations good = new Durations();

  final Durations bad = new Durations();

  long firstAt = Long.MAX_VALUE;
  long lastAt = NEVER;
  long lastSuccessAt = NEVER;
  long lastFailureAt = NEVER;

  /// Failures after the last success, and the earliest start among them.
  long closingFailures;

  long closingFailuresFrom = Long.MAX_VALUE;

  /// Successes after the last failure, and the first of them.
  long closingSuccesses;

  long closingSuccessesFrom = Long.MAX_VALUE;

  /// Everything in `calls`, after what is in `before`.
  static Stretch of(Stretch before, Collection<TrackedCall> calls) {
    Stretch all = before.copy();
    for (TrackedCall call : calls) {
      all.count(call.finished());
    }
    if (all.lastSuccessAt > before.lastSuccessAt) {
      all.closingFailures = 0;
      all.closingFailuresFrom = Long.MAX_VALUE;
    }
    if (all.lastFailureAt > before.lastFailureAt) {
      all.closingSuccesses = 0;
      all.closingSuccessesFrom = Long.MAX_VALUE;
    }
    for (TrackedCall call : calls) {
      all.close(call.finished());
    }
    return all;
  }

  /// Adds one that ended no earlier than the rest.
  void append(Finish finish) {
    count(finish);
    switch (finish.mark()) {
      case SUCCESS -> {
        closingFailures = 0;
        closingFailuresFrom = Long.MAX_VALUE;
      }
      case FAILURE -> {
        closingSuccesses = 0;
        closingSuccessesFrom = Long.MAX_VALUE;
      }
      case REFUSAL, ASIDE -> {}
    }
    close(finish);
  }

  boolean isEmpty() {
    return lastAt == NEVER;
  }

  private void count(Finish finish) {
    long at = finish.atEpochNanos();
    switch (finish.mark()) {
      case SUCCESS -> {
        succeeded++;
        lastSuccessAt = Math.max(lastSuccessAt, at);
      }
      case FAILURE -> {
        failed++;
        lastFailureAt = Math.max(lastFailureAt, at);
      }
      case REFUSAL -> refused++;
      case ASIDE -> aside++;
    }
    if (finish.cause() >= 0) {
      causes[finish.cause()]++;
    }
    if (finish.durationNanos() != null) {
      (finish.mark() == Finish.Mark.SUCCESS ? good : bad).add(finish.durationNanos());
    }
    firstAt = Math.min(firstAt, at);
    lastAt = Math.max(lastAt, at);
  }

  private void close(Finish finish) {
    long at = finish.atEpochNanos();
    switch (finish.mark()) {
      case SUCCESS -> {
        if (at > lastFailureAt) {
          closingSuccesses++;
          closingSuccessesFrom = Math.min(closingSuccessesFrom, at);
        }
      }
      case FAILURE -> {
        if (at > lastSuccessAt) {
          closingFailures++;
          closingFailuresFrom = Math.min(closingFailuresFrom, finish.startEpochNanos());
        }
      }
      case REFUSAL, ASIDE -> {}
    }
  }

  private Stretch copy() {
    Stretch copy = new Stretch();
    copy.succeeded = succeeded;
    copy.failed = failed;
    copy.refused = refused;
    copy.aside = aside;
    System.arraycopy(causes, 0, copy.causes, 0, causes.length);
    copy.good.add(good);
    copy.bad.add(bad);
    copy.firstAt = firstAt;
    copy.lastAt = lastAt;
    copy.lastSuccessAt = lastSuccessAt;
    copy.lastFailureAt = lastFailureAt;
    copy.closingFailures = closingFailures;
    copy.closingFailuresFrom = closingFailuresFrom;
    copy.closingSuccesses = closingSuccesses;
    copy.closingSuccessesFrom = closingSuccessesFrom;
    return copy;
  }
}
