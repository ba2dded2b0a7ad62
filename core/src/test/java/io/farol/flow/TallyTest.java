// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.farol.flow.Tally.Count;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {

  @Test
  void addsSignalBySignal() {
    Tally spans = Tally.of(Signal.SPANS, 5, 1, 2);
    Tally logs = Tally.of(Signal.LOGS, 0, 0, 1);
    Tally sum = spans.plus(logs).plus(spans);
    assertThat(sum.of(Signal.SPANS)).isEqualTo(new Count(10, 2, 4));
    assertThat(sum.of(Signal.SPANS).received()).isEqualTo(16);
    assertThat(sum.of(Signal.LOGS)).isEqualTo(new Count(0, 0, 1));
    assertThat(sum.of(Signal.METRICS)).isEqualTo(Count.ZERO);
    assertThat(logs.plus(spans).plus(spans)).isEqualTo(sum);
  }

  @Test
  void isNothingWithoutACount() {
    assertThat(Tally.of(Signal.LOGS, 0, 0, 0)).isEqualTo(Tally.NOTHING);
    assertThat(new Tally(Map.of(Signal.SPANS, Count.ZERO))).isEqualTo(Tally.NOTHING);
    assertThat(Tally.NOTHING.plus(Tally.NOTHING)).isEqualTo(Tally.NOTHING);
  }

  @Test
  void refusesNegativeCounts() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Count(1, -1, 0))
        .withMessageContaining("-1");
  }
}
