// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost;

import com.fasterxml.jackson.databind.JsonNode;
import io.farol.cost.QuoteProblem.Problem;
import io.farol.cost.price.Kind;
import io.farol.cost.price.Suggestion;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a quote is asked for: a model with a provider's usage object, or a sku with quantities.
sealed interface QuoteRequest {

  String provider();

  Instant at();

  record ByUsage(String provider, String model, Instant at, Consumption consumption)
      implements QuoteRequest {}

  /// @param others quantities under words that name no kind
  record ByQuantities(
      String provider,
      String sku,
      Instant at,
      Consumption consumption,
      Map<String, BigDecimal> others)
      implements QuoteRequest {}

  Set<String> KEYS = Set.of("provider", "model", "at", "usage", "wire", "sku", "quantities");

  /// @param now the moment meant when the request names none
  /// @throws QuoteProblem with everything that is wrong
  static QuoteRequest read(JsonNode json, Instant now) {
    List<Problem> problems = new ArrayList<>();
    if (!json.isObject()) {
      throw new QuoteProblem(
          List.of(
              new Problem(
                  "",
                  "the request is no JSON object",
                  "send {\"provider\",\"model\",\"at\",\"usage\"} or {\"provider\",\"sku\",\"at\",\"quantities\"}")));
    }
    json.fieldNames()
        .forEachRemaining(key -> {
          if (!KEYS.contains(key)) {
            problems.add(new Problem(key, "is not known", Suggestion.forWord(key, KEYS)));
          }
        });
    String provider = text(json, "provider", "openai", problems);
    Instant at = at(json.path("at"), now, problems);
    boolean byQuantities = json.has("quantities") || json.has("sku");
    boolean byUsage = json.has("usage") || json.has("model") || json.has("wire");
    if (byQuantities == byUsage) {
      problems.add(
          new Problem(
              "",
              byUsage ? "names both a usage and quantities" : "names nothing to price",
              "send either model and usage, or sku and quantities"));
    }
    QuoteRequest request =
        byQuantities
            ? byQuantities(json, provider, at, problems)
            : byUsage(json, provider, at, problems);
    if (!problems.isEmpty()) {
      throw new QuoteProblem(problems);
    }
    return request;
  }

  private static ByUsage byUsage(
      JsonNode json, String provider, Instant at, List<Problem> problems) {
    String model = text(json, "model", "gpt-4.1", problems);
    Counts usage = new Counts(unwrapped(json.path("usage")), problems);
    Consumption nothing = new Split().consumption();
    if (!json.path("usage").isObject()) {
      problems.add(
          new Problem(
              "usage",
              "is missing or no object",
              "send the provider's own usage object as it came"));
      return new ByUsage(provider, model, at, nothing);
    }
    Optional<Wire> wire = wire(json.path("wire"), usage, problems);
    if (wire.isEmpty()) {
      if (problems.isEmpty()) {
        problems.add(
            new Problem(
                "usage",
                "has none of the counts Farol knows",
                "send the provider's own usage object, or name its form in \"wire\": "
                    + String.join(", ", Wire.known())));
      }
      return new ByUsage(provider, model, at, nothing);
    }
    return new ByUsage(provider, model, at, UsageReader.read(wire.get(), usage));
  }

  /// A whole answer that carries its usage is as good as the usage.
  private static JsonNode unwrapped(JsonNode usage) {
    for (String name : List.of("usage", "usageMetadata", "usage_metadata")) {
      if (usage.path(name).isObject()) {
        return usage.path(name);
      }
      if (usage.path("response").path(name).isObject()) {
        return usage.path("response").path(name);
      }
    }
    return usage;
  }

  private static Optional<Wire> wire(JsonNode said, Counts usage, List<Problem> problems) {
    String name = said.asText("default");
    Optional<Wire> wire = Wire.named(name);
    if (wire.isPresent()) {
      return wire;
    }
    if (said.isMissingNode() || said.isNull() || name.equals("default")) {
      return Wire.of(usage);
    }
    Optional<Wire> shown = Wire.of(usage);
    if (shown.isEmpty()) {
      problems.add(
          new Problem(
              "wire",
              "\"" + name + "\" is not known, and the usage shows none",
              "known are " + String.join(", ", Wire.known())));
    }
    return shown;
  }

  private static ByQuantities byQuantities(
      JsonNode json, String provider, Instant at, List<Problem> problems) {
    String sku = text(json, "sku", "consulta-cpf", problems);
    JsonNode quantities = json.path("quantities");
    Split split = new Split();
    Map<String, BigDecimal> others = new LinkedHashMap<>();
    if (!quantities.isObject() || quantities.isEmpty()) {
      problems.add(
          new Problem(
              "quantities",
              "is missing, empty or no object",
              "send quantities by kind: {\"query\": 1}"));
    }
    for (Map.Entry<String, JsonNode> entry : quantities.properties()) {
      String where = "quantities." + entry.getKey();
      if (entry.getValue().isNull()) {
        problems.add(new Problem(where, "is null", "send a number of 0 or more"));
      }
      BigDecimal quantity = Counts.number(where, entry.getValue(), problems);
      Optional<Kind> kind = Kind.named(entry.getKey());
      if (quantity != null && kind.isPresent()) {
        split.beside(kind.get(), quantity);
      } else if (quantity != null) {
        others.put(entry.getKey(), quantity);
      }
    }
    return new ByQuantities(provider, sku, at, split.consumption(), others);
  }

  private static String text(JsonNode json, String key, String example, List<Problem> problems) {
    JsonNode node = json.path(key);
    if (!node.isTextual() || node.textValue().isBlank()) {
      problems.add(
          new Problem(key, "is missing or no text", "send \"" + key + "\": \"" + example + "\""));
      return "";
    }
    return node.textValue();
  }

  private static Instant at(JsonNode node, Instant now, List<Problem> problems) {
    if (node.isMissingNode() || node.isNull()) {
      return now;
    }
    String text = node.asText();
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      problems.add(
          new Problem("at", "\"" + text + "\" is no moment", "write it as 2026-11-25T12:00:00Z"));
      return now;
    }
  }
}
