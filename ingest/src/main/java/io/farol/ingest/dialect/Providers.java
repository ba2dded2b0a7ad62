// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Names of model providers: the many spellings to the canonical one of OpenTelemetry's registry,
/// and that to the name of the platform.
final class Providers {

  /// Frameworks that write their own name where a provider belongs.
  private static final Set<String> FRAMEWORKS =
      Set.of(
          "strands-agents",
          "gcp.vertex.agent",
          "microsoft.agent_framework",
          "spring_ai",
          "langchain",
          "langchain4j",
          "llamaindex",
          "crewai",
          "semantic_kernel",
          "litellm",
          "pydantic_ai",
          "autogen",
          "agno",
          "_other",
          "other");

  private static final Map<String, String> CANONICAL = new HashMap<>();

  /// Where the platform's name does not follow from the provider's.
  private static final Map<String, String> PLATFORMS =
      Map.ofEntries(
          Map.entry("azure.ai.openai", "azure-openai"),
          Map.entry("azure.ai.inference", "azure-ai"),
          Map.entry("gcp.gemini", "gemini"),
          Map.entry("gcp.vertex_ai", "vertex-ai"),
          Map.entry("gcp.gen_ai", "google-gen-ai"),
          Map.entry("mistral_ai", "mistral"),
          Map.entry("x_ai", "xai"),
          Map.entry("together_ai", "together"),
          Map.entry("moonshot_ai", "moonshot"),
          Map.entry("hugging_face", "huggingface"),
          Map.entry("ibm.watsonx.ai", "watsonx"),
          Map.entry("voyage_ai", "voyage"));

  static {
    alias("openai", "open_ai", "openai.chat", "openai.responses", "openai.completion");
    alias(
        "azure.ai.openai",
        "azure",
        "azure_open_ai",
        "az.ai.openai",
        "azure-openai",
        "azure.chat",
        "azure.responses",
        "azure.completion",
        "azure_openai",
        "azureopenai");
    alias(
        "azure.ai.inference",
        "az.ai.inference",
        "azure_ai",
        "microsoft_foundry",
        "azure_ai_inference",
        "azure.ai.foundry");
    alias("anthropic", "anthropic.messages", "claude");
    alias(
        "aws.bedrock",
        "bedrock",
        "aws",
        "amazon",
        "amazon-bedrock",
        "amazon_bedrock",
        "bedrock_converse",
        "aws_bedrock",
        "bedrock_chat",
        "conversestream");
    alias(
        "gcp.gemini",
        "gemini",
        "google",
        "google.generative-ai",
        "google_genai",
        "google_ai_gemini",
        "google_ai_studio",
        "google-gla");
    alias(
        "gcp.vertex_ai",
        "vertex_ai",
        "vertexai",
        "google.vertex",
        "google-vertex",
        "google.vertex.chat",
        "google_vertex_ai_gemini",
        "vertex_ai_beta",
        "google-vertex-ai");
    alias("gcp.gen_ai");
    alias("mistral_ai", "mistral", "mistralai");
    alias("x_ai", "xai");
    alias("together_ai", "together");
    alias("fireworks", "fireworks_ai");
    alias("moonshot_ai", "moonshot");
    alias("hugging_face", "huggingface");
    alias("ibm.watsonx.ai", "watsonx", "ibm");
    alias("voyage_ai", "voyage", "voyageai");
  }

  private Providers() {}

  /// The canonical name; the lower-case word itself for a provider nobody listed; null for a
  /// framework.
  static @Nullable String canonical(String raw) {
    String word = raw.strip().toLowerCase(Locale.ROOT).replace(' ', '_');
    String known = CANONICAL.get(word);
    if (known != null) {
      return known;
    }
    return word.isEmpty() || FRAMEWORKS.contains(word) ? null : word;
  }

  /// The provider that a model's id names before its own name, `bedrock/…`; null when it names
  /// none.
  static @Nullable String ofModel(@Nullable String model) {
    if (model == null) {
      return null;
    }
    for (String vendor : List.of("anthropic.", "amazon.", "meta.", "cohere.", "us.anthropic.")) {
      if (model.startsWith(vendor)) {
        return "aws.bedrock";
      }
    }
    int slash = model.indexOf('/');
    return slash < 0 ? null : CANONICAL.get(model.substring(0, slash).toLowerCase(Locale.ROOT));
  }

  /// The platform's name in Farol.
  static String platform(String provider) {
    String named = PLATFORMS.get(provider);
    return named != null ? named : provider.replace('.', '-').replace('_', '-');
  }

  /// Every spelling listed and what it becomes.
  static Map<String, String> spellings() {
    return Collections.unmodifiableMap(CANONICAL);
  }

  private static void alias(String canonical, String... spellings) {
    CANONICAL.put(canonical, canonical);
    for (String spelling : spellings) {
      CANONICAL.put(spelling, canonical);
    }
  }
}
