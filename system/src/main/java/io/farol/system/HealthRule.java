// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The state of an integration, by one rule over one window.
///
/// **Window.** The exchanges that ended in the last five minutes, in steps of five seconds, by the
/// end their sender gave; by the moment Farol received them where that end lies in the future. A
/// lost call counts as a failure at the moment it was lost. Within a step the state is that of the
/// moment; what holds at its end is what stays.
///
/// **Judged** are successes, failures, and requests refused as wrong (`rejected`). Calls that their
/// caller cancelled or a content policy stopped say nothing of the integration and are left aside;
/// where a policy stops many, that is told.
///
/// The first line that holds is the state:
///
/// | state | reason | when | ends when |
/// |---|---|---|---|
/// | down | failing | at least 3 judged and half of them failed, or 5 failures in a row | 5 successes in a row, or 3 over a minute, or the last one succeeded and fewer than a third failed |
/// | down | hanging | 2 stalled calls, or 1 older than 30 s and three times the stall limit, and no success since they began | a success, or their end |
/// | silent | stopped | steady traffic (10 exchanges over 5 minutes or more within the hour) stopped for 3 minutes, five times its mean gap and twice its longest | traffic, or an hour has passed (then idle) |
/// | degraded | failing | 2 failures and 1 % of the judged, or the last one failed and 20 % did | fewer than 0.5 % failed; a lone failure: 3 successes in a row |
/// | degraded | slow | p95 of 20 successes twice the usual and 200 ms above it | below one and a half times the usual |
/// | degraded | rejecting | 5 refused as wrong and half of the judged | below a quarter |
/// | degraded | filtering | 5 stopped by a content policy and 2 % of the judged and stopped | below 1 % |
/// | degraded | hanging | 1 stalled call and no success since it began | a success, or its end |
/// | unknown | late_data | what arrives ended more than 5 minutes before it arrived, or the board lags 30 s behind | it catches up |
/// | unknown | too_little | nothing judged yet, or the last one failed over an hour ago | |
/// | up | working | otherwise, with traffic in the window, in flight, or due | |
/// | idle | no_traffic | otherwise | |
///
/// A state that got worse by failures stays for at least a minute, and while nothing at all comes
/// after a failure it stays for an hour: small numbers do not flap. *Since* is the time of what
/// made it: the start of the first failed call after the last success, the start of the oldest hung
/// call, the last exchange before silence; for an improvement the moment the rule found it.
///
/// **Stalled** is a call in flight that is older than the 99th percentile of the successes of the
/// window (of the hour, where the window has fewer than twenty; three times the 95th percentile
/// where the hour has fewer), at least two seconds; ten seconds where no success was ever seen.
///
/// **Usual** is the 95th percentile of the successes in the hour before the window, at least
/// twenty. While nothing is known from before the window, the minute at hand and the one before are
/// held against the quickest minute before them, twenty successes on either side.
public final class HealthRule {

  public static final Duration WINDOW = Duration.ofMinutes(5);
  public static final Duration STEP = Duration.ofSeconds(5);

  /// Older than this, news says nothing of now.
  public static final Duration LAG = Duration.ofSeconds(30);

  static final long STEP_NANOS = STEP.toNanos();
  static final long WINDOW_STEPS = WINDOW.dividedBy(STEP);

  private static final long SECOND = 1_000_000_000L;
  private static final long CALM = 60 * SECOND;
  private static final long FORGET = 3_600 * SECOND;
  private static final long SILENCE = 180 * SECOND;
  private static final long SLOW_MARGIN = SECOND / 5;
  private static final long STALL_FLOOR = 2 * SECOND;
  private static final long STALL_BLIND = 10 * SECOND;
  private static final long LONE_HANG = 30 * SECOND;

  HealthRule() {}

  /// What [Course#settle] makes of everything that ended.
  Verdict judge(Course course, long now) {
    if (course.lastActivityAt == Stretch.NEVER) {
      return new Verdict(HealthState.UNKNOWN, new Reason.TooLittle(), null);
    }
    Verdict failing = failing(course, now);
    if (failing != null && failing.state() == HealthState.DOWN) {
      return failing;
    }
    Verdict silent = silent(course, now);
    if (silent != null) {
      return silent;
    }
    if (failing != null) {
      return failing;
    }
    Verdict strained = strained(course, now);
    if (strained != null) {
      return strained;
    }
    return calm(course, now);
  }

  private static @Nullable Verdict failing(Course course, long now) {
    long judged = course.judged();
    boolean bad = course.state == HealthState.DOWN || course.state == HealthState.DEGRADED;
    boolean lastFailed = course.failures > 0;
    if (judged == 0) {
      return bad && lastFailed && now - course.lastActivityAt < FORGET
          ? new Verdict(course.state, course.reason, course.since)
          : null;
    }
    Reason reason = new Reason.Failing(course.failed, judged, course.topFailure());
    boolean recovered =
        course.successes >= 5 || course.successes >= 3 && now - course.succeedingFrom >= CALM;
    boolean down =
        judged >= 3 && course.failed * 2 >= judged
            || course.failures >= 5
            || course.state == HealthState.DOWN && (lastFailed || course.failed * 3 >= judged);
    boolean calming = now - course.changedAt < CALM && course.reason instanceof Reason.Failing;
    if (down && !recovered || course.state == HealthState.DOWN && calming) {
      return new Verdict(HealthState.DOWN, reason, failingSince(course, now));
    }
    boolean some =
        course.failed >= 2 && course.failed * 100 >= judged
            || lastFailed && course.failed > 0 && course.failed * 5 >= judged;
    boolean still =
        bad
            && (calming
                || course.failed >= 2 && course.failed * 200 >= judged
                || course.failed == 1 && course.successes < 3);
    return some || still && course.failed > 0
        ? new Verdict(HealthState.DEGRADED, reason, failingSince(course, now))
        : null;
  }

