// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import static io.farol.ingest.dialect.Field.CACHE_READ;
import static io.farol.ingest.dialect.Field.CACHE_WRITE;
import static io.farol.ingest.dialect.Field.CONVERSATION;
import static io.farol.ingest.dialect.Field.FINISH_REASONS;
import static io.farol.ingest.dialect.Field.FIRST_TOKEN;
import static io.farol.ingest.dialect.Field.INPUT_AUDIO;
import static io.farol.ingest.dialect.Field.INPUT_TOKENS;
import static io.farol.ingest.dialect.Field.MODEL_REQUESTED;
import static io.farol.ingest.dialect.Field.MODEL_RESPONDED;
import static io.farol.ingest.dialect.Field.OPERATION;
import static io.farol.ingest.dialect.Field.OUTPUT_AUDIO;
import static io.farol.ingest.dialect.Field.OUTPUT_TOKENS;
import static io.farol.ingest.dialect.Field.PROVIDER;
import static io.farol.ingest.dialect.Field.REASONING;
import static io.farol.ingest.dialect.Field.RESPONSE_ID;
import static io.farol.ingest.dialect.Field.SERVICE_TIER;
import static io.farol.ingest.dialect.Field.TOTAL_TOKENS;
import static io.farol.ingest.dialect.Field.URL;
import static io.farol.ingest.dialect.Field.USER;
import static io.farol.ingest.dialect.Row.Unit.SECONDS;
import static io.farol.ingest.dialect.Row.current;
import static io.farol.ingest.dialect.Row.old;
import static io.farol.ingest.dialect.Row.wild;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// OpenTelemetry's GenAI conventions in their four generations: up to 1.27 (the whole prompt in one
/// event), 1.28–1.36 (an event for each message), 1.37–1.41 (messages as attributes), and the
/// repository of their own since May 2026.
///
/// See [the registry](https://github.com/open-telemetry/semantic-conventions-genai).
record OtelGenAiDialect() implements Dialect {

  private static final List<String> SIGNS =
      List.of(
          "gen_ai.operation.name",
          "gen_ai.provider.name",
          "gen_ai.system",
          "gen_ai.request.model",
          "gen_ai.response.model");

  private static final List<Row> ROWS =
      List.of(
          current(OPERATION, "gen_ai.operation.name"),
          wild(OPERATION, "llm.request.type"),
          current(PROVIDER, "gen_ai.provider.name"),
          old(PROVIDER, "gen_ai.system"),
          current(MODEL_REQUESTED, "gen_ai.request.model"),
          current(MODEL_RESPONDED, "gen_ai.response.model"),
          current(RESPONSE_ID, "gen_ai.response.id"),
          current(INPUT_TOKENS, "gen_ai.usage.input_tokens"),
          old(INPUT_TOKENS, "gen_ai.usage.prompt_tokens"),
          current(OUTPUT_TOKENS, "gen_ai.usage.output_tokens"),
          old(OUTPUT_TOKENS, "gen_ai.usage.completion_tokens"),
          wild(TOTAL_TOKENS, "gen_ai.usage.total_tokens"),
          wild(TOTAL_TOKENS, "llm.usage.total_tokens"),
          wild(TOTAL_TOKENS, "agento11y.gen_ai.usage.total_tokens"),
          current(CACHE_READ, "gen_ai.usage.cache_read.input_tokens"),
          wild(CACHE_READ, "gen_ai.usage.cache_read_input_tokens"),
          wild(CACHE_READ, "gen_ai.usage.details.cache_read_tokens"),
          wild(CACHE_READ, "gen_ai.usage.prompt_tokens_details.cached_tokens"),
          wild(CACHE_READ, "gen_ai.usage.prompt_tokens_details.cache_read"),
          current(CACHE_WRITE, "gen_ai.usage.cache_write.input_tokens"),
          old(CACHE_WRITE, "gen_ai.usage.cache_creation.input_tokens"),
          wild(CACHE_WRITE, "gen_ai.usage.cache_creation_input_tokens"),
          wild(CACHE_WRITE, "gen_ai.usage.cache_write_input_tokens"),
          wild(CACHE_WRITE, "gen_ai.usage.details.cache_write_tokens"),
          wild(CACHE_WRITE, "gen_ai.usage.prompt_tokens_details.cache_creation_tokens"),
          current(REASONING, "gen_ai.usage.reasoning.output_tokens"),
          wild(REASONING, "gen_ai.usage.reasoning_tokens"),
          wild(REASONING, "llm.usage.reasoning_tokens"),
          wild(REASONING, "gen_ai.usage.details.reasoning_tokens"),
          wild(REASONING, "gen_ai.usage.details.thoughts_tokens"),
          wild(REASONING, "gen_ai.usage.completion_tokens_details.reasoning_tokens"),
          current(INPUT_AUDIO, "gen_ai.usage.audio.input_tokens"),
          wild(INPUT_AUDIO, "gen_ai.usage.details.input_audio_tokens"),
          current(OUTPUT_AUDIO, "gen_ai.usage.audio.output_tokens"),
          wild(OUTPUT_AUDIO, "gen_ai.usage.details.output_audio_tokens"),
          current(FIRST_TOKEN, "gen_ai.response.time_to_first_chunk").in(SECONDS),
          wild(FIRST_TOKEN, "gen_ai.client.operation.time_to_first_chunk").in(SECONDS),
          current(FINISH_REASONS, "gen_ai.response.finish_reasons"),
          wild(FINISH_REASONS, "gen_ai.response.finish_reason"),
          current(SERVICE_TIER, "openai.response.service_tier"),
          old(SERVICE_TIER, "gen_ai.openai.response.service_tier"),
          wild(SERVICE_TIER, "anthropic.response.service_tier"),
          current(SERVICE_TIER, "openai.request.service_tier"),
          old(SERVICE_TIER, "gen_ai.openai.request.service_tier"),
          current(CONVERSATION, "gen_ai.conversation.id"),
          wild(CONVERSATION, "gen_ai.session.id"),
          wild(CONVERSATION, "gen_ai.thread.id"),
          wild(USER, "gen_ai.user.id"),
          wild(USER, "gen_ai.user"),
          wild(USER, "gen_ai.request.user"),
          wild(URL, "gen_ai.openai.api_base"),
          wild(URL, "gen_ai.endpoint"));

