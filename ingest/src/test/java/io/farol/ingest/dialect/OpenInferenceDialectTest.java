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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenInferenceDialectTest {

  private static Told llm(Object... more) {
    return Told.span(
            "openinference.span.kind", "LLM",
            "llm.provider", "azure",
            "llm.system", "openai",
            "llm.model_name", "gpt-4.1-2025-04-14",
            "llm.invocation_parameters", "{\"model\":\"gpt-4.1\",\"service_tier\":\"flex\"}")
        .of(SpanKind.INTERNAL)
        .named("ChatCompletion")
        .with(more);
  }

  @Test
  void everyField() {
    Call call =
        llm(
                "llm.token_count.prompt", 100,
                "llm.token_count.completion", 50,
                "llm.token_count.total", 150,
                "llm.token_count.prompt_details.cache_read", 60,
                "llm.token_count.prompt_details.cache_write", 10,
                "llm.token_count.prompt_details.audio", 3,
                "llm.token_count.completion_details.reasoning", 20,
                "llm.token_count.completion_details.audio", 4,
                "session.id", "conv-1",
                "user.id", "user-1",
                "output.value",
                    "{\"id\":\"chatcmpl-9\",\"choices\":[{\"finish_reason\":\"tool_calls\"}]}")
            .call();

    assertThat(call.kind()).isEqualTo(CallKind.MODEL);
    assertThat(call.integration()).isEqualTo("azure-openai/gpt-4.1");
    assertThat(call.operation()).isEqualTo("chat");
    assertThat(call.conversationId()).isEqualTo("conv-1");
    assertThat(call.user()).isEqualTo("user-1");
    assertThat(call.source().dialect()).isEqualTo("openinference");
    assertThat(call.usage())
        .isEqualTo(
            new Call.Usage(
                new Model("azure.ai.openai", "gpt-4.1", "gpt-4.1-2025-04-14"),
                new Tokens(100L, 50L, 60L, 10L, 20L, 3L, 4L),
                null,
                List.of("tool_call"),
                "chatcmpl-9",
                "flex"));
  }

  @Test
  void flattenedMessagesInAnyOrderWithGaps() {
    Told told =
        llm(
            "llm.input_messages.10.message.role", "tool",
            "llm.input_messages.10.message.content", "22 graus",
            "llm.input_messages.10.message.tool_call_id", "c1",
            "llm.input_messages.2.message.role", "assistant",
            "llm.input_messages.2.message.tool_calls.0.tool_call.id", "c1",
            "llm.input_messages.2.message.tool_calls.0.tool_call.function.name", "tempo",
            "llm.input_messages.2.message.tool_calls.0.tool_call.function.arguments", "{\"c\":1}",
            "llm.input_messages.0.message.role", "system",
            "llm.input_messages.0.message.content", "__REDACTED__",
            "llm.input_messages.x.message.role", "nobody",
            "llm.input_messages.99999999999.message.role", "nobody",
            "llm.output_messages.0.message.role", "assistant",
            "llm.output_messages.0.message.contents.1.message_content.type", "text",
            "llm.output_messages.0.message.contents.1.message_content.text", "Faz 22.",
            "llm.output_messages.0.message.contents.0.message_content.type", "reasoning",
            "llm.output_messages.0.message.contents.0.message_content.text", "hum",
            "input.value", "{\"messages\":[]}",
            "llm.tools.0.tool.json_schema", "{}");

    assertThat(told.input())
        .containsExactly(
            Told.message("system"),
            Told.message("assistant", new Part.ToolCall("c1", "tempo", "{\"c\":1}")),
            Told.message("tool", new Part.ToolResult("c1", "22 graus")));
    assertThat(told.output())
        .containsExactly(
            Told.message("assistant", new Part.Reasoning("hum"), new Part.Text("Faz 22.")));
    assertThat(told.draft().span().detail().attributes())
        .doesNotContainKeys("input.value", "llm.input_messages.0.message.role")
        .containsKey("llm.tools.0.tool.json_schema");
  }

  @Test
  void picturesAreNeverBytes() {
    Told told =
        llm(
            "llm.input_messages.0.message.role", "user",
            "llm.input_messages.0.message.contents.0.message_content.type", "image",
            "llm.input_messages.0.message.contents.0.message_content.image.image.url",
                "data:image/png;base64,AQID",
            "llm.input_messages.0.message.contents.1.message_content.type", "image",
            "llm.input_messages.0.message.contents.1.message_content.image.image.url",
                "https://cdn.example.org/a.png");

    assertThat(told.input())
        .containsExactly(
            Told.message(
                "user",
                new Part.Media(
                    "image/png",
                    3L,
                    "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81",
                    null),
                new Part.Media("image", null, null, "https://cdn.example.org/a.png")));
  }

  @Test
  void textCompletionsAndFunctionCalls() {
    Told completion =
        llm(
            "llm.prompts.0.prompt.text",
            "Era uma vez",
            "llm.choices.0.completion.text",
            " um farol");
    Told function =
        llm(
            "llm.output_messages.0.message.role", "assistant",
            "llm.output_messages.0.message.function_call_name", "f",
            "llm.output_messages.0.message.function_call_arguments_json", "{}");

    assertThat(completion.call().operation()).isEqualTo("text_completion");
    assertThat(completion.input()).containsExactly(Told.text("user", "Era uma vez"));
    assertThat(completion.output()).containsExactly(Told.text("assistant", " um farol"));
    assertThat(function.output())
        .containsExactly(Told.message("assistant", new Part.ToolCall(null, "f", "{}")));
  }

  @Test
  void theRawRequestServesWhereThereAreNoMessages() {
    Told told =
        llm(
            "input.value", "{\"messages\":[{\"role\":\"user\",\"content\":\"Oi\"}]}",
            "output.value", "Olá");

    assertThat(told.input()).containsExactly(Told.text("user", "Oi"));
    assertThat(told.output()).containsExactly(Told.text("assistant", "Olá"));
  }

  @Test
  void theRawRequestIsKeptWhereTheSenderLostAttributes() {
    Draft draft =
        llm(
                "llm.input_messages.0.message.content", "Oi",
                "input.value", "{\"messages\":[1,2,3]}",
                "otel.dropped_attributes_count", 5)
            .draft();

    assertThat(draft.span().detail().attributes()).containsKey("input.value");
  }

  @Test
  void embeddingsAreACallWhoseNumbersAreNotKept() {
    Told told =
        Told.span(
                "openinference.span.kind", "EMBEDDING",
                "llm.system", "openai",
                "embedding.model_name", "text-embedding-3-small",
                "embedding.embeddings.0.embedding.text", "farol",
                "embedding.embeddings.0.embedding.vector", List.of(0.1, 0.2),
                "output.value", "{\"data\":[{\"embedding\":[0.1,0.2]}]}",
                "llm.token_count.prompt", 2)
            .of(SpanKind.INTERNAL);

    assertThat(told.call().operation()).isEqualTo("embeddings");
    assertThat(told.call().integration()).isEqualTo("openai/text-embedding-3-small");
    assertThat(told.tokens().input()).isEqualTo(2);
    assertThat(told.input()).containsExactly(Told.text("user", "farol"));
    assertThat(told.output()).isEmpty();
    assertThat(told.draft().span().detail().attributes())
        .doesNotContainKeys("embedding.embeddings.0.embedding.vector", "output.value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CHAIN", "AGENT", "TOOL", "GUARDRAIL", "EVALUATOR", "PROMPT", "chain"})
  void stepsAreNoCalls(String kind) {
    Draft draft =
        Told.span("openinference.span.kind", kind, "llm.token_count.prompt", 9, "input.value", "x")
            .draft();

    assertThat(draft.span().call()).isNull();
    assertThat(draft.span().detail().attributes()).containsKey("input.value");
  }
}
