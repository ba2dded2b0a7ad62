// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a span of an AI library is, by the word in its operation attribute.
final class Operations {

  /// What an operation is to Farol.
  enum Sort {
    /// A model answers: the only place where usage counts.
    MODEL,
    /// A stored answer is read again: a call without usage.
    FETCH,
    /// An agent, a tool run, a workflow.
    STEP,
    /// A search, a memory: whatever carries it is the call.
    CARRIED
  }

  /// @param word the canonical word
  record Operation(Sort sort, String word) {}

  private static final Map<String, Operation> KNOWN = new HashMap<>();

  static {
    is(Sort.MODEL, "chat", "llm", "generation", "chat_model", "response", "responses", "chatmodel");
    is(
        Sort.MODEL,
        "chat",
        "acompletion",
        "generatetext",
        "streamtext",
        "generateobject",
        "streamobject");
    is(Sort.MODEL, "chat", "chat_completion", "chat_completions", "chat.completions", "messages");
    is(Sort.MODEL, "generate_content", "generatecontent", "stream_generate_content");
    is(Sort.MODEL, "text_completion", "completion", "completions");
    is(Sort.MODEL, "embeddings", "embedding", "embed", "embedmany");
    is(Sort.MODEL, "rerank", "reranker");
    is(Sort.MODEL, "speech", "tts", "generatespeech", "ai.generatespeech", "text_to_speech");
    is(Sort.MODEL, "transcription", "transcribe", "ai.transcribe", "ai.streamtranscribe");
    is(Sort.MODEL, "translation");
    is(Sort.MODEL, "image", "image_generation", "generate_image");
    is(Sort.MODEL, "moderation", "moderations");
    is(Sort.MODEL, "count_tokens");
    is(Sort.FETCH, "fetch_response");
    is(Sort.STEP, "invoke_agent", "agent", "agent_step", "create_agent", "step");
    is(Sort.STEP, "execute_tool", "tool", "function");
    is(Sort.STEP, "invoke_workflow", "workflow", "chain", "task", "execute_task", "framework");
    is(Sort.STEP, "plan", "decide", "handoff", "guardrail", "evaluator", "prompt");
    is(Sort.CARRIED, "retrieval", "retriever");
    is(Sort.CARRIED, "create_memory_store", "delete_memory_store", "create_memory");
    is(Sort.CARRIED, "update_memory", "upsert_memory", "delete_memory", "search_memory");
  }

  private Operations() {}

  /// The operation behind a word, LiteLLM's asynchronous twins (`acompletion`) included; null for a
  /// word nobody listed.
  static @Nullable Operation of(String raw) {
    String word = raw.strip().toLowerCase(Locale.ROOT);
    Operation known = KNOWN.get(word);
    return known == null && word.startsWith("a") ? KNOWN.get(word.substring(1)) : known;
  }

  /// The operation that a span's name begins with, `chat gpt-4.1`; null when it names none.
  static @Nullable Operation ofName(String spanName) {
    int space = spanName.indexOf(' ');
    return KNOWN.get(
        (space < 0 ? spanName : spanName.substring(0, space)).toLowerCase(Locale.ROOT));
  }

  /// Every word listed and what it becomes.
  static Map<String, Operation> words() {
    return Collections.unmodifiableMap(KNOWN);
  }

  private static void is(Sort sort, String canonical, String... words) {
    Operation operation = new Operation(sort, canonical);
    KNOWN.put(canonical, operation);
    for (String word : words) {
      KNOWN.put(word, operation);
    }
  }
}
