// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.Signal;
import io.farol.ingest.otlp.Rejection;
import io.farol.server.intake.Rejections.Told;
import java.util.List;
import org.junit.jupiter.api.Test;

class RejectionsTest {

  private final Rejections rejections = new Rejections();

  @Test
  void countsEachReasonAndTellsTheLastFirst() {
    rejections.add(
        List.of(new Rejection(Signal.SPANS, 2, "no name"), new Rejection(Signal.SPANS, 1, "no id")),
        10);
    rejections.add(List.of(new Rejection(Signal.SPANS, 3, "no name")), 20);
    assertThat(rejections.of(Signal.SPANS))
        .containsExactly(new Told("no name", 5, 20), new Told("no id", 1, 10));
    assertThat(rejections.of(Signal.LOGS)).isEmpty();
  }

  @Test
  void forgetsTheReasonThatWasNotSeenForLongest() {
    for (int i = 0; i < Rejections.KEPT + 3; i++) {
      rejections.add(List.of(new Rejection(Signal.LOGS, 1, "reason " + i)), i);
      rejections.add(List.of(new Rejection(Signal.LOGS, 1, "always")), i);
    }
    assertThat(rejections.of(Signal.LOGS))
        .hasSize(Rejections.KEPT)
        .startsWith(new Told("always", Rejections.KEPT + 3L, Rejections.KEPT + 2L))
        .noneMatch(each -> each.reason().equals("reason 0"));
  }
}
