// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.Draft;
import io.farol.model.SpanId;
import io.farol.model.SpanKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class CarriersTest {

  private static Told model(long id) {
    return Told.span(
            "gen_ai.operation.name", "chat",
            "gen_ai.provider.name", "openai",
            "gen_ai.request.model", "m")
        .id(id);
  }

  private static Told http(long id) {
    return Told.span("http.request.method", "POST", "server.address", "api.openai.com").id(id);
  }

  private static Told step(long id) {
    return Told.span().of(SpanKind.INTERNAL).id(id);
  }

  @Test
  void aRequestBelowInternalSpansBelongsToTheModelsCall() {
    List<Draft> drafts =
        Told.drafts(http(4).below(3), step(3).below(2), step(2).below(1), model(1));

    assertThat(drafts.getFirst().span().carrier()).isEqualTo(new SpanId(1));
    assertThat(drafts).hasSize(4);
  }

  @Test
  void aRequestBelowAnRpcBelongsToTheModelsCallToo() {
    Told rpc = Told.span("rpc.system", "aws-api", "rpc.service", "BedrockRuntime").id(2).below(1);

    List<Draft> drafts = Told.drafts(model(1), rpc, http(3).below(2));

    assertThat(drafts.get(1).span().carrier()).isNull();
    assertThat(drafts.get(2).span().carrier()).isEqualTo(new SpanId(1));
  }

  @Test
  void theParentItselfNeedsNoCarrier() {
    assertThat(Told.drafts(model(1), http(2).below(1)).get(1).span().carrier()).isNull();
  }

  @Test
  void whatAToolDoesIsItsOwn() {
    Told tool = Told.span("gen_ai.operation.name", "execute_tool").id(2).below(1);

    assertThat(Told.drafts(model(1), tool, http(3).below(2)).get(2).span().carrier()).isNull();
  }

  @Test
  void whatAnotherPartyDoesIsItsOwn() {
    Told server = step(2).of(SpanKind.SERVER).below(1);

    assertThat(Told.drafts(model(1), server, http(3).below(2)).get(2).span().carrier()).isNull();
  }

  @Test
  void aCircleEnds() {
    List<Draft> drafts = Told.drafts(http(3).below(2), step(2).below(1), step(1).below(2));

    assertThat(drafts.getFirst().span().carrier()).isNull();
  }
}
