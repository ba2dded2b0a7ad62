// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The forms in which providers report what a call consumed.
enum Wire {
  /// `prompt_tokens`, `completion_tokens`: OpenAI's chat form, which most others speak too.
  CHAT,
  /// `input_tokens` with `input_tokens_details`: OpenAI's Responses, images, transcription,
  /// realtime.
  RESPONSES,
  /// `prompt_tokens` or `total_tokens` alone.
  EMBEDDINGS,
  /// `input_tokens` beside, not containing, `cache_read_input_tokens`.
  ANTHROPIC,
  /// `promptTokenCount`, or the same in snake case.
  GEMINI,
  /// `inputTokens` beside, not containing, `cacheReadInputTokens`.
  BEDROCK,
  /// `billed_units` or `tokens`.
  COHERE,
  /// `prompt_eval_count`, `eval_count`.
  OLLAMA,
  /// The chat form with reasoning and citations beside `completion_tokens`.
  PERPLEXITY,
  /// `seconds`: audio by its length.
  DURATION,
  /// `input_token_count`, `generated_token_count` and their like: watsonx, Replicate, Llama and
  /// Titan on Bedrock.
  PLAIN;

  private static final Map<String, Wire> NAMES = names();

  private static Map<String, Wire> names() {
    Map<String, Wire> names = new TreeMap<>();
    for (String name : new String[] {"chat", "chat-completions", "openai-chat", "completions"}) {
      names.put(name, CHAT);
    }
    for (String name :
        new String[] {"responses", "openai-responses", "realtime", "images", "transcription"}) {
      names.put(name, RESPONSES);
    }
    names.put("embeddings", EMBEDDINGS);
    names.put("openai-embeddings", EMBEDDINGS);
    names.put("anthropic", ANTHROPIC);
    names.put("messages", ANTHROPIC);
    names.put("anthropic-messages", ANTHROPIC);
    names.put("gemini", GEMINI);
    names.put("vertex", GEMINI);
    names.put("generate-content", GEMINI);
    names.put("bedrock", BEDROCK);
    names.put("converse", BEDROCK);
    names.put("bedrock-converse", BEDROCK);
    names.put("cohere", COHERE);
    names.put("tokens", COHERE);
    names.put("ollama", OLLAMA);
    names.put("perplexity", PERPLEXITY);
    names.put("duration", DURATION);
    return names;
  }

  static Iterable<String> known() {
    return NAMES.keySet();
  }

  /// Reads a wire's name.
  static Optional<Wire> named(String name) {
    return Optional.ofNullable(NAMES.get(name.strip().toLowerCase(Locale.ROOT).replace('_', '-')));
  }

  /// The form that a usage object shows by its fields; empty when it shows none.
  static Optional<Wire> of(Counts usage) {
    if (usage.hasAny("promptTokenCount", "candidatesTokenCount", "totalTokenCount")
        || usage.hasAny("candidates_token_count", "cached_content_token_count")
        || (usage.has("prompt_token_count") && usage.has("total_token_count"))) {
      return Optional.of(GEMINI);
    }
    if (usage.hasAny("inputTokens", "outputTokens", "inputTokenCount", "outputTokenCount")) {
      return Optional.of(BEDROCK);
    }
    if (usage.hasAny("billed_units", "tokens.input_tokens", "search_units")) {
      return Optional.of(COHERE);
    }
    if (usage.hasAny("prompt_eval_count", "eval_count")) {
      return Optional.of(OLLAMA);
    }
    if (usage.has("prompt_tokens") || usage.has("completion_tokens")) {
      return Optional.of(
          usage.hasAny("citation_tokens", "num_search_queries", "search_context_size")
              ? PERPLEXITY
              : CHAT);
    }
    if (usage.hasAny("input_tokens", "output_tokens")) {
      boolean beside =
          usage.hasAny("cache_read_input_tokens", "cache_creation_input_tokens", "cache_creation");
      boolean details = usage.hasAny("input_tokens_details", "input_token_details");
      return Optional.of(beside && !details ? ANTHROPIC : RESPONSES);
    }
    if (usage.has("seconds")) {
      return Optional.of(DURATION);
    }
    if (usage.hasAny(
        "input_token_count",
        "generated_token_count",
        "output_token_count",
        "prompt_token_count",
        "generation_token_count",
        "inputTextTokenCount")) {
      return Optional.of(PLAIN);
    }
    return usage.has("total_tokens") ? Optional.of(EMBEDDINGS) : Optional.empty();
  }
}
