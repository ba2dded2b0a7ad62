// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost;

import io.farol.cost.price.Kind;
import io.farol.model.Call;
import io.farol.model.Tokens;
import java.util.Locale;
import java.util.Set;

/// What a model call consumed, read from its normalised token counts.
final class TokenUse {

  private TokenUse() {}

  /// @param uncounted wholes that were used and not counted
  static Consumption of(Call.Usage usage, Set<Kind> uncounted) {
    Tokens tokens = usage.tokens();
    Split split =
        new Split()
            .input(tokens.input())
            .output(tokens.output())
            .part(Kind.CACHE_READ, tokens.cacheRead())
            .part(Kind.CACHE_WRITE, tokens.cacheWrite())
            .part(Kind.REASONING, tokens.reasoning())
            .part(Kind.INPUT_AUDIO, tokens.inputAudio())
            .part(Kind.OUTPUT_AUDIO, tokens.outputAudio())
            .serviceTier(usage.serviceTier());
    uncounted.forEach(split::uncounted);
    return split.consumption();
  }

  /// False for operations that answer without generating: embeddings, reranking, moderation.
  static boolean generates(String operation) {
    String lower = operation.toLowerCase(Locale.ROOT);
    return !(lower.contains("embed") || lower.contains("rerank") || lower.contains("moderation"));
  }
}
