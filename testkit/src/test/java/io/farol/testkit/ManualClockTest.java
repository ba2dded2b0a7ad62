// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ManualClockTest {

  @Test
  void standsStillUntilItIsMoved() {
    ManualClock clock = ManualClock.atNoon();
    assertThat(clock.instant()).isEqualTo(Instant.parse("2026-11-25T12:00:00Z"));
    assertThat(clock.epochNanos()).isEqualTo(Drafts.NOON);
    assertThat(clock.advance(Duration.ofNanos(1))).isEqualTo(clock.instant());
    assertThat(clock.epochNanos()).isEqualTo(Drafts.NOON + 1);
    clock.set(Instant.EPOCH);
    assertThat(clock.millis()).isZero();
  }
}