  private static long failingSince(Course course, long now) {
    return course.failures > 0
        ? Math.min(now, Math.max(course.failingFrom, course.lastSuccessAt))
        : now;
  }

  private static @Nullable Verdict silent(Course course, long now) {
    long silence = now - course.lastActivityAt;
    if (silence < SILENCE || silence >= FORGET || course.failures > 0) {
      return null;
    }
    Hour.Gaps gaps = course.hour.gaps();
    return gaps != null && silence >= patience(gaps)
        ? new Verdict(
            HealthState.SILENT,
            new Reason.Stopped(silence / 1_000_000, gaps.meanNanos() / 1_000_000),
            course.lastActivityAt)
        : null;
  }

  private static long patience(Hour.Gaps gaps) {
    return Math.max(SILENCE, Math.max(5 * gaps.meanNanos(), 2 * gaps.longestNanos()));
  }

  private static @Nullable Verdict strained(Course course, long now) {
    long judged = course.judged();
    boolean wasRejecting = course.reason instanceof Reason.Rejecting;
    if (course.refused >= 5 && course.refused * (wasRejecting ? 4 : 2) >= judged) {
      return new Verdict(HealthState.DEGRADED, new Reason.Rejecting(course.refused, judged), now);
    }
    boolean wasFiltering = course.reason instanceof Reason.Filtering;
    long stopped = course.stopped();
    if (stopped >= 5 && stopped * (wasFiltering ? 100 : 50) >= judged + stopped) {
      return new Verdict(
          HealthState.DEGRADED, new Reason.Filtering(stopped, judged + stopped), now);
    }
    Hour.Pace pace = course.pace();
    if (pace == null) {
      return null;
    }
    long usual = pace.usualP95();
    long p95 = pace.p95();
    boolean wasSlow = course.reason instanceof Reason.Slow;
    return p95 * 2 > usual * (wasSlow ? 3 : 4) && p95 - usual > SLOW_MARGIN
        ? new Verdict(
            HealthState.DEGRADED, new Reason.Slow(p95 / 1_000_000, usual / 1_000_000), now)
        : null;
  }

  private static Verdict calm(Course course, long now) {
    long silence = now - course.lastActivityAt;
    boolean neverJudged =
        course.lastSuccessAt == Stretch.NEVER && course.lastFailureAt == Stretch.NEVER;
    if (neverJudged && course.refused == 0 || course.failures > 0 && course.judged() == 0) {
      return new Verdict(HealthState.UNKNOWN, new Reason.TooLittle(), now);
    }
    Hour.Gaps gaps = course.judged() > 0 ? null : course.hour.gaps();
    if (course.judged() > 0 || gaps != null && silence < patience(gaps)) {
      return new Verdict(
          HealthState.UP,
          new Reason.Working(),
          course.state == HealthState.DOWN || course.state == HealthState.DEGRADED
              ? now
              : course.awokeAt);
    }
    return new Verdict(HealthState.IDLE, new Reason.NoTraffic(), course.lastActivityAt);
  }

  /// How old a call in flight must be to count as stalled.
  static long stallNanos(Course course) {
    if (course.good.total() >= Hour.ENOUGH) {
      return floored(course.good.percentile(0.99), 1);
    }
    Durations hour = course.hour.good();
    return hour.total() >= Hour.ENOUGH
        ? floored(hour.percentile(0.99), 1)
        : floored(hour.percentile(0.95), 3);
  }

  private static long floored(@Nullable Long nanos, int times) {
    return nanos == null ? STALL_BLIND : Math.max(STALL_FLOOR, times * nanos);
  }

  /// The cause that most of them met below them, where any did.
  private static @Nullable String met(List<TrackedCall> hung) {
    Map<Integer, Long> causes =
        hung.stream()
            .map(call -> call.lentCause)
            .filter(cause -> cause >= 0)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return causes.entrySet().stream()
        .max(Map.Entry.<Integer, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(most -> Finish.causeWord(most.getKey()))
        .orElse(null);
  }

  /// What the calls in flight add to what the ended ones say.
  static Verdict withOpen(Course course, List<TrackedCall> open, long now) {
    Verdict ended = new Verdict(course.state, course.reason, course.since);
    long stall = stallNanos(course);
    List<TrackedCall> hung =
        open.stream()
            .filter(call -> now - call.begun() > stall && call.begun() >= course.lastSuccessAt)
            .sorted(Comparator.comparingLong(TrackedCall::begun))
            .toList();
    if (!hung.isEmpty()) {
      long begun = hung.getFirst().begun();
      long age = now - begun;
      boolean down = hung.size() >= 2 || age >= Math.max(LONE_HANG, 3 * stall);
      HealthState state = down ? HealthState.DOWN : HealthState.DEGRADED;
      if (state.compareTo(course.state) < 0) {
        return new Verdict(
            state, new Reason.Hanging(hung.size(), age / 1_000_000, met(hung)), begun);
      }
    }
    return course.state == HealthState.IDLE && !open.isEmpty()
        ? new Verdict(
            HealthState.UP,
            new Reason.Working(),
            open.stream().mapToLong(TrackedCall::begun).min().orElse(now))
        : ended;
  }
}
