// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.Draft;
import io.farol.model.Call;
import io.farol.model.SpanKind;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// As the Java agent 2.33 tells of openai-java against Azure: the model's span names no host.
class DestinationsTest {

  private static Told model() {
    return Told.span(
            "gen_ai.operation.name", "chat",
            "gen_ai.provider.name", "openai",
            "gen_ai.request.model", "gpt-4.1",
            "gen_ai.response.model", "gpt-4.1-2025-04-14",
            "gen_ai.usage.input_tokens", 12)
        .by("io.opentelemetry.openai-java-1.1")
        .id(1);
  }

  private static Told request(String host) {
    return Told.span(
            "http.request.method",
            "POST",
            "server.address",
            host,
            "url.full",
            "https://" + host + "/openai/deployments/gpt-4.1/chat/completions?api-version=1")
        .id(2)
        .below(1);
  }

  private static Call call(List<Draft> drafts, int at) {
    return Objects.requireNonNull(drafts.get(at).span().call());
  }

  @Test
  void theRequestBelowSaysWhoAnswered() {
    List<Draft> drafts = Told.drafts(request("lia.openai.azure.com"), model());

    assertThat(call(drafts, 1).to()).isEqualTo("azure-openai");
    assertThat(call(drafts, 1).platform()).isEqualTo("azure-openai");
    assertThat(call(drafts, 1).integration()).isEqualTo("azure-openai/gpt-4.1");
    assertThat(Objects.requireNonNull(call(drafts, 1).usage()).model().provider())
        .isEqualTo("azure.ai.openai");
    assertThat(call(drafts, 0)).isEqualTo(request("lia.openai.azure.com").call());
  }

  @Test
  void aCallThatNamesItsHostIsTakenAtItsWord() {
    Told named = model().with("server.address", "api.openai.com");

    assertThat(call(Told.drafts(request("lia.openai.azure.com"), named), 1).to())
        .isEqualTo("openai");
  }

  @Test
  void aHostThatNobodyKnowsSaysNothing() {
    Told elsewhere = request("proxy.example.com").with("url.full", "https://proxy.example.com/v1");

    assertThat(call(Told.drafts(elsewhere, model()), 1).to()).isEqualTo("openai");
  }

  @Test
  void aProxyWithThePathsOfAzureIsAzure() {
    assertThat(call(Told.drafts(request("proxy.example.com"), model()), 1).to())
        .isEqualTo("azure-openai");
  }

  @Test
  void whatAToolBelowDoesIsNotWhereTheModelIs() {
    Told tool = Told.span().of(SpanKind.INTERNAL).id(3).below(1);

    assertThat(call(Told.drafts(model(), tool, request("lia.openai.azure.com").below(3)), 0).to())
        .isEqualTo("openai");
  }
}
