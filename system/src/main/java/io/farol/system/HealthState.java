// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import java.util.Locale;

/// How an integration stands, worst first. [#wire()] is the word in the API.
public enum HealthState {
  /// Exchanges fail, or hang.
  DOWN,
  /// Slow, or some exchanges fail.
  DEGRADED,
  /// Traffic that came steadily stopped.
  SILENT,
  /// Farol cannot know.
  UNKNOWN,
  /// Real traffic succeeds.
  UP,
  /// No traffic, and none is expected.
  IDLE;

  /// The word in the API: `degraded`.
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether a stay in this state is an incident.
  public boolean bad() {
    return this == DOWN || this == DEGRADED || this == SILENT;
  }
}
