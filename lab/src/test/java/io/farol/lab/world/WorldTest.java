// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.world;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.farol.lab.world.Receiver.Seen;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a receiver sees of the world, played at thirty times its speed.
final class WorldTest {
  private static Receiver receiver;
  private static World world;

  @BeforeAll
  static void begin() throws Exception {
    receiver = new Receiver();
    world = World.begin(receiver.endpoint(), Protocol.HTTP_PROTOBUF, 4817, 30);
  }

  @AfterAll
  static void end() {
    world.close();
    receiver.close();
  }

  @Test
  void aHungTokenRequestIsToldBeforeItTimesOut() {
    Seen start = awaited(receiver.starts(), WorldTest::asksForToken);

    assertThat(start.service()).isEqualTo("cadastro");
    Seen span = awaited(receiver.spans(), seen -> seen.spanId().equals(start.spanId()));
    assertThat(span.thrown()).isEqualTo("java.net.http.HttpTimeoutException");
    assertThat(span.fact("error.type")).contains("java.net.http.HttpTimeoutException");
    assertThat(span.facts()).doesNotContainKey("http.response.status_code");
  }

  @Test
  void fiveProgramsOfOneEnvironmentAreHeard() {
    Set<String> programs = Set.of("webhook", "triagem", "cadastro", "financeiro", "pesquisa");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> receiver.spans().stream().map(Seen::service).collect(toSet()), programs::equals);

    assertThat(receiver.spans())
        .allSatisfy(seen ->
            assertThat(seen.about())
                .containsEntry("deployment.environment.name", "production")
                .containsEntry("cloud.region", "brazilsouth"));
  }

  @Test
  void aModelCallCarriesWhatTheConventionsName() {
    Seen chat =
        awaited(
            receiver.spans(),
            seen -> seen.name().equals("chat gpt-4.1") && seen.fact("error.type").isEmpty());

    assertThat(chat.facts())
        .containsEntry("gen_ai.provider.name", "azure.ai.openai")
        .containsEntry("gen_ai.response.model", "gpt-4.1-2025-04-14")
        .containsKeys(
            "gen_ai.response.id",
            "gen_ai.usage.input_tokens",
            "gen_ai.usage.output_tokens",
            "gen_ai.usage.cache_read.input_tokens",
            "gen_ai.input.messages",
            "gen_ai.output.messages",
            "gen_ai.system_instructions",
            "gen_ai.conversation.id");
    awaited(
        receiver.spans(),
        seen ->
            seen.fact("gen_ai.usage.cache_read.input_tokens").map(Integer::parseInt).orElse(0)
                >= 1024);
    Seen start = awaited(receiver.starts(), seen -> seen.spanId().equals(chat.spanId()));
    assertThat(start.facts().keySet()).noneMatch(key -> key.endsWith("messages"));
  }

  @Test
  void someCallsOfTheBigModelAreRefused() {
    Seen refused =
        awaited(
            receiver.spans(), seen -> seen.thrown().equals("com.openai.errors.RateLimitException"));

    assertThat(refused.name()).isEqualTo("chat gpt-4.1");
    awaited(receiver.spans(), seen -> seen.fact("http.response.status_code").equals(of("429")));
  }

  @Test
  void reasoningTranscriptionAndOpenInferenceComeUp() {
    awaited(
        receiver.spans(), seen -> seen.facts().containsKey("gen_ai.usage.reasoning.output_tokens"));
    awaited(receiver.spans(), seen -> seen.name().equals("transcription whisper-horizonte-v2"));
    Seen model =
        awaited(receiver.spans(), seen -> seen.fact("openinference.span.kind").equals(of("LLM")));
    assertThat(model.facts())
        .containsKeys("llm.token_count.prompt", "llm.input_messages.1.message.content");
  }

  @Test
  void callsOfTheSlipApiAreNeverToldAtTheirStart() {
    awaited(receiver.spans(), WorldTest::asksForSlips);

    assertThat(receiver.starts()).noneMatch(WorldTest::asksForSlips);
  }

  @Test
  void companiesAreFoundAndMessagesAreSent() {
    Seen company =
        awaited(
            receiver.spans(),
            seen -> seen.fact("url.full").orElse("").contains("/consulta-cnpj-df/v2/basica/"));
    Seen sent =
        awaited(receiver.spans(), seen -> seen.fact("url.full").orElse("").endsWith("/messages"));

    assertThat(company.fact("server.address")).contains("gateway.apiserpro.serpro.gov.br");
    assertThat(sent.fact("server.address")).contains("graph.facebook.com");
    assertThat(sent.facts()).containsKeys("http.request.body.size", "http.response.body.size");
  }

  private static boolean asksForToken(Seen seen) {
    return seen.fact("url.full").equals(of("https://gateway.apiserpro.serpro.gov.br/token"));
  }

  private static boolean asksForSlips(Seen seen) {
    return seen.fact("server.address").equals(of("boletos.horizonte.coop.br"));
  }

  private static Optional<String> of(String value) {
    return Optional.of(value);
  }

  private static Seen awaited(List<Seen> from, Predicate<Seen> wanted) {
    await().atMost(Duration.ofSeconds(90)).until(() -> from.stream().anyMatch(wanted));
    return from.stream().filter(wanted).findFirst().orElseThrow();
  }
}
