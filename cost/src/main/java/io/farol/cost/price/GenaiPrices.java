// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost.price;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.farol.cost.price.DatedPrices.Hours;
import io.farol.cost.price.DatedPrices.Step;
import io.farol.cost.price.PriceBook.Terms;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// Imports the price table of pydantic's genai-prices (`prices/data.json`, and the second version's
/// `prices/new_data/v2/data.json`) as one book a provider, named `genai-prices-<provider>`.
///
/// By that table's own rule a part without a price costs what its whole costs. It names no first
/// day for most prices: those are read as valid since ever. Its prices are in US dollars.
public final class GenaiPrices {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private static final long MILLION = 1_000_000;
  private static final long THOUSAND = 1_000;
  private static final long HOUR = 3_600;

  private final String source;
  private final List<String> problems = new ArrayList<>();
  private final Set<String> leftOut = new LinkedHashSet<>();

  private GenaiPrices(String source) {
    this.source = source;
  }

  /// What was read.
  ///
  /// @param books one a provider that has any price
  /// @param leftOut what the table has and Farol's books have no place for, in words
  public record Imported(List<PriceBook> books, List<String> leftOut) {
    public Imported {
      books = List.copyOf(books);
      leftOut = List.copyOf(leftOut);
    }

    public int skus() {
      return books.stream().mapToInt(book -> book.skus().size()).sum();
    }

    /// Writes each book as a file of its own into a directory of price books, which is made if need
    /// be; a book of the same name is replaced.
    public List<Path> writeTo(Path directory) throws IOException {
      Files.createDirectories(directory);
      List<Path> files = new ArrayList<>();
      for (PriceBook book : books) {
        files.add(
            Files.writeString(directory.resolve(book.name() + ".yaml"), BookWriter.yaml(book)));
      }
      return files;
    }
  }

  /// @param version the day of the table, `2026-08-21`
  /// @throws PriceBookException when the file is no such table, with everything that is wrong
  public static Imported read(Path file, LocalDate version) throws IOException {
    GenaiPrices reader =
        new GenaiPrices("pydantic/genai-prices, " + file.getFileName() + " of " + version);
    List<PriceBook> books = new ArrayList<>();
    String name = file.getFileName().toString();
    try {
      JsonNode root = JSON.readTree(Files.readString(file));
      if (!root.isArray() || root.isEmpty()) {
        throw new PriceBookException(
            List.of(name + ": not a genai-prices table; it is a JSON list of providers"));
      }
      for (JsonNode provider : root) {
        books.add(reader.book(provider, version.toString()));
      }
    } catch (JsonProcessingException e) {
      throw new PriceBookException(List.of(name + ": not JSON: " + e.getOriginalMessage()));
    }
    if (!reader.problems.isEmpty()) {
      throw new PriceBookException(reader.problems.stream().map(p -> name + ": " + p).toList());
    }
    books.removeIf(book -> book.skus().isEmpty());
    return new Imported(books, List.copyOf(reader.leftOut));
  }

  private PriceBook book(JsonNode provider, String version) {
    String id = text(provider, "id", "a provider");
    List<Sku> skus = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (JsonNode model : provider.path("models")) {
      String where = id + "/" + text(model, "id", id);
      List<DatedPrices> prices = prices(where, model.path("prices"));
      if (!prices.isEmpty() && names.add(text(model, "id", id))) {
        skus.add(
            new Sku(text(model, "id", id), match(where, model.path("match")), null, null, prices));
      }
    }
    List<String> resells = new ArrayList<>();
    provider.path("fallback_model_providers").forEach(other -> resells.add(other.asText()));
    return new PriceBook(
        "genai-prices-" + id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"),
        version,
        "USD",
        source,
        providers(id),
        resells,
        new Terms(EnumSet.allOf(Kind.class), Set.of(), null, Set.of()),
        skus);
  }

  /// One id of the table stands for two platforms at the same prices.
  private static List<String> providers(String id) {
    return switch (id) {
      case "google" -> List.of("google", "gcp.vertex_ai");
      case "azure" -> List.of("azure", "azure.ai.inference");
      default -> List.of(id);
    };
  }

  private List<DatedPrices> prices(String where, JsonNode json) {
    List<DatedPrices> prices = new ArrayList<>();
    if (!json.isArray()) {
      add(prices, where, DatedPrices.EVER, null, json);
      return prices;
    }
    for (JsonNode conditional : json) {
      JsonNode constraint = conditional.path("constraint");
      LocalDate from = DatedPrices.EVER;
      Hours hours = null;
      try {
        if (constraint.has("start_date")) {
          from = LocalDate.parse(constraint.path("start_date").asText());
        } else if (constraint.has("start_time")) {
          hours = new Hours(utc(constraint, "start_time"), utc(constraint, "end_time"));
        } else if (!constraint.isMissingNode() && !constraint.isNull()) {
          problems.add(where + ": constraint " + constraint + " is not known");
        }
      } catch (DateTimeException e) {
        problems.add(where + ": constraint " + constraint + " names no day or hour");
      }
      add(prices, where, from, hours, conditional.path("prices"));
    }
    return prices;
  }

