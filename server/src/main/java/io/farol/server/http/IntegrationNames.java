// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What a person calls an integration, made from its id: `serpro/consulta-cpf` is "SERPRO Consulta
/// CPF". An id that nothing is known of is its own name.
final class IntegrationNames {

  private static final Map<String, String> PLATFORMS =
      Map.ofEntries(
          Map.entry("azure-openai", "Azure OpenAI"),
          Map.entry("openai", "OpenAI"),
          Map.entry("anthropic", "Anthropic"),
          Map.entry("aws-bedrock", "Amazon Bedrock"),
          Map.entry("gemini", "Gemini"),
          Map.entry("vertex-ai", "Vertex AI"),
          Map.entry("serpro", "SERPRO"),
          Map.entry("whatsapp", "WhatsApp"),
          Map.entry("postgresql", "PostgreSQL"),
          Map.entry("mysql", "MySQL"),
          Map.entry("redis", "Redis"),
          Map.entry("mongodb", "MongoDB"),
          Map.entry("servicebus", "Service Bus"),
          Map.entry("kafka", "Kafka"),
          Map.entry("rabbitmq", "RabbitMQ"));

  private static final Set<String> CAPITALS = Set.of("cpf", "cnpj", "api", "nfe", "cnd");

  private IntegrationNames() {}

  static String of(String id) {
    int slash = id.indexOf('/');
    String platform = slash < 0 ? id : id.substring(0, slash);
    String known = PLATFORMS.get(platform);
    if (known == null) {
      return id;
    }
    if (slash < 0) {
      return known;
    }
    String rest = id.substring(slash + 1);
    boolean wireName = rest.matches(".*[0-9._/].*");
    return known + " " + (wireName ? rest : words(rest));
  }

  private static String words(String dashed) {
    StringBuilder text = new StringBuilder();
    for (String word : dashed.split("-", -1)) {
      if (!text.isEmpty()) {
        text.append(' ');
      }
      if (CAPITALS.contains(word)) {
        text.append(word.toUpperCase(Locale.ROOT));
      } else if (!word.isEmpty()) {
        text.append(text.isEmpty() ? Character.toUpperCase(word.charAt(0)) : word.charAt(0))
            .append(word, 1, word.length());
      }
    }
    return text.toString();
  }
}
