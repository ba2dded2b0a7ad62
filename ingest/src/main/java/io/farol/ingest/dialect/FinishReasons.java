// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Why a model stopped: the many words to the few. A word nobody listed stays, in lower case.
final class FinishReasons {

  private static final Map<String, String> CANONICAL = new HashMap<>();

  static {
    map("stop", "end_turn", "stop_sequence", "eos", "eos_token", "complete", "finished");
    map("stop", "completed", "endoftext", "end_of_text");
    map("length", "max_tokens", "model_context_window_exceeded", "incomplete", "model_length");
    map("length", "max_output_tokens");
    map("tool_call", "tool_calls", "tool_use", "tool-calls", "function_call", "tool_execution");
    map("tool_call", "tooluse", "toolcalls");
    map("content_filter", "content-filter", "safety", "recitation", "blocklist");
    map("content_filter", "prohibited_content", "spii", "refusal", "guardrail_intervened");
    map("content_filter", "content_filtered", "error_toxic", "language", "image_safety");
    map("pause", "pause_turn");
    map("compaction");
    map("error", "malformed_function_call", "malformed_model_output", "malformed_tool_use");
    map("other", "unknown", "finish_reason_unspecified");
  }

  private FinishReasons() {}

  static List<String> canonical(List<String> raw) {
    return raw.stream().map(FinishReasons::canonical).toList();
  }

  static String canonical(String raw) {
    String word = raw.strip().toLowerCase(Locale.ROOT);
    int dot = word.lastIndexOf('.');
    if (dot >= 0) {
      word = word.substring(dot + 1);
    }
    return CANONICAL.getOrDefault(word, word);
  }

  /// Every word listed and what it becomes.
  static Map<String, String> words() {
    return Collections.unmodifiableMap(CANONICAL);
  }

  private static void map(String canonical, String... words) {
    CANONICAL.put(canonical, canonical);
    for (String word : words) {
      CANONICAL.put(word, canonical);
    }
  }
}
