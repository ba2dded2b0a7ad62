// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import static io.farol.ingest.dialect.Field.CACHE_READ;
import static io.farol.ingest.dialect.Field.CACHE_WRITE;
import static io.farol.ingest.dialect.Field.FINISH_REASONS;
import static io.farol.ingest.dialect.Field.INPUT_AUDIO;
import static io.farol.ingest.dialect.Field.INPUT_TOKENS;
import static io.farol.ingest.dialect.Field.MODEL_REQUESTED;
import static io.farol.ingest.dialect.Field.MODEL_RESPONDED;
import static io.farol.ingest.dialect.Field.OPERATION;
import static io.farol.ingest.dialect.Field.OUTPUT_AUDIO;
import static io.farol.ingest.dialect.Field.OUTPUT_TOKENS;
import static io.farol.ingest.dialect.Field.PARAMETERS;
import static io.farol.ingest.dialect.Field.PROVIDER;
import static io.farol.ingest.dialect.Field.REASONING;
import static io.farol.ingest.dialect.Field.TOTAL_TOKENS;
import static io.farol.ingest.dialect.Row.current;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// OpenInference, the convention of Arize and Phoenix: kinds in an attribute, messages flattened
/// into many.
///
/// See [the specification](https://github.com/Arize-ai/openinference/tree/main/spec).
record OpenInferenceDialect() implements Dialect {

  private static final List<Row> ROWS =
      List.of(
          current(OPERATION, "openinference.span.kind"),
          current(PROVIDER, "llm.provider"),
          current(PROVIDER, "llm.system"),
          current(MODEL_REQUESTED, "llm.request.model_name"),
          current(MODEL_REQUESTED, "embedding.model_name"),
          current(MODEL_REQUESTED, "reranker.model_name"),
          current(MODEL_RESPONDED, "llm.response.model_name"),
          current(MODEL_RESPONDED, "llm.model_name"),
          current(INPUT_TOKENS, "llm.token_count.prompt"),
          current(OUTPUT_TOKENS, "llm.token_count.completion"),
          current(TOTAL_TOKENS, "llm.token_count.total"),
          current(CACHE_READ, "llm.token_count.prompt_details.cache_read"),
          current(CACHE_READ, "llm.token_count.prompt_details.cache_input"),
          current(CACHE_WRITE, "llm.token_count.prompt_details.cache_write"),
          current(REASONING, "llm.token_count.completion_details.reasoning"),
          current(INPUT_AUDIO, "llm.token_count.prompt_details.audio"),
          current(OUTPUT_AUDIO, "llm.token_count.completion_details.audio"),
          current(FINISH_REASONS, "llm.finish_reason"),
          current(PARAMETERS, "llm.invocation_parameters"),
          current(PARAMETERS, "embedding.invocation_parameters"));

  private static final Map<String, String> BY_NAME =
      Map.of(
          "transcription", "transcription",
          "translation", "translation",
          "speech", "speech",
          "image", "image",
          "moderation", "moderation");

  @Override
  public String id() {
    return "openinference";
  }

  @Override
  public boolean speaks(Attributes attributes, Sender sender) {
    return attributes.has("openinference.span.kind");
  }

  @Override
  public List<Row> rows() {
    return ROWS;
  }

  @Override
  public Sight see(Look look) {
    String kind = look.attributes().text("openinference.span.kind");
    if (kind == null) {
      return Sight.NOTHING;
    }
    return switch (kind.toUpperCase(Locale.ROOT)) {
      case "LLM" -> model(look, operation(look));
      case "EMBEDDING" -> model(look, "embeddings");
      case "RERANKER" -> model(look, "rerank");
      case "CHAIN", "AGENT", "TOOL", "GUARDRAIL", "EVALUATOR", "PROMPT" -> Sight.STEP;
      default -> Sight.NOTHING;
    };
  }

  @Override
  public Talk talk(Look look) {
    return FlatTalk.of(look.attributes());
  }

  private Sight model(Look look, String operation) {
    return look.isIncoming()
        ? Sight.NOTHING
        : ModelNames.of(look.reading()).seen(id(), operation, true);
  }

  private static String operation(Look look) {
    String name = look.name().toLowerCase(Locale.ROOT);
    for (Map.Entry<String, String> word : BY_NAME.entrySet()) {
      if (name.contains(word.getKey())) {
        return word.getValue();
      }
    }
    return look.attributes().has("llm.prompts.0.prompt.text")
            || look.attributes().has("llm.choices.0.completion.text")
        ? "text_completion"
        : "chat";
  }
}
