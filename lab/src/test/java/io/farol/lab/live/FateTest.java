// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.lab.platforms.Misfortune;
import org.junit.jupiter.api.Test;

final class FateTest {
  @Test
  void everyMisfortuneComesInAnOrderThatFollowsFromTheSeed() {
    assertThat(new Fate.Usual(7).order()).containsExactlyInAnyOrder(Misfortune.values());
    assertThat(new Fate.Usual(7).order()).isEqualTo(new Fate.Usual(7).order());
    assertThat(new Fate.Usual(7).order()).isNotEqualTo(new Fate.Usual(8).order());
  }
}
