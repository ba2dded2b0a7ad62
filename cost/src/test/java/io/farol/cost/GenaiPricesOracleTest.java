// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.farol.cost.price.GenaiPrices;
import io.farol.cost.price.PriceBooks;
import io.farol.cost.price.PriceCatalogue;
import io.farol.model.Cost;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Quotes usage objects recorded from real providers and compares with what genai-prices says they
/// cost. Each recording is read there as every provider's, in every form that fits: the rows.
final class GenaiPricesOracleTest {

  /// A day on which all the table's figures hold as the oracle used them.
  private static final Instant AT = Instant.parse("2026-07-15T12:00:00Z");

  @TempDir Path directory;

  private record Row(
      int recording,
      String provider,
      String form,
      String model,
      JsonNode usage,
      @Nullable BigDecimal expected) {}

  /// @param agreed how many have the oracle's amount, or none where it has none
  /// @param rest the others, in words
  private record Tally(int agreed, int of, List<String> rest) {
    double share() {
      return of == 0 ? 0 : (double) agreed / of;
    }
  }

  @Test
  void imported_prices_give_what_the_oracle_says_in_the_form_it_names() throws IOException {
    Path folder = folder();
    if (folder == null) {
      return;
    }
    for (String table : List.of("prices/new_data/v2/data.json", "prices/data.json")) {
      Quotes quotes = quotes(folder.resolve(table));
      List<Row> rows = rows(folder);

      Tally priced = tally(quotes, rows.stream().filter(row -> row.expected() != null).toList());
      Tally unpriced = tally(quotes, rows.stream().filter(row -> row.expected() == null).toList());

      print(table + ", rows with a price, form named", priced);
      print(table + ", rows without a price, form named", unpriced);
      assertThat(priced.share()).isGreaterThan(0.99);
      assertThat(unpriced.share()).isGreaterThan(0.99);
    }
  }

  @Test
  void imported_prices_give_what_the_oracle_says_in_the_form_the_usage_shows() throws IOException {
    Path folder = folder();
    if (folder == null) {
      return;
    }
    Quotes quotes = quotes(folder.resolve("prices/new_data/v2/data.json"));
    Map<String, List<Row>> byProvider = new LinkedHashMap<>();
    for (Row row : rows(folder)) {
      if (row.expected() != null) {
        byProvider
            .computeIfAbsent(row.recording() + row.provider(), key -> new ArrayList<>())
            .add(row);
      }
    }

    int agreed = 0;
    List<String> rest = new ArrayList<>();
    for (List<Row> forms : byProvider.values()) {
      Quote quote = quotes.quote(request(forms.getFirst(), false), AT);
      if (forms.stream().anyMatch(row -> agrees(quote, row))) {
        agreed++;
      } else {
        rest.add(forms.getFirst() + " quoted " + quote.amount());
      }
    }
    Tally tally = new Tally(agreed, byProvider.size(), rest);

    print("recordings by provider, form not named", tally);
    assertThat(tally.share()).isGreaterThan(0.99);
  }

  @Test
  void shipped_books_agree_with_an_independent_table() throws IOException {
    Path folder = folder();
    if (folder == null) {
      return;
    }
    Quotes quotes = new Quotes(PriceCatalogue.shipped());
    List<Row> rows =
        rows(folder).stream()
            .filter(row -> Set.of("openai", "azure").contains(row.provider()))
            .filter(row -> row.model().matches("(gpt-[45]|o\\d|text-embedding).*"))
            .filter(row -> row.expected() != null)
            .filter(row -> Set.of("chat", "responses").contains(row.form()))
            .toList();

    Tally tally = tally(quotes, rows);

    print("shipped books, rows of openai and azure", tally);
    assertThat(tally.share()).isGreaterThan(0.97);
  }

  private Quotes quotes(Path table) throws IOException {
    GenaiPrices.Imported imported = GenaiPrices.read(table, LocalDate.of(2026, 8, 21));
    imported.writeTo(directory);
    return new Quotes(PriceCatalogue.shipped().preferring(PriceBooks.in(directory)));
  }

  private static Tally tally(Quotes quotes, List<Row> rows) {
    int agreed = 0;
    List<String> rest = new ArrayList<>();
    for (Row row : rows) {
      Quote quote = quotes.quote(request(row, true), AT);
      if (agrees(quote, row)) {
        agreed++;
      } else {
        rest.add(row + " quoted " + quote.amount());
      }
    }
    return new Tally(agreed, rows.size(), rest);
  }

  private static boolean agrees(Quote quote, Row row) {
    BigDecimal expected = row.expected();
    return expected == null
        ? quote.state() == Cost.State.UNPRICED
        : quote.amount() != null && quote.amount().compareTo(expected) == 0;
  }

  private static void print(String what, Tally tally) {
    System.out.printf("oracle: %s: %d of %d agree%n", what, tally.agreed(), tally.of());
    tally.rest().stream().limit(12).forEach(row -> System.out.println("  differs: " + row));
  }

  private static JsonNode request(Row row, boolean named) {
    ObjectNode request = new ObjectMapper().createObjectNode();
    request.put("provider", row.provider()).put("model", row.model()).put("at", AT.toString());
    request.set("usage", row.usage());
    if (named) {
      request.put("wire", row.form());
    }
    return request;
  }

  private static @Nullable Path folder() {
    return SharedData.folder("GenaiPricesOracleTest")
        .map(data -> data.resolve("01-prices/genai-prices"))
        .orElse(null);
  }

  private static List<Row> rows(Path folder) throws IOException {
    List<Row> rows = new ArrayList<>();
    int recording = 0;
    JsonNode items =
        new ObjectMapper().readTree(folder.resolve("tests/dataset/usages.part.json").toFile());
    for (JsonNode item : items) {
      recording++;
      JsonNode body = item.path("body");
      JsonNode usage = body.has("usage") ? body.path("usage") : body.path("usageMetadata");
      for (JsonNode extracted : item.path("extracted")) {
        for (JsonNode one : extracted.path("extractors")) {
          if (item.has("model")) {
            rows.add(
                new Row(
                    recording,
                    one.path("provider_id").asText(),
                    one.path("api_flavor").asText(),
                    item.path("model").asText(),
                    usage,
                    expected(one)));
          }
        }
      }
    }
    return rows;
  }

  private static @Nullable BigDecimal expected(JsonNode row) {
    if (row.has("total_price")) {
      return new BigDecimal(row.path("total_price").asText());
    }
    return row.has("input_price")
        ? new BigDecimal(row.path("input_price").asText())
            .add(new BigDecimal(row.path("output_price").asText()))
        : null;
  }
}
