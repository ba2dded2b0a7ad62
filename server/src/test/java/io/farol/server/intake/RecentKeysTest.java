// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.model.FactKey;
import io.farol.model.Phase;
import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import io.farol.model.TraceId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RecentKeysTest {

  private static final FactKey KEY =
      new FactKey(new SpanKey(new TraceId(1, 2), new SpanId(3)), Phase.END, 4, 5);

  @Test
  void everyPartOfAKeyCounts() {
    RecentKeys recent = new RecentKeys(100);
    recent.addAll("one", List.of(KEY));

    assertThat(recent.contains("one", KEY)).isTrue();
    assertThat(recent.contains("other", KEY)).isFalse();
    for (FactKey other :
        List.of(
            new FactKey(new SpanKey(new TraceId(9, 2), new SpanId(3)), Phase.END, 4, 5),
            new FactKey(new SpanKey(new TraceId(1, 9), new SpanId(3)), Phase.END, 4, 5),
            new FactKey(new SpanKey(new TraceId(2, 1), new SpanId(3)), Phase.END, 4, 5),
            new FactKey(new SpanKey(new TraceId(1, 2), new SpanId(9)), Phase.END, 4, 5),
            new FactKey(KEY.span(), Phase.START, 4, 5),
            new FactKey(KEY.span(), Phase.END, 9, 5),
            new FactKey(KEY.span(), Phase.END, 4, 9),
            new FactKey(KEY.span(), Phase.END, 5, 4))) {
      assertThat(recent.contains("one", other)).as(other.toString()).isFalse();
    }
  }

  @Test
  void atLeastSoManyAreRememberedAndAtMostTwice() {
    RecentKeys recent = new RecentKeys(1_000);
    List<FactKey> keys = keys(5_000);
    for (FactKey key : keys) {
      recent.addAll("t", List.of(key));
    }

    assertThat(keys.subList(4_000, 5_000)).allMatch(key -> recent.contains("t", key));
    assertThat(keys.subList(0, 3_000)).noneMatch(key -> recent.contains("t", key));
  }

  @Test
  void fingerprintsAreASet() {
    SplittableRandom random = new SplittableRandom(3);
    Fingerprints prints = new Fingerprints();
    Set<List<Long>> model = new HashSet<>();
    for (int i = 0; i < 50_000; i++) {
      // Few values of the word that decides the place: many meet.
      long high = random.nextInt(200);
      long low = random.nextInt(2, 200);
      assertThat(prints.contains(high, low)).isEqualTo(model.contains(List.of(high, low)));
      prints.add(high, low);
      model.add(List.of(high, low));
    }
    assertThat(prints.size()).isEqualTo(model.size());
    assertThat(prints.contains(0, 0)).isFalse();
    prints.add(0, 0);
    assertThat(prints.contains(0, 0)).isTrue();
  }

  private static List<FactKey> keys(int count) {
    SplittableRandom random = new SplittableRandom(7);
    List<FactKey> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      keys.add(
          FactKey.end(
              new SpanKey(
                  new TraceId(random.nextLong(), random.nextLong()),
                  new SpanId(random.nextLong() | 1))));
    }
    return keys;
  }
}