  private static LocalTime utc(JsonNode constraint, String key) {
    String text = constraint.path(key).asText();
    return text.matches(".*(Z|[+-]\\d{2}:?\\d{2})$")
        ? OffsetTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC).toLocalTime()
        : LocalTime.parse(text);
  }

  private void add(
      List<DatedPrices> prices,
      String where,
      LocalDate from,
      @Nullable Hours hours,
      JsonNode json) {
    Map<Long, Map<Kind, Rate>> steps = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      Measured measured = measured(entry.getKey());
      if (measured == null) {
        leftOut.add("prices of \"" + entry.getKey() + "\"");
        continue;
      }
      JsonNode price = entry.getValue();
      rate(steps, -1, measured, where, price.isObject() ? price.path("base") : price);
      for (JsonNode tier : price.path("tiers")) {
        rate(steps, tier.path("start").asLong(), measured, where, tier.path("price"));
      }
    }
    if (json.isEmpty() && where.endsWith(":free")) {
      Rate nothing = new Rate.Flat(BigDecimal.ZERO, MILLION);
      steps.put(-1L, new EnumMap<>(Map.of(Kind.INPUT, nothing, Kind.OUTPUT, nothing)));
    }
    if (steps.isEmpty()) {
      leftOut.add("models without any price");
      return;
    }
    List<Step> list = new ArrayList<>();
    steps.forEach((above, rates) -> list.add(new Step(above, rates)));
    prices.add(new DatedPrices(from, null, hours, source, null, null, Map.of(Tier.STANDARD, list)));
  }

  private void rate(
      Map<Long, Map<Kind, Rate>> steps,
      long above,
      Measured measured,
      String where,
      JsonNode price) {
    if (!price.isNumber() || price.decimalValue().signum() < 0) {
      problems.add(where + ": price " + price + " is no number of 0 or more");
      return;
    }
    steps
        .computeIfAbsent(above, threshold -> new EnumMap<>(Kind.class))
        .put(measured.kind(), new Rate.Flat(price.decimalValue(), measured.per()));
  }

  private record Measured(Kind kind, long per) {}

  /// The table's price keys; those of pixels, pages and the like have no kind yet.
  private static @Nullable Measured measured(String key) {
    return switch (key) {
      case "input_mtok", "input_text_mtok" -> new Measured(Kind.INPUT, MILLION);
      case "cache_read_mtok", "cache_text_read_mtok" -> new Measured(Kind.CACHE_READ, MILLION);
      case "cache_write_mtok", "cache_write_5m_mtok" -> new Measured(Kind.CACHE_WRITE, MILLION);
      case "cache_write_1h_mtok" -> new Measured(Kind.CACHE_WRITE_1H, MILLION);
      case "input_audio_mtok" -> new Measured(Kind.INPUT_AUDIO, MILLION);
      case "input_image_mtok" -> new Measured(Kind.INPUT_IMAGE, MILLION);
      case "input_video_mtok" -> new Measured(Kind.INPUT_VIDEO, MILLION);
      case "cache_audio_read_mtok" -> new Measured(Kind.CACHE_READ_AUDIO, MILLION);
      case "cache_image_read_mtok" -> new Measured(Kind.CACHE_READ_IMAGE, MILLION);
      case "cache_video_read_mtok" -> new Measured(Kind.CACHE_READ_VIDEO, MILLION);
      case "output_mtok", "output_text_mtok" -> new Measured(Kind.OUTPUT, MILLION);
      case "output_reasoning_mtok" -> new Measured(Kind.REASONING, MILLION);
      case "output_citation_mtok" -> new Measured(Kind.CITATION, MILLION);
      case "output_audio_mtok" -> new Measured(Kind.OUTPUT_AUDIO, MILLION);
      case "output_image_mtok" -> new Measured(Kind.OUTPUT_IMAGE, MILLION);
      case "output_video_mtok" -> new Measured(Kind.OUTPUT_VIDEO, MILLION);
      case "input_mchars" -> new Measured(Kind.CHARACTERS, MILLION);
      case "audio_hours", "input_audio_hours" -> new Measured(Kind.AUDIO, HOUR);
      case "input_document_kpages" -> new Measured(Kind.PAGES, THOUSAND);
      case "requests_kcount" -> new Measured(Kind.REQUEST, THOUSAND);
      case "web_searches_kcount" -> new Measured(Kind.WEB_SEARCH, THOUSAND);
      case "rerank_searches_kcount" -> new Measured(Kind.RERANK, THOUSAND);
      default -> null;
    };
  }

  private NameMatch match(String where, JsonNode json) {
    Map.Entry<String, JsonNode> clause =
        json.isObject() && json.size() == 1 ? json.properties().iterator().next() : null;
    if (clause == null) {
      problems.add(where + ": match " + json + " is not one clause");
      return new NameMatch.Any(List.of());
    }
    JsonNode value = clause.getValue();
    String text = value.asText().toLowerCase(Locale.ROOT);
    return switch (clause.getKey()) {
      case "equals" -> new NameMatch.Equals(text);
      case "starts_with" -> new NameMatch.StartsWith(text);
      case "ends_with" -> new NameMatch.EndsWith(text);
      case "contains" -> new NameMatch.Contains(text);
      case "regex" -> new NameMatch.Regex(pattern(where, value.asText()));
      case "or" -> new NameMatch.Any(matches(where, value));
      case "and" -> new NameMatch.All(matches(where, value));
      default -> {
        problems.add(where + ": match \"" + clause.getKey() + "\" is not known");
        yield new NameMatch.Any(List.of());
      }
    };
  }

  private List<NameMatch> matches(String where, JsonNode list) {
    List<NameMatch> matches = new ArrayList<>();
    list.forEach(item -> matches.add(match(where, item)));
    return matches;
  }

  private Pattern pattern(String where, String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      problems.add(where + ": \"" + regex + "\" is no regular expression: " + e.getDescription());
      return Pattern.compile("(?!)");
    }
  }

  private String text(JsonNode json, String key, String where) {
    if (!json.path(key).isTextual() || json.path(key).textValue().isBlank()) {
      problems.add(where + " has no \"" + key + "\"");
      return "";
    }
    return json.path(key).textValue();
  }
}
