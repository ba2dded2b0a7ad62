// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The stays in a bad state that a course has seen: the newest hundred. Confined to one thread.
final class Stays {

  private static final int MOST = 100;

  private final String tenant;
  private final String integration;
  private final @Nullable String environment;
  private List<Incident> closed = List.of();
  private @Nullable Incident open;

  Stays(String tenant, String integration, @Nullable String environment) {
    this.tenant = tenant;
    this.integration = integration;
    this.environment = environment;
  }

  Stays copy() {
    Stays copy = new Stays(tenant, integration, environment);
    copy.closed = closed;
    copy.open = open;
    return copy;
  }

  /// @param failed failures in the course's newest step
  void step(Course course, long failed) {
    Incident before = open;
    Long since = course.since;
    if (before == null) {
      if (course.state.bad() && since != null) {
        open = incident(course.state, course.reason, since, course.evidence(null), course.failures);
      }
    } else if (!course.state.bad()) {
      closed = appended(closed, with(before, course.changedAt, before.failed() + failed));
      open = null;
    } else if (course.state.compareTo(before.state()) < 0) {
      open =
          incident(
              course.state,
              course.reason,
              before.openedEpochNanos(),
              course.evidence(null),
              before.failed() + failed);
    } else if (failed > 0) {
      open = with(before, null, before.failed() + failed);
    }
  }

  @Nullable Incident open() {
    return open;
  }

  List<Incident> closed() {
    return closed;
  }

  Incident incident(
      HealthState state, Reason reason, long opened, HealthEvidence evidence, long failed) {
    String name = tenant + '\n' + environment + '\n' + integration + '\n' + opened;
    String id =
        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString().replace("-", "");
    return new Incident(
        id,
        integration,
        environment,
        state,
        evidence.topCause(),
        reason,
        opened,
        null,
        evidence,
        failed);
  }

  private static Incident with(Incident it, @Nullable Long closed, long failed) {
    return new Incident(
        it.id(),
        it.integration(),
        it.environment(),
        it.state(),
        it.cause(),
        it.reason(),
        it.openedEpochNanos(),
        closed,
        it.evidence(),
        failed);
  }

  private static List<Incident> appended(List<Incident> before, Incident next) {
    int skip = Math.max(0, before.size() + 1 - MOST);
    List<Incident> all = new ArrayList<>(before.subList(skip, before.size()));
    all.add(next);
    return List.copyOf(all);
  }
}
