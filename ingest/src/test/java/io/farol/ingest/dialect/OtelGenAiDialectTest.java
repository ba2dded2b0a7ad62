// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.Draft;
import io.farol.model.Call;
import io.farol.model.CallKind;
import io.farol.model.Model;
import io.farol.model.Part;
import io.farol.model.SpanKind;
import io.farol.model.Tokens;
import io.farol.model.Traffic;
import io.farol.model.Value;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtelGenAiDialectTest {

  private static Told chat(Object... more) {
    return Told.span(
            "gen_ai.operation.name", "chat",
            "gen_ai.provider.name", "azure.ai.openai",
            "gen_ai.request.model", "gpt-4.1",
            "gen_ai.response.model", "gpt-4.1-2025-04-14",
            "server.address", "acme.openai.azure.com")
        .named("chat gpt-4.1")
        .with(more);
  }

  @Test
  void everyFieldOfTheNewestGeneration() {
    Call call =
        chat(
                "gen_ai.response.id", "chatcmpl-1",
                "gen_ai.response.finish_reasons", List.of("stop", "length"),
                "gen_ai.usage.input_tokens", 100,
                "gen_ai.usage.output_tokens", 50,
                "gen_ai.usage.cache_read.input_tokens", 60,
                "gen_ai.usage.cache_write.input_tokens", 10,
                "gen_ai.usage.reasoning.output_tokens", 20,
                "gen_ai.usage.audio.input_tokens", 5,
                "gen_ai.usage.audio.output_tokens", 6,
                "gen_ai.response.time_to_first_chunk", 0.25,
                "openai.response.service_tier", "priority",
                "gen_ai.conversation.id", "conv-1",
                "user.id", "user-1",
                "http.request.body.size", 812,
                "http.response.status_code", 200)
            .call();

    assertThat(call.kind()).isEqualTo(CallKind.MODEL);
    assertThat(call.to()).isEqualTo("azure-openai");
    assertThat(call.integration()).isEqualTo("azure-openai/gpt-4.1");
    assertThat(call.platform()).isEqualTo("azure-openai");
    assertThat(call.operation()).isEqualTo("chat");
    assertThat(call.outcome().httpStatus()).isEqualTo(200);
    assertThat(call.traffic()).isEqualTo(new Traffic(812L, null));
    assertThat(call.conversationId()).isEqualTo("conv-1");
    assertThat(call.user()).isEqualTo("user-1");
    assertThat(call.source().dialect()).isEqualTo("otel-genai-1.42");
    assertThat(call.usage())
        .isEqualTo(
            new Call.Usage(
                new Model("azure.ai.openai", "gpt-4.1", "gpt-4.1-2025-04-14"),
                new Tokens(100L, 50L, 60L, 10L, 20L, 5L, 6L),
                250_000_000L,
                List.of("stop", "length"),
                "chatcmpl-1",
                "priority"));
  }

  @ParameterizedTest
  @CsvSource({
    "gen_ai.usage.cache_write.input_tokens, gen_ai.provider.name, otel-genai-1.42",
    "gen_ai.usage.cache_creation.input_tokens, gen_ai.provider.name, otel-genai-1.40",
    "gen_ai.usage.input_tokens, gen_ai.provider.name, otel-genai-1.37",
    "gen_ai.usage.input_tokens, gen_ai.system, otel-genai-1.28",
    "gen_ai.usage.prompt_tokens, gen_ai.system, otel-genai-1.26"
  })
  void theGenerationFollowsFromTheWords(String usage, String provider, String dialect) {
    Call call =
        Told.span(
                "gen_ai.operation.name",
                "chat",
                provider,
                "openai",
                "gen_ai.request.model",
                "m",
                usage,
                1)
            .call();

    assertThat(call.source().dialect()).isEqualTo(dialect);
  }

  @Test
  void listsInPythonsAndInPlainWriting() {
    assertThat(chat("gen_ai.response.finish_reasons", "['stop', 'length']").usage().finishReasons())
        .containsExactly("stop", "length");
    assertThat(chat("gen_ai.response.finish_reasons", "[\"it's\"]").usage().finishReasons())
        .containsExactly("it's");
    assertThat(chat("gen_ai.response.finish_reasons", "stop, length").usage().finishReasons())
        .containsExactly("stop", "length");
  }

  @Test
  void absentCountsAreNotZero() {
    assertThat(chat().tokens()).isEqualTo(Tokens.UNKNOWN);
  }

  @Test
  void numbersAsTextListsAsTextAndPlaceholders() {
    Call.Usage usage =
        chat(
                "gen_ai.usage.input_tokens", "12",
                "gen_ai.usage.output_tokens", "7.0",
                "gen_ai.usage.cache_read.input_tokens", "-1",
                "gen_ai.response.finish_reasons", "[\"STOP\"]",
                "gen_ai.response.id", "none")
            .usage();

    assertThat(usage.tokens()).isEqualTo(new Tokens(12L, 7L, null, null, null, null, null));
    assertThat(usage.finishReasons()).containsExactly("stop");
    assertThat(usage.responseId()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "invoke_agent",
        "execute_tool",
        "invoke_workflow",
        "create_agent",
        "plan",
        "agent_step",
        "framework",
        "handoff"
      })
  void stepsAreNoCallsAndTheirMessagesStayAttributes(String operation) {
    Draft draft =
        Told.span(
                "gen_ai.operation.name", operation,
                "gen_ai.provider.name", "openai",
                "gen_ai.request.model", "gpt-4.1",
                "gen_ai.usage.input_tokens", 5000,
                "gen_ai.input.messages", "[{\"role\":\"user\",\"content\":\"oi\"}]")
            .draft();

    assertThat(draft.span().call()).isNull();
    assertThat(draft.said()).isEmpty();
    assertThat(draft.span().detail().attributes()).containsKey("gen_ai.input.messages");
  }

  @Test
  void readingAStoredAnswerCostsNothing() {
    Call call = chat("gen_ai.operation.name", "fetch_response").call();

    assertThat(call.operation()).isEqualTo("fetch_response");
    assertThat(call.usage()).isNull();
  }

  @Test
  void aSearchIsWhateverCarriesIt() {
    Told retrieval =
        Told.span(
            "gen_ai.operation.name", "retrieval",
            "gen_ai.provider.name", "openai",
            "db.system.name", "qdrant",
            "db.namespace", "docs");

    assertThat(retrieval.call().kind()).isEqualTo(CallKind.DATABASE);
    assertThat(Told.span("gen_ai.operation.name", "search_memory").draft().span().call()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "chat gpt-4.1, chat",
    "embeddings text-embedding-3-small, embeddings",
    "text_completion x, text_completion"
  })
  void withoutAnOperationTheNameTellsIt(String name, String operation) {
    Call call =
        Told.span("gen_ai.system", "openai", "gen_ai.request.model", "m").named(name).call();

    assertThat(call.operation()).isEqualTo(operation);
  }

  @Test
  void anAgentNamedWithoutAnOperationIsNoCall() {
    assertThat(
            Told.span("gen_ai.system", "openai", "gen_ai.request.model", "m")
                .named("invoke_agent helper")
                .draft()
                .span()
                .call())
        .isNull();
    assertThat(
            Told.span(
                    "gen_ai.system", "openai",
                    "gen_ai.request.model", "m",
                    "traceloop.span.kind", "workflow")
                .draft()
                .span()
                .call())
        .isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "acompletion, chat",
    "atext_completion, text_completion",
    "aembedding, embeddings",
    "streamText, chat",
    "CHAT, chat",
    "rerank, rerank"
  })
  void wordsOfTheWild(String word, String operation) {
    assertThat(chat("gen_ai.operation.name", word).call().operation()).isEqualTo(operation);
  }

  @Test
  void aWordNobodyKnowsCountsWhereAModelAnswered() {
    assertThat(chat("gen_ai.operation.name", "daydream").named("x").call().operation())
        .isEqualTo("daydream");
    assertThat(
            Told.span("gen_ai.operation.name", "daydream", "gen_ai.request.model", "m")
                .draft()
                .span()
                .call())
        .isNull();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "openai, acme.openai.azure.com, azure.ai.openai, azure-openai",
        "openai, api.groq.com, groq, groq",
        "az.ai.openai, -, azure.ai.openai, azure-openai",
        "OpenAI, -, openai, openai",
        "xai, -, x_ai, xai",
        "aws.bedrock, bedrock-runtime.us-east-1.amazonaws.com, aws.bedrock, aws-bedrock",
        "openai, https://acme.cognitiveservices.azure.com/, azure.ai.openai, azure-openai",
        "openai, 127.0.0.1, openai, openai",
        "somebody_new, -, somebody_new, somebody-new"
      })
  void theHostDecidesThenTheLibrary(String said, String host, String provider, String platform) {
    Told told =
        Told.span(
            "gen_ai.operation.name", "chat", "gen_ai.system", said, "gen_ai.request.model", "m");
    if (host != null) {
      told.with("server.address", host);
    }

    assertThat(told.usage().model().provider()).isEqualTo(provider);
    assertThat(told.call().platform()).isEqualTo(platform);
    assertThat(told.call().integration()).isEqualTo(platform + "/m");
  }

  @Test
  void aFrameworkIsNoProvider() {
    Told told =
        Told.span(
            "gen_ai.operation.name", "chat",
            "gen_ai.system", "langchain",
            "gen_ai.request.model", "bedrock/anthropic.claude-v2");

    assertThat(told.usage().model().provider()).isEqualTo("aws.bedrock");
  }

  @Test
  void whereNobodyIsNamedThePartyIsUnknown() {
    Call call = Told.span("gen_ai.operation.name", "chat", "gen_ai.request.model", "m").call();

    assertThat(call.to()).isEqualTo("unknown");
    assertThat(call.platform()).isNull();
    assertThat(Objects.requireNonNull(call.usage()).model().provider()).isEmpty();
  }

  @Test
  void aModelThatRunsInProcessCountsToo() {
    assertThat(chat().of(SpanKind.INTERNAL).call().kind()).isEqualTo(CallKind.MODEL);
    assertThat(chat().of(SpanKind.SERVER).draft().span().call()).isNull();
  }

  @Test
  void messagesAsJsonText() {
    Told told =
        chat(
            "gen_ai.system_instructions", "[{\"type\":\"text\",\"content\":\"Seja breve.\"}]",
            "gen_ai.input.messages",
                "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Oi\"}]}]",
            "gen_ai.output.messages",
                "[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"Olá!\"}],"
                    + "\"finish_reason\":\"stop\"}]");

    assertThat(told.input())
        .containsExactly(Told.text("system", "Seja breve."), Told.text("user", "Oi"));
    assertThat(told.output()).containsExactly(Told.text("assistant", "Olá!"));
    assertThat(told.draft().span().detail().attributes().keySet())
        .noneMatch(key -> key.endsWith("messages") || key.endsWith("instructions"));
  }

  @Test
  void messagesAsValuesAndAsAListOfJsonTexts() {
    Told values =
        chat(
            "gen_ai.input.messages",
            List.of(
                Map.of("role", "user", "parts", List.of(Map.of("type", "text", "content", "Oi")))));
    Told texts = chat("gen_ai.input.messages", List.of("{\"role\":\"user\",\"content\":\"Oi\"}"));

    assertThat(values.input()).containsExactly(Told.text("user", "Oi"));
    assertThat(texts.input()).containsExactly(Told.text("user", "Oi"));
  }

  @Test
  void messagesCutShortStayAsText() {
    String cut = "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"con";

    assertThat(chat("gen_ai.input.messages", cut).input()).containsExactly(Told.text("user", cut));
  }

  @Test
  void oneSpanEventForEachMessage() {
    Told told =
        Told.span("gen_ai.operation.name", "chat", "gen_ai.system", "openai")
            .event("gen_ai.system.message", "gen_ai.event.content", "{\"content\":\"S\"}")
            .event("gen_ai.user.message", "content", "U")
            .event("gen_ai.tool.message", "id", "c1", "content", "22 graus")
            .event(
                "gen_ai.choice",
                "gen_ai.event.content",
                "{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"content\":\"A\"}}")
            .event("something.else");

    assertThat(told.input())
        .containsExactly(
            Told.text("system", "S"),
            Told.text("user", "U"),
            Told.message("tool", new Part.ToolResult("c1", "22 graus")));
    assertThat(told.output()).containsExactly(Told.text("assistant", "A"));
    assertThat(told.draft().span().detail().events())
        .extracting(event -> event.name())
        .containsExactly("something.else");
  }

  @Test
  void theWholePromptInOneEventOrAttribute() {
    Told events =
        Told.span("gen_ai.system", "openai", "gen_ai.request.model", "m")
            .event(
                "gen_ai.content.prompt",
                "gen_ai.prompt",
                "[{\"role\":\"user\",\"content\":\"Oi\"}]")
            .event(
                "gen_ai.content.completion",
                "gen_ai.completion",
                "[{\"role\":\"assistant\",\"content\":\"Olá\"}]");
    Told attributes =
        Told.span(
            "gen_ai.system", "openai",
            "gen_ai.request.model", "m",
            "gen_ai.prompt", "Oi",
            "gen_ai.completion", "Olá");

    assertThat(events.input()).containsExactly(Told.text("user", "Oi"));
    assertThat(events.output()).containsExactly(Told.text("assistant", "Olá"));
    assertThat(attributes.input()).containsExactly(Told.text("user", "Oi"));
    assertThat(attributes.output()).containsExactly(Told.text("assistant", "Olá"));
  }

  @Test
  void theBestKeyIsReadAndNoTwoAreAdded() {
    Told told =
        chat(
            "openinference.span.kind",
            "LLM",
            "gen_ai.usage.input_tokens",
            100,
            "gen_ai.usage.prompt_tokens",
            100,
            "llm.token_count.prompt",
            100,
            "llm.token_count.completion",
            40,
            "llm.input_messages.0.message.role",
            "user",
            "llm.input_messages.0.message.content",
            "Oi",
            "gen_ai.input.messages",
            "[{\"role\":\"user\",\"content\":\"Oi\"}]");

    assertThat(told.tokens()).isEqualTo(new Tokens(100L, 40L, null, null, null, null, null));
    assertThat(told.input()).containsExactly(Told.text("user", "Oi"));
    assertThat(told.draft().span().detail().attributes())
        .doesNotContainKeys("gen_ai.input.messages", "llm.input_messages.0.message.content");
  }

  @Test
  void aFirstTokenLaterThanTheEndIsNotBelieved() {
    assertThat(chat("gen_ai.response.time_to_first_chunk", 2.0).usage().timeToFirstTokenNanos())
        .isNull();
    assertThat(chat().event("gen_ai.content.completion.chunk").usage().timeToFirstTokenNanos())
        .isEqualTo(Told.SECOND / 4);
  }

  @Test
  void fieldsStayAttributes() {
    assertThat(chat("gen_ai.usage.input_tokens", 3).draft().span().detail().attributes())
        .containsEntry("gen_ai.usage.input_tokens", Value.of(3))
        .containsEntry("gen_ai.request.model", Value.of("gpt-4.1"));
  }
}
