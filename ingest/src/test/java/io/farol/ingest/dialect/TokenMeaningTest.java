// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.model.Tokens;
import org.junit.jupiter.api.Test;

class TokenMeaningTest {

  private static Told told(String provider, Object... counts) {
    return Told.span(
            "gen_ai.operation.name",
            "chat",
            provider.equals("anthropic") ? "gen_ai.provider.name" : "gen_ai.system",
            provider,
            "gen_ai.request.model",
            "m")
        .with(counts);
  }

  @Test
  void thoseWhoFollowTheNewestConventionIncludeTheCache() {
    Told told =
        told(
            "anthropic",
            "gen_ai.usage.input_tokens",
            100,
            "gen_ai.usage.output_tokens",
            5,
            "gen_ai.usage.cache_read.input_tokens",
            60,
            "gen_ai.usage.cache_creation.input_tokens",
            20);

    assertThat(told.tokens()).isEqualTo(new Tokens(100L, 5L, 60L, 20L, null, null, null));
  }

  @Test
  void cachedTokensBeyondTheInputAreAdded() {
    Told told =
        told(
            "anthropic",
            "gen_ai.usage.input_tokens",
            3,
            "gen_ai.usage.output_tokens",
            5,
            "gen_ai.usage.cache_read.input_tokens",
            6,
            "gen_ai.usage.cache_write.input_tokens",
            4);

    assertThat(told.tokens().input()).isEqualTo(13);
  }

  @Test
  void aTotalThatAddsTheCacheSaysThatItIsOutside() {
    Told told =
        told(
            "openai",
            "gen_ai.usage.input_tokens",
            100,
            "gen_ai.usage.output_tokens",
            5,
            "gen_ai.usage.cache_read_input_tokens",
            10,
            "gen_ai.usage.total_tokens",
            115);

    assertThat(told.tokens().input()).isEqualTo(110);
  }

  @Test
  void aTotalWithoutTheCacheProvesNothing() {
    Told told =
        told(
            "openai",
            "gen_ai.usage.input_tokens",
            100,
            "gen_ai.usage.output_tokens",
            5,
            "gen_ai.usage.cache_read_input_tokens",
            10,
            "gen_ai.usage.total_tokens",
            105);

    assertThat(told.tokens().input()).isEqualTo(100);
  }

  @Test
  void olderWordsHandThroughWhatAnthropicAndBedrockReport() {
    Object[] counts = {
      "gen_ai.usage.input_tokens", 100, "gen_ai.usage.cache_read_input_tokens", 10
    };

    assertThat(told("anthropic", counts).tokens().input()).isEqualTo(110);
    assertThat(told("aws.bedrock", counts).tokens().input()).isEqualTo(110);
    assertThat(told("openai", counts).tokens().input()).isEqualTo(100);
    assertThat(told("anthropic", counts).by("pydantic-ai").tokens().input()).isEqualTo(100);
  }

  @Test
  void someFrameworksUseNewWordsWithTheOldMeaning() {
    Object[] counts = {
      "gen_ai.usage.input_tokens", 100, "gen_ai.usage.cache_read.input_tokens", 10
    };

    assertThat(told("anthropic", counts).by("agent_framework").tokens().input()).isEqualTo(110);
    assertThat(told("openai", counts).by("agent_framework").tokens().input()).isEqualTo(100);
  }

  @Test
  void reasoningLeftOutOfTheOutputIsAdded() {
    Told byTotal =
        told(
            "gcp.gemini",
            "gen_ai.usage.input_tokens",
            120,
            "gen_ai.usage.output_tokens",
            40,
            "gen_ai.usage.reasoning.output_tokens",
            10,
            "gen_ai.usage.total_tokens",
            170);
    Told bySize =
        told(
            "gcp.gemini",
            "gen_ai.usage.input_tokens",
            120,
            "gen_ai.usage.output_tokens",
            4,
            "gen_ai.usage.reasoning.output_tokens",
            10);
    Told within =
        told(
            "openai",
            "gen_ai.usage.input_tokens",
            120,
            "gen_ai.usage.output_tokens",
            40,
            "gen_ai.usage.reasoning.output_tokens",
            10,
            "gen_ai.usage.total_tokens",
            160);

    assertThat(byTotal.tokens().output()).isEqualTo(50);
    assertThat(bySize.tokens().output()).isEqualTo(14);
    assertThat(within.tokens().output()).isEqualTo(40);
  }

  @Test
  void absurdCountsAreAbsent() {
    Told told =
        told(
            "openai",
            "gen_ai.usage.input_tokens",
            Double.NaN,
            "gen_ai.usage.output_tokens",
            "1e400",
            "gen_ai.usage.cache_read.input_tokens",
            "many");

    assertThat(told.tokens()).isEqualTo(Tokens.UNKNOWN);
  }
}
