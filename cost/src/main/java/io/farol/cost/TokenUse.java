// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost;

import io.farol.cost.price.Kind;
import io.farol.model.Tokens;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a model call consumed, read from its normalised token counts.
final class TokenUse {

  private TokenUse() {}

  /// No call of a model has that many: a greater count is a broken or hostile report.
  private static final long MOST = 1_000_000_000_000L;

  /// The same counts without those that cannot be.
  static Tokens plausible(Tokens tokens) {
    return new Tokens(
        plausible(tokens.input()),
        plausible(tokens.output()),
        plausible(tokens.cacheRead()),
        plausible(tokens.cacheWrite()),
        plausible(tokens.reasoning()),
        plausible(tokens.inputAudio()),
        plausible(tokens.outputAudio()));
  }

  private static @Nullable Long plausible(@Nullable Long count) {
    return count == null || count > MOST ? null : count;
  }

  /// @param tokens plausible counts
  /// @param serviceTier the provider's word, or null
  /// @param uncounted wholes that were used and not counted
  static Consumption of(Tokens tokens, @Nullable String serviceTier, Set<Kind> uncounted) {
    Split split =
        new Split()
            .input(tokens.input())
            .output(tokens.output())
            .part(Kind.CACHE_READ, tokens.cacheRead())
            .part(Kind.CACHE_WRITE, tokens.cacheWrite())
            .part(Kind.REASONING, tokens.reasoning())
            .part(Kind.INPUT_AUDIO, tokens.inputAudio())
            .part(Kind.OUTPUT_AUDIO, tokens.outputAudio())
            .serviceTier(serviceTier);
    uncounted.forEach(split::uncounted);
    return split.consumption();
  }

  /// False for operations that answer without generating: embeddings, reranking, moderation.
  static boolean generates(String operation) {
    String lower = operation.toLowerCase(Locale.ROOT);
    return !(lower.contains("embed") || lower.contains("rerank") || lower.contains("moderation"));
  }
}
