// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import io.farol.model.Tokens;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// From the counts a sender reports to Farol's, where the input is the whole input and the output
/// the whole output.
///
/// Senders disagree whether cached tokens are part of the input. It is decided in this order:
///
/// 1. cached tokens beyond the input cannot be part of it: they are added;
/// 2. a total that is input + output + cached says the same;
/// 3. what is known of the sender: OpenInference and the GenAI conventions from 1.40 on include
///    them; some frameworks hand through what Anthropic and Bedrock report, which excludes them;
/// 4. older conventions hand through the provider's number: excluded for Anthropic and Bedrock.
///
/// Reasoning is part of the output unless it is larger, or the total says that it was left out.
final class TokenMeaning {

  /// Providers whose own input count leaves cached tokens out.
  private static final Set<String> EXCLUDING = Set.of("anthropic", "aws.bedrock");

  /// Scopes of frameworks that use the newest attribute names with the provider's old meaning.
  private static final String[] RAW_SCOPES = {
    "agent_framework",
    "Experimental.Microsoft",
    "org.springframework",
    "langchain4j",
    "dev.langchain4j",
    "strands",
    "opentelemetry.instrumentation.bedrock"
  };

  private TokenMeaning() {}

  /// @param dialect the dialect in which the counts were written
  /// @param provider canonical
  /// @param scope the instrumentation's name
  static Tokens of(Reading reading, String dialect, String provider, String scope) {
    Long input = reading.count(Field.INPUT_TOKENS);
    Long output = reading.count(Field.OUTPUT_TOKENS);
    Long total = reading.count(Field.TOTAL_TOKENS);
    Long read = reading.count(Field.CACHE_READ);
    Long write = reading.count(Field.CACHE_WRITE);
    Long reasoning = reading.count(Field.REASONING);
    if (input == null && output == null && total == null && read == null && write == null) {
      return Tokens.UNKNOWN;
    }
    long cached = or0(read) + or0(write);
    boolean excludes =
        input != null && cached > 0 && excludes(reading, dialect, provider, scope, input, cached);
    return new Tokens(
        input == null ? null : excludes ? input + cached : input,
        output == null ? null : output(output, reasoning, input, total, excludes ? cached : 0),
        read,
        write,
        reasoning,
        reading.count(Field.INPUT_AUDIO),
        reading.count(Field.OUTPUT_AUDIO));
  }

  private static boolean excludes(
      Reading reading, String dialect, String provider, String scope, long input, long cached) {
    Long output = reading.count(Field.OUTPUT_TOKENS);
    Long total = reading.count(Field.TOTAL_TOKENS);
    if (cached > input) {
      return true;
    }
    if (total != null && output != null && total == input + output + cached) {
      return true;
    }
    if (!EXCLUDING.contains(provider)) {
      return false;
    }
    for (String raw : RAW_SCOPES) {
      if (scope.startsWith(raw)) {
        return true;
      }
    }
    boolean including =
        dialect.equals("openinference")
            || dialect.equals("otel-genai-1.40")
            || dialect.equals("otel-genai-1.42")
            || scope.startsWith("pydantic-ai")
            || scope.startsWith("opentelemetry.instrumentation.anthropic")
            || scope.startsWith("litellm");
    return !including;
  }

  private static long output(
      long output,
      @Nullable Long reasoning,
      @Nullable Long input,
      @Nullable Long total,
      long cached) {
    if (reasoning == null || reasoning == 0) {
      return output;
    }
    boolean beyond = reasoning > output;
    boolean leftOut =
        total != null && input != null && total == input + cached + output + reasoning;
    return beyond || leftOut ? output + reasoning : output;
  }

  private static long or0(@Nullable Long count) {
    return count == null ? 0 : count;
  }
}