  @Override
  public String id() {
    return "otel-genai";
  }

  @Override
  public boolean speaks(Attributes attributes, Sender sender) {
    return attributes.hasAny(SIGNS);
  }

  @Override
  public List<Row> rows() {
    return ROWS;
  }

  @Override
  public Sight see(Look look) {
    Operations.Operation operation = operation(look);
    if (operation == null) {
      return Sight.NOTHING;
    }
    return switch (operation.sort()) {
      case STEP -> Sight.STEP;
      case CARRIED -> Sight.NOTHING;
      case MODEL, FETCH ->
          look.isIncoming()
              ? Sight.NOTHING
              : ModelNames.of(look.reading())
                  .seen(
                      generation(look.attributes()),
                      operation.word(),
                      operation.sort() == Operations.Sort.MODEL);
    };
  }

  @Override
  public Talk talk(Look look) {
    return GenAiTalk.of(look);
  }

  /// What the attribute says, else what the name begins with, else a chat where the span shows that
  /// a model answered it.
  private static Operations.@Nullable Operation operation(Look look) {
    String word = look.reading().text(OPERATION);
    Operations.Operation operation = word == null ? null : Operations.of(word);
    if (operation != null) {
      return operation;
    }
    Attributes attributes = look.attributes();
    if (word == null && attributes.has("traceloop.span.kind")) {
      return Operations.of("step");
    }
    Operations.Operation named = Operations.ofName(look.name());
    if (named != null) {
      return named;
    }
    boolean answered =
        look.reading().text(MODEL_RESPONDED) != null
            || look.reading().count(INPUT_TOKENS) != null
            || look.reading().count(OUTPUT_TOKENS) != null;
    boolean client = look.isOutgoing() && attributes.has("gen_ai.request.model");
    if (word == null) {
      return answered || client ? Operations.of("chat") : null;
    }
    return answered && look.isOutgoing()
        ? new Operations.Operation(Operations.Sort.MODEL, word)
        : null;
  }

  /// The oldest version whose words the span uses.
  static String generation(Attributes attributes) {
    if (attributes.has("gen_ai.usage.cache_write.input_tokens")) {
      return "otel-genai-1.42";
    }
    if (attributes.has("gen_ai.usage.cache_read.input_tokens")
        || attributes.has("gen_ai.usage.cache_creation.input_tokens")) {
      return "otel-genai-1.40";
    }
    if (attributes.has("gen_ai.provider.name")) {
      return "otel-genai-1.37";
    }
    return attributes.has("gen_ai.usage.prompt_tokens") || !attributes.has("gen_ai.operation.name")
        ? "otel-genai-1.26"
        : "otel-genai-1.28";
  }
}
