// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.platforms;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Tokens of one call as the provider counts them.
///
/// @param input all of them, the cached part included
/// @param output all of them, the reasoning included
record Tokens(int input, int cached, int output, int reasoning) {
  private static final double CHARACTERS_PER_TOKEN = 3.7;

  static int of(int characters) {
    return (int) Math.ceil(characters / CHARACTERS_PER_TOKEN);
  }

  /// The `usage` of chat completions.
  ObjectNode chatUsage() {
    ObjectNode usage = Reply.object();
    usage.put("prompt_tokens", input).put("completion_tokens", output);
    usage.put("total_tokens", input + output);
    usage.putObject("prompt_tokens_details").put("cached_tokens", cached).put("audio_tokens", 0);
    usage
        .putObject("completion_tokens_details")
        .put("reasoning_tokens", reasoning)
        .put("audio_tokens", 0)
        .put("accepted_prediction_tokens", 0)
        .put("rejected_prediction_tokens", 0);
    return usage;
  }

  /// The `usage` of responses.
  ObjectNode responseUsage() {
    ObjectNode usage = Reply.object();
    usage.put("input_tokens", input).put("output_tokens", output);
    usage.put("total_tokens", input + output);
    usage.putObject("input_tokens_details").put("cached_tokens", cached);
    usage.putObject("output_tokens_details").put("reasoning_tokens", reasoning);
    return usage;
  }

  void into(ObjectNode entry) {
    entry.put("input", input).put("cached", cached);
    entry.put("output", output).put("reasoning", reasoning);
  }
}
