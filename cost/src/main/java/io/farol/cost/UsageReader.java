// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost;

import io.farol.cost.price.Kind;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Turns a provider's usage object into consumption, where input is the whole input and output the
/// whole output whatever the provider counts inside or beside them.
final class UsageReader {

  private UsageReader() {}

  static Consumption read(Wire wire, Counts usage) {
    Split split =
        switch (wire) {
          case CHAT -> chat(usage);
          case RESPONSES -> responses(usage);
          case EMBEDDINGS ->
              new Split().input(usage.first("prompt_tokens", "input_tokens", "total_tokens"));
          case ANTHROPIC -> anthropic(usage);
          case GEMINI -> gemini(usage);
          case BEDROCK -> bedrock(usage);
          case COHERE -> cohere(usage);
          case OLLAMA ->
              new Split().input(usage.count("prompt_eval_count")).output(usage.count("eval_count"));
          case PERPLEXITY -> perplexity(usage);
          case DURATION -> new Split().beside(Kind.AUDIO, usage.number("seconds"));
          case PLAIN -> plain(usage);
        };
    return split.serviceTier(serviceTier(usage)).consumption();
  }

  private static Split chat(Counts usage) {
    Long output = usage.count("completion_tokens");
    long reasoning = usage.orZero("completion_tokens_details.reasoning_tokens", "reasoning_tokens");
    // Inside completion_tokens for most, beside them for xAI and Gemini's imitation of this form:
    // the total tells which.
    if (output != null
        && reasoning > 0
        && usage.orZero("total_tokens") == usage.orZero("prompt_tokens") + output + reasoning) {
      output += reasoning;
    }
    return new Split()
        .input(usage.count("prompt_tokens"))
        .output(output)
        .part(
            Kind.CACHE_READ,
            usage.first(
                "prompt_tokens_details.cached_tokens",
                "prompt_cache_hit_tokens",
                "cached_tokens",
                "cached_prompt_text_tokens",
                "cache_read_input_tokens",
                "num_cached_tokens"))
        .part(
            Kind.CACHE_WRITE,
            usage.first(
                "prompt_tokens_details.cache_write_tokens",
                "prompt_tokens_details.cache_creation_tokens",
                "cache_creation_input_tokens"))
        .part(Kind.INPUT_AUDIO, usage.count("prompt_tokens_details.audio_tokens"))
        .part(Kind.INPUT_IMAGE, usage.count("prompt_tokens_details.image_tokens"))
        .part(Kind.INPUT_VIDEO, usage.count("prompt_tokens_details.video_tokens"))
        .part(Kind.REASONING, reasoning)
        .part(Kind.OUTPUT_AUDIO, usage.count("completion_tokens_details.audio_tokens"))
        .part(Kind.OUTPUT_IMAGE, usage.count("completion_tokens_details.image_tokens"));
  }

  private static Split perplexity(Counts usage) {
    Long output = usage.count("completion_tokens");
    long reasoning = usage.orZero("reasoning_tokens");
    long citations = usage.orZero("citation_tokens");
    return new Split()
        .input(usage.count("prompt_tokens"))
        .output(output == null ? null : Long.valueOf(output + reasoning + citations))
        .part(Kind.REASONING, reasoning)
        .part(Kind.CITATION, citations)
        .beside(Kind.WEB_SEARCH, usage.number("num_search_queries"));
  }

  private static Split responses(Counts usage) {
    String in = usage.has("input_token_details") ? "input_token_details" : "input_tokens_details";
    String out =
        usage.has("output_token_details") ? "output_token_details" : "output_tokens_details";
    return new Split()
        .input(usage.count("input_tokens"))
        .output(usage.count("output_tokens"))
        .part(Kind.CACHE_READ, usage.count(in + ".cached_tokens"))
        .part(Kind.CACHE_WRITE, usage.count(in + ".cache_write_tokens"))
        .part(Kind.INPUT_AUDIO, usage.count(in + ".audio_tokens"))
        .part(Kind.INPUT_IMAGE, usage.count(in + ".image_tokens"))
        .part(Kind.CACHE_READ_AUDIO, usage.count(in + ".cached_tokens_details.audio_tokens"))
        .part(Kind.CACHE_READ_IMAGE, usage.count(in + ".cached_tokens_details.image_tokens"))
        .part(Kind.REASONING, usage.count(out + ".reasoning_tokens"))
        .part(Kind.OUTPUT_AUDIO, usage.count(out + ".audio_tokens"))
        .part(Kind.OUTPUT_IMAGE, usage.count(out + ".image_tokens"));
  }

  private static Split anthropic(Counts usage) {
    long read = usage.orZero("cache_read_input_tokens");
    long hour = usage.orZero("cache_creation.ephemeral_1h_input_tokens");
    long minutes = usage.orZero("cache_creation.ephemeral_5m_input_tokens");
    long written = Math.max(usage.orZero("cache_creation_input_tokens"), hour + minutes);
    return new Split()
        .input(sum(usage.count("input_tokens"), read + written))
        .output(usage.count("output_tokens"))
        .part(Kind.CACHE_READ, read)
        .part(Kind.CACHE_WRITE, written)
        .part(Kind.CACHE_WRITE_1H, hour)
        .part(Kind.REASONING, usage.count("output_tokens_details.thinking_tokens"))
        .beside(Kind.WEB_SEARCH, usage.number("server_tool_use.web_search_requests"));
  }

