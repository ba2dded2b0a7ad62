// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One integration in one environment (or in all): its calls in flight, what ended in the last
/// fifteen minutes in steps, and the course of its health. News about a step more than ten minutes
/// back is too late to change it. Confined to the thread that holds the board's lock.
final class IntegrationRow {

  /// How many steps back news may still change the course.
  static final long OPEN_STEPS = 2 * HealthRule.WINDOW_STEPS;

  /// How many steps behind the present the course is kept ready; most news concerns later ones.
  private static final long READY_STEPS = 6;

  /// Nothing older is looked at, even at the beginning.
  private static final long HOUR_STEPS = 3_600_000_000_000L / HealthRule.STEP_NANOS;

  private final String tenant;
  private final @Nullable String environment;
  private final String id;
  private @Nullable String platform;
  private final TreeMap<Long, Slice> slices = new TreeMap<>();
  private final Set<TrackedCall> open = new LinkedHashSet<>();
  private int startedCalls;
  private boolean everStarted;
  private long lateReceived = Stretch.NEVER;
  private long lateNanos;
  private Course settled;
  private Course ready;
  private boolean begun;

  /// @param firstStep the step of the first news
  IntegrationRow(String tenant, String id, @Nullable String environment, long firstStep) {
    this.id = id;
    this.tenant = tenant;
    this.environment = environment;
    settled = before(firstStep - OPEN_STEPS);
    ready = settled;
  }

  private Course before(long step) {
    return new Course(new HealthRule(), step - 1, new Stays(tenant, id, environment));
  }

  static long stepOf(long epochNanos) {
    return Math.floorDiv(epochNanos, HealthRule.STEP_NANOS);
  }

  void add(TrackedCall call, long received) {
    if (call.platform() != null) {
      platform = call.platform();
    }
    if (call.wasStarted()) {
      startedCalls++;
    }
    if (call.isJudged()) {
      long at = call.finished().atEpochNanos();
      if (call.isEnded() && received - at > HealthRule.WINDOW.toNanos()) {
        lateReceived = Math.max(lateReceived, received);
        lateNanos = received - at;
      }
      long step = stepOf(at);
      if (!begun && step <= settled.step && step >= stepOf(received) - HOUR_STEPS) {
        settled = before(step);
        ready = settled;
      }
      if (step > settled.step) {
        slices.computeIfAbsent(step, index -> new Slice()).add(call);
        touched(step);
      }
    } else if (!call.isEnded() && call.wasStarted()) {
      open.add(call);
    }
  }

  void remove(TrackedCall call) {
    if (call.wasStarted()) {
      startedCalls--;
    }
    open.remove(call);
    if (call.isJudged()) {
      long step = stepOf(call.finished().atEpochNanos());
      Slice slice = slices.get(step);
      if (slice != null && step > settled.step) {
        slice.remove(call);
        touched(step);
      }
    }
  }

  /// The call is about to be forgotten; what it said stays.
  void seal(TrackedCall call) {
    if (call.wasStarted()) {
      startedCalls--;
      everStarted = true;
    }
    open.remove(call);
    if (call.isJudged()) {
      Slice slice = slices.get(stepOf(call.finished().atEpochNanos()));
      if (slice != null) {
        slice.seal(call);
      }
    }
  }

  private void touched(long step) {
    if (step <= ready.step) {
      ready = settled;
    }
  }

  Set<TrackedCall> open() {
    return open;
  }

  /// Whether anything at all belongs to it: a call that turned out to be a view of another one
  /// leaves nothing behind.
  boolean isSeen() {
    return startedCalls > 0
        || everStarted
        || !open.isEmpty()
        || settled.lastActivityAt != Stretch.NEVER
        || slices.values().stream().anyMatch(slice -> !slice.sum().isEmpty());
  }

  long lastActivityAt() {
    return ready.lastActivityAt;
  }

  /// The course up to the present moment.
  Course course(long now) {
    long present = stepOf(now);
    while (settled.step < present - OPEN_STEPS) {
      settle();
    }
    if (ready.step < present - READY_STEPS || ready.step >= present) {
      Course next = (ready.step >= present || ready.step < settled.step ? settled : ready).copy();
      while (next.step < present - READY_STEPS) {
        advance(next, endOf(next.step + 1));
      }
      ready = next;
    }
    Course course = ready.copy();
    while (course.step < present) {
      advance(course, Math.min(now, endOf(course.step + 1)));
    }
    return course;
  }

  /// Takes the oldest open step for good.
  private void settle() {
    begun = true;
    if (ready == settled) {
      ready = settled.copy();
    }
    Slice slice = slices.get(settled.step + 1);
    if (slice != null) {
      slice.close();
    }
    advance(settled, endOf(settled.step + 1));
    slices.headMap(settled.step - HealthRule.WINDOW_STEPS, true).clear();
  }

  private void advance(Course course, long now) {
    course.advance(at(course.step + 1), at(course.step + 1 - HealthRule.WINDOW_STEPS), now);
  }

  private Stretch at(long step) {
    Slice slice = slices.get(step);
    return slice == null ? Slice.NOTHING : slice.sum();
  }

  private static long endOf(long step) {
    return (step + 1) * HealthRule.STEP_NANOS;
  }

  /// @param behindNanos how far the board itself is behind
  IntegrationHealth health(Course course, long now, long behindNanos) {
    List<TrackedCall> flying = List.copyOf(open);
    Verdict verdict = HealthRule.withOpen(course, flying, now);
    boolean lateOnly =
        course.judged() + course.aside == 0
            && lateReceived != Stretch.NEVER
            && now - lateReceived < HealthRule.WINDOW.toNanos();
    if (lateOnly || behindNanos > HealthRule.LAG.toNanos()) {
      long late = lateOnly ? lateNanos : behindNanos;
      verdict = new Verdict(HealthState.UNKNOWN, new Reason.LateData(late / 1_000_000), null);
    }
    Long oldest =
        flying.stream().map(call -> now - call.begun()).max(Comparator.naturalOrder()).orElse(null);
    HealthEvidence evidence = course.evidence(oldest);
    boolean counts = startedCalls > 0 || everStarted;
    return new IntegrationHealth(
        id,
        platform,
        verdict.state(),
        verdict.since(),
        verdict.reason(),
        evidence,
        counts ? flying.size() : null,
        evidence.exchanges() / windowMinutes(course, now));
  }

  /// The window, or the time since the first exchange where that is shorter; at least a minute.
  private static double windowMinutes(Course course, long now) {
    double window = HealthRule.WINDOW.toNanos();
    double seen = course.firstActivityAt == Stretch.NEVER ? window : now - course.firstActivityAt;
    return Math.max(1, Math.min(window, seen) / 60e9);
  }

  /// Stays in a bad state, oldest first.
  List<Incident> incidents(long now) {
    Course course = course(now);
    List<Incident> all = new ArrayList<>(course.stays.closed());
    Incident open = course.stays.open();
    if (open != null) {
      all.add(open);
      return all;
    }
    IntegrationHealth health = health(course, now, 0);
    Long since = health.sinceEpochNanos();
    if (health.state().bad() && since != null) {
      all.add(course.stays.incident(health.state(), health.reason(), since, health.evidence(), 0));
    }
    return all;
  }
}
