// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.agent;

import java.util.Set;

/// Which attribute keys name what people and models said. A key is content when a telemetry
/// convention says so, and also when its last segment is a word that such keys end in: an unknown
/// dialect loses an attribute of its start record rather than a secret.
final class Content {
  private static final Set<String> LAST_SEGMENTS =
      Set.of(
          "arguments",
          "body",
          "content",
          "document",
          "documents",
          "events",
          "input",
          "messages",
          "output",
          "prompt",
          "prompts",
          "completion",
          "completions",
          "records",
          "result",
          "response",
          "statement",
          "system_instructions",
          "text",
          "toolCalls",
          "definitions");

  private static final Set<String> KEYS =
      Set.of(
          "input.value",
          "output.value",
          "llm.function_call",
          "llm.invocation_parameters",
          "metadata",
          "mlflow.spanInputs",
          "mlflow.spanOutputs",
          "request_data",
          "response_data",
          "reranker.query",
          "tool.parameters",
          "tool.json_schema",
          "logfire.msg");

  private static final String[] PREFIXES = {
    "ai.prompt",
    "ai.response.",
    "ai.toolCall.",
    "embedding.embeddings.",
    "gen_ai.completion",
    "gen_ai.evaluation.explanation",
    "gen_ai.prompt",
    "gen_ai.tool.call.arguments",
    "gen_ai.tool.call.result",
    "http.request.body.text",
    "http.response.body.text",
    "llm.choices.",
    "llm.completions.",
    "llm.input_messages",
    "llm.output_messages",
    "llm.prompt_template.",
    "llm.prompts",
    "llm.tools",
    "pydantic_ai.all_messages",
    "reranker.input_documents",
    "reranker.output_documents",
    "retrieval.documents",
    "traceloop.entity.",
  };

  private Content() {}

  static boolean isNamedBy(String key) {
    if (KEYS.contains(key) || LAST_SEGMENTS.contains(key.substring(key.lastIndexOf('.') + 1))) {
      return true;
    }
    for (String prefix : PREFIXES) {
      if (key.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