  private static Split bedrock(Counts usage) {
    long read = usage.orZero("cacheReadInputTokens", "cacheReadInputTokenCount");
    long written = usage.orZero("cacheWriteInputTokens", "cacheWriteInputTokenCount");
    return new Split()
        .input(sum(usage.first("inputTokens", "inputTokenCount"), read + written))
        .output(usage.first("outputTokens", "outputTokenCount"))
        .part(Kind.CACHE_READ, read)
        .part(Kind.CACHE_WRITE, written)
        .part(Kind.CACHE_WRITE_1H, usage.sum("cacheDetails", "ttl", "1h", "inputTokens"));
  }

  private static Split gemini(Counts usage) {
    Long prompt = usage.first("promptTokenCount", "prompt_token_count");
    long tools = usage.orZero("toolUsePromptTokenCount", "tool_use_prompt_token_count");
    Long answer =
        usage.first(
            "candidatesTokenCount",
            "candidates_token_count",
            "responseTokenCount",
            "response_token_count");
    long thoughts = usage.orZero("thoughtsTokenCount", "thoughts_token_count");
    return new Split()
        .input(sum(prompt, tools))
        .output(sum(answer, thoughts))
        .part(Kind.CACHE_READ, usage.first("cachedContentTokenCount", "cached_content_token_count"))
        .part(Kind.INPUT_AUDIO, modality(usage, "audio", INPUT_DETAILS))
        .part(Kind.INPUT_IMAGE, modality(usage, "image", INPUT_DETAILS))
        .part(Kind.INPUT_VIDEO, modality(usage, "video", INPUT_DETAILS))
        .part(Kind.CACHE_READ_AUDIO, modality(usage, "audio", CACHE_DETAILS))
        .part(Kind.CACHE_READ_IMAGE, modality(usage, "image", CACHE_DETAILS))
        .part(Kind.CACHE_READ_VIDEO, modality(usage, "video", CACHE_DETAILS))
        .part(Kind.REASONING, thoughts)
        .part(Kind.OUTPUT_AUDIO, modality(usage, "audio", OUTPUT_DETAILS))
        .part(Kind.OUTPUT_IMAGE, modality(usage, "image", OUTPUT_DETAILS))
        .part(Kind.OUTPUT_VIDEO, modality(usage, "video", OUTPUT_DETAILS));
  }

  private static final String[] INPUT_DETAILS = {
    "promptTokensDetails",
    "prompt_tokens_details",
    "promptTokenDetails",
    "toolUsePromptTokensDetails",
    "tool_use_prompt_tokens_details"
  };
  private static final String[] CACHE_DETAILS = {"cacheTokensDetails", "cache_tokens_details"};
  private static final String[] OUTPUT_DETAILS = {
    "candidatesTokensDetails", "candidates_tokens_details", "responseTokensDetails"
  };

  /// A page of a document counts as an image.
  private static @Nullable Long modality(Counts usage, String modality, String[] lists) {
    Long sum = null;
    for (String list : lists) {
      String count = list.contains("_") ? "token_count" : "tokenCount";
      sum = sum(sum, usage.sum(list, "modality", modality, count));
      if (modality.equals("image")) {
        sum = sum(sum, usage.sum(list, "modality", "document", count));
      }
    }
    return sum;
  }

  private static Split cohere(Counts usage) {
    return new Split()
        .input(usage.first("billed_units.input_tokens", "tokens.input_tokens", "input_tokens"))
        .output(usage.first("billed_units.output_tokens", "tokens.output_tokens", "output_tokens"))
        .part(Kind.CACHE_READ, usage.count("cached_tokens"))
        .beside(Kind.RERANK, searches(usage));
  }

  private static @Nullable BigDecimal searches(Counts usage) {
    BigDecimal billed = usage.number("billed_units.search_units");
    return billed == null ? usage.number("search_units") : billed;
  }

  private static Split plain(Counts usage) {
    return new Split()
        .input(usage.first("input_token_count", "prompt_token_count", "inputTextTokenCount"))
        .output(
            usage.first("generated_token_count", "output_token_count", "generation_token_count"));
  }

  /// `service_tier` and its kin; Gemini on Vertex says how the traffic is paid.
  private static @Nullable String serviceTier(Counts usage) {
    String said =
        usage.text(
            "service_tier", "serviceTier", "serviceTier.type", "trafficType", "traffic_type");
    return said == null ? null : said.toLowerCase(Locale.ROOT);
  }

  private static @Nullable Long sum(@Nullable Long a, @Nullable Long b) {
    if (a == null && b == null) {
      return null;
    }
    return (a == null ? 0 : a) + (b == null ? 0 : b);
  }

  private static @Nullable Long sum(@Nullable Long whole, long beside) {
    return whole == null && beside == 0 ? null : Long.valueOf((whole == null ? 0 : whole) + beside);
  }
}
