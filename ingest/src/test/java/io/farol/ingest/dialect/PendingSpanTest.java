// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.Draft;
import io.farol.model.FactKey;
import io.farol.model.Outcome;
import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import org.junit.jupiter.api.Test;

class PendingSpanTest {

  private static Told pending(String parentOfTheReal) {
    return Told.span(
            "logfire.span_type", "pending_span",
            "logfire.pending_parent_id", parentOfTheReal,
            "gen_ai.operation.name", "chat",
            "gen_ai.system", "openai",
            "gen_ai.request.model", "gpt-4o")
        .id(77)
        .below(5);
  }

  @Test
  void itIsTheStartOfTheSpanAboveIt() {
    Draft draft = pending("00000000000000aa").draft();

    assertThat(draft.span().key()).isEqualTo(FactKey.start(new SpanKey(Told.TRACE, new SpanId(5))));
    assertThat(draft.span().parent()).isEqualTo(new SpanId(0xaa));
    assertThat(draft.span().timing().endEpochNanos()).isNull();
    assertThat(Told.call(draft).outcome()).isEqualTo(new Outcome.Open());
    assertThat(Told.call(draft).integration()).isEqualTo("openai/gpt-4o");
    assertThat(Told.call(draft).source().kind()).isEqualTo("start-record");
  }

  @Test
  void zerosMeanThatItIsARoot() {
    assertThat(pending("0000000000000000").draft().span().parent()).isNull();
  }

  @Test
  void theRealSpanIsAnEnd() {
    assertThat(Told.span("logfire.span_type", "span").draft().span().key())
        .isEqualTo(FactKey.end(new SpanKey(Told.TRACE, new SpanId(1))));
  }
}
