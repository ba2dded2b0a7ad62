// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import java.util.List;

/// What is in flight at one moment, and how every integration stands.
///
/// @param atEpochNanos the moment
/// @param inFlight oldest first, at most [LiveBoard#MOST_SHOWN]
/// @param integrations worst first
/// @param shed calls that were not watched since the board began, because too many were open
public record LiveSnapshot(
    long atEpochNanos, List<InFlight> inFlight, List<IntegrationHealth> integrations, long shed) {

  public LiveSnapshot {
    inFlight = List.copyOf(inFlight);
    integrations = List.copyOf(integrations);
  }

  /// Whether a reader of the other one would learn nothing from this one but that time has passed:
  /// the same calls with the same bytes and flags, the same states and counts.
  public boolean showsSameAs(LiveSnapshot other) {
    return shed == other.shed
        && inFlight.stream()
            .map(Shown::of)
            .toList()
            .equals(other.inFlight.stream().map(Shown::of).toList())
        && integrations.stream()
            .map(LiveSnapshot::ageless)
            .toList()
            .equals(other.integrations.stream().map(LiveSnapshot::ageless).toList());
  }

  private record Shown(InFlight call) {
    static Shown of(InFlight call) {
      return new Shown(
          new InFlight(
              call.key(),
              call.from(),
              call.to(),
              call.integration(),
              call.operation(),
              call.startEpochNanos(),
              0,
              call.traffic(),
              null,
              call.stalled(),
              call.deadlineEpochNanos(),
              call.conversationId()));
    }
  }

  private static List<Object> ageless(IntegrationHealth health) {
    HealthEvidence evidence = health.evidence();
    return List.of(
        health.id(),
        health.state(),
        health.reason().code(),
        String.valueOf(health.sinceEpochNanos()),
        String.valueOf(health.inFlight()),
        evidence.exchanges(),
        evidence.failed(),
        String.valueOf(evidence.p95Nanos()));
  }
}
