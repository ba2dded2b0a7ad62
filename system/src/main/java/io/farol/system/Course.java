// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import io.farol.model.Cause;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// The course of one integration's health, step by step: sums over the window, runs of successes
/// and failures, what is usual, and the state that [HealthRule] makes of them. The same stretches
/// give the same course. Confined to one thread.
final class Course {

  final HealthRule rule;
  final Stays stays;

  /// The last step that is in it.
  long step;

  long succeeded;
  long failed;
  long refused;
  long aside;
  private final int[] causes = new int[Finish.CAUSES];
  final Durations good = new Durations();
  private final Durations bad = new Durations();

  /// Failures since the last success, and the earliest start among them.
  long failures;

  long failingFrom = Long.MAX_VALUE;

  /// Successes since the last failure, and the first of them.
  long successes;

  long succeedingFrom = Long.MAX_VALUE;
  long lastSuccessAt = Stretch.NEVER;
  long lastFailureAt = Stretch.NEVER;
  long firstActivityAt = Stretch.NEVER;
  long lastActivityAt = Stretch.NEVER;

  /// The first activity of the newest step that had any.
  long awokeAt = Stretch.NEVER;

  Hour hour = new Hour();
  HealthState state = HealthState.UNKNOWN;
  Reason reason = new Reason.TooLittle();
  @Nullable Long since;

  /// When the state was found to have changed: not before what made it.
  long changedAt = Stretch.NEVER;

  Course(HealthRule rule, long step, Stays stays) {
    this.rule = rule;
    this.step = step;
    this.stays = stays;
  }

  Course copy() {
    Course copy = new Course(rule, step, stays.copy());
    copy.succeeded = succeeded;
    copy.failed = failed;
    copy.refused = refused;
    copy.aside = aside;
    System.arraycopy(causes, 0, copy.causes, 0, causes.length);
    copy.good.add(good);
    copy.bad.add(bad);
    copy.failures = failures;
    copy.failingFrom = failingFrom;
    copy.successes = successes;
    copy.succeedingFrom = succeedingFrom;
    copy.lastSuccessAt = lastSuccessAt;
    copy.lastFailureAt = lastFailureAt;
    copy.firstActivityAt = firstActivityAt;
    copy.lastActivityAt = lastActivityAt;
    copy.awokeAt = awokeAt;
    copy.hour = hour.copy();
    copy.state = state;
    copy.reason = reason;
    copy.since = since;
    copy.changedAt = changedAt;
    return copy;
  }

  /// Takes one more step.
  ///
  /// @param entering what ended in it
  /// @param leaving what ended in the step that falls out of the window
  /// @param now the end of the step, or the present moment within it
  void advance(Stretch entering, Stretch leaving, long now) {
    step++;
    if (!leaving.isEmpty()) {
      sum(leaving, -1);
    }
    if (!entering.isEmpty()) {
      sum(entering, 1);
      follow(entering);
    }
    hour.add(minute(), entering);
    settle(rule.judge(this, now), now);
    stays.step(this, entering.failed);
  }

  long judged() {
    return succeeded + failed + refused;
  }

  /// Those that a content policy stopped.
  long stopped() {
    return causes[Cause.CONTENT_FILTER.ordinal()];
  }

  @Nullable Long usualP95() {
    return hour.usualP95(minute());
  }

  /// How fast it is, and how fast it usually is; null where too little is known to say.
  Hour.@Nullable Pace pace() {
    Long usual = usualP95();
    if (usual == null) {
      return hour.hasBeforeWindow(minute()) ? null : hour.youngPace(minute());
    }
    Long p95 = good.total() < Hour.ENOUGH ? null : good.percentile(0.95);
    return p95 == null ? null : new Hour.Pace(p95, usual);
  }

  /// The most frequent cause of whatever did not succeed; null where all did.
  @Nullable String topCause() {
    return top(cause -> true);
  }

  /// The most frequent cause of those that speak against the integration; null without one.
  @Nullable String topFailure() {
    return top(Finish::isFailure);
  }

  private @Nullable String top(IntPredicate which) {
    int top = -1;
    for (int i = 0; i < causes.length; i++) {
      if (causes[i] > 0 && which.test(i) && (top < 0 || causes[i] > causes[top])) {
        top = i;
      }
    }
    return top < 0 ? null : Finish.causeWord(top);
  }

  HealthEvidence evidence(@Nullable Long oldestInFlightNanos) {
    Durations all = good.copy();
    all.add(bad);
    return new HealthEvidence(
        HealthRule.WINDOW.toSeconds(),
        succeeded + failed + refused + aside,
        failed + refused + aside,
        topCause(),
        all.percentile(0.95),
        usualP95(),
        time(lastSuccessAt),
        time(lastFailureAt),
        oldestInFlightNanos);
  }

  private long minute() {
    return Math.floorDiv(step, 60 / HealthRule.STEP.toSeconds());
  }

  private void sum(Stretch stretch, int sign) {
    succeeded += sign * stretch.succeeded;
    failed += sign * stretch.failed;
    refused += sign * stretch.refused;
    aside += sign * stretch.aside;
    for (int i = 0; i < causes.length; i++) {
      causes[i] += sign * stretch.causes[i];
    }
    if (sign > 0) {
      good.add(stretch.good);
      bad.add(stretch.bad);
    } else {
      good.subtract(stretch.good);
      bad.subtract(stretch.bad);
    }
  }

  private void follow(Stretch stretch) {
    if (stretch.succeeded > 0) {
      failures = stretch.closingFailures;
      failingFrom = stretch.closingFailuresFrom;
      lastSuccessAt = stretch.lastSuccessAt;
    } else {
      failures += stretch.closingFailures;
      failingFrom = Math.min(failingFrom, stretch.closingFailuresFrom);
    }
    if (stretch.failed > 0) {
      successes = stretch.closingSuccesses;
      succeedingFrom = stretch.closingSuccessesFrom;
      lastFailureAt = stretch.lastFailureAt;
    } else {
      successes += stretch.closingSuccesses;
      succeedingFrom = Math.min(succeedingFrom, stretch.closingSuccessesFrom);
    }
    awokeAt = stretch.firstAt;
    lastActivityAt = stretch.lastAt;
    if (firstActivityAt == Stretch.NEVER) {
      firstActivityAt = stretch.firstAt;
    }
  }

  private void settle(Verdict verdict, long now) {
    if (verdict.state() != state) {
      since =
          verdict.since() == null || since == null
              ? verdict.since()
              : Long.valueOf(Math.max(since, verdict.since()));
      state = verdict.state();
      changedAt = now;
    }
    reason = verdict.reason();
  }

  private static @Nullable Long time(long epochNanos) {
    return epochNanos == Stretch.NEVER ? null : epochNanos;
  }
}
