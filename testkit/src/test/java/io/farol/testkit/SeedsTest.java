// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("sets a system property")
class SeedsTest {

  @Test
  void runsAsOftenAsAskedWithDifferentSeeds() {
    List<Long> seen = new ArrayList<>();
    Seeds.check(20, seen::add);
    assertThat(seen).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void namesTheSeedThatFailed() {
    List<Long> seen = new ArrayList<>();
    assertThatThrownBy(() ->
            Seeds.check(
                10,
                seed -> {
                  seen.add(seed);
                  assertThat(seen).hasSizeLessThan(4);
                }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("-Dfarol.seed=" + seen.getLast())
        .hasCauseInstanceOf(AssertionError.class);
    assertThat(seen).hasSize(4);
  }

  @Test
  void repeatsTheSeedThatIsNamed() {
    String before = System.setProperty("farol.seed", "42");
    try {
      List<Long> seen = new ArrayList<>();
      Seeds.check(20, seen::add);
      assertThat(seen).containsExactly(42L);
    } finally {
      if (before == null) {
        System.clearProperty("farol.seed");
      } else {
        System.setProperty("farol.seed", before);
      }
    }
  }
}
