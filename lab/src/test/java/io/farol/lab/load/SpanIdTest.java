// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SpanIdTest {
  @Test
  void idsOfARunAreAllDifferentAndReadBackAsTheyWere() {
    Set<SpanId> seen = new HashSet<>();
    Set<Long> spans = new HashSet<>();
    for (int number = 0; number < 100_000; number++) {
      SpanId id = SpanId.of(7, number);
      assertThat(seen.add(id)).isTrue();
      spans.add(id.span());
      assertThat(SpanId.parse(id.traceHex(), HexFormat.of().formatHex(id.spanBytes())))
          .isEqualTo(id);
    }
    assertThat(spans).hasSize(100_000);
  }

  @Test
  void runsDoNotMeet() {
    Set<SpanId> one = new HashSet<>();
    for (int number = 0; number < 10_000; number++) {
      one.add(SpanId.of(7, number));
    }
    for (int number = 0; number < 10_000; number++) {
      assertThat(one).doesNotContain(SpanId.of(8, number));
    }
  }

  @Test
  void theChecksumKnowsNoOrderButEveryMember() {
    long seed = System.nanoTime();
    List<SpanId> ids = new ArrayList<>();
    for (int number = 0; number < 1000; number++) {
      ids.add(SpanId.of(seed, number));
    }
    Checksum forwards = checksum(ids);
    Collections.shuffle(ids, new Random(seed));

    assertThat(checksum(ids)).as("seed %d", seed).isEqualTo(forwards);
    ids.set(3, SpanId.of(seed, 1001));
    assertThat(checksum(ids)).as("seed %d", seed).isNotEqualTo(forwards);
  }

  private static Checksum checksum(List<SpanId> ids) {
    Checksum sum = Checksum.NONE;
    for (SpanId id : ids) {
      sum = sum.plus(id);
    }
    return sum;
  }
}
