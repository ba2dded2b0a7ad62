// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PriceBooksTest {

  private static final String GOOD =
      """
      book: ours
      version: 2026-11-25
      currency: BRL
      source: our contract
      providers: [acme]
      skus:
        - sku: small
          prices:
            - valid-from: 2026-01-01
              unit: million tokens
              input: 0.10
      """;

  @TempDir Path directory;

  @Test
  void every_book_of_the_folder_travels_in_the_jar() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("prices"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(
                      PriceBooks.SHIPPED.stream(),
                      Stream.of("providers.yaml", "paid-platforms.yaml", "whatsapp-brl.yaml"))
                  .toList());
    }
  }

  @Test
  void every_shipped_price_has_a_day_a_currency_and_a_source() {
    assertThat(PriceBooks.shipped())
        .extracting(PriceBook::name)
        .containsExactly("openai", "azure-openai", "serpro", "whatsapp");
    for (PriceBook book : PriceBooks.shipped()) {
      assertThat(book.currency()).isIn("USD", "BRL");
      assertThat(book.skus()).isNotEmpty();
      for (Sku sku : book.skus()) {
        for (DatedPrices prices : sku.prices()) {
          assertThat(prices.source()).as(sku.name()).isNotBlank();
          assertThat(prices.validFrom()).as(sku.name()).isAfter(DatedPrices.EVER);
        }
      }
    }
  }

  @Test
  void the_card_in_reais_takes_the_place_of_the_one_in_dollars() throws IOException {
    PriceBook reais = PriceBooks.read("whatsapp.yaml", PriceBooks.resource("whatsapp-brl.yaml"));
    PriceCatalogue catalogue = PriceCatalogue.shipped().preferring(List.of(reais));

    assertThat(catalogue.books()).filteredOn(book -> book.name().equals("whatsapp")).hasSize(1);
    assertThat(
            catalogue.findMessage(
                "whatsapp", "utility", "BR", Instant.parse("2026-11-25T00:00:00Z")))
        .isInstanceOfSatisfying(
            Finding.Found.class, found -> assertThat(found.book().currency()).isEqualTo("BRL"));
  }

  @Test
  void a_price_knows_where_it_stands() {
    assertThat(PriceBooks.read("ours.yaml", GOOD).skus().getFirst().prices().getFirst().place())
        .isEqualTo("ours.yaml line 9");
  }

  @Test
  void decimals_are_exactly_what_was_written() {
    PriceBook book =
        PriceBooks.read(
            "ours.yaml", GOOD.replace("0.10", "0.100000000000000001").replace("million ", ""));

    assertThat(book.skus().getFirst().prices().getFirst().rate(Tier.STANDARD, Kind.INPUT, 0))
        .contains(new Rate.Flat(new BigDecimal("0.100000000000000001"), 1));
  }

  @Test
  void all_problems_are_reported_together_with_line_and_cure() {
    String bad =
        """
        book: ours
        version: yesterday
        currency: reais
        sorce: our contract
        providers: [acme]
        charged-when-failed: [cancled]
        parts-at-whole-price: [input-imgae]
        skus:
          - sku: small
            prices:
              - valid-from: 2026-01-01
                unit: million tokens
                inptu: 0.10
              - valid-from: 2026-02-31
                unit: gallons
                input: 1,5
                query: 2.00
              - unit: query
                query: {tariff: steep, bands: [{from: 2, price: 1.00}, {from: 2, price: 0.50}]}
          - sku: small
            calls: {operation: '(', billed-status: [99]}
            prices: []
        """;

    assertThatThrownBy(() -> PriceBooks.read("ours.yaml", bad))
        .isInstanceOfSatisfying(
            PriceBookException.class,
            e ->
                assertThat(e.problems())
                    .containsExactlyInAnyOrder(
                        "ours.yaml line 4, sorce: unknown key \"sorce\"; did you mean \"source\"?",
                        "ours.yaml line 1: \"source\" is missing",
                        "ours.yaml line 3, currency: \"reais\" is no currency; write three capitals, BRL",
                        "ours.yaml line 2, version: \"yesterday\" is not a day; write it as 2026-11-25",
                        "ours.yaml line 7, parts-at-whole-price[0]: unknown kind \"input-imgae\"; did you mean \"input-image\"?",
                        "ours.yaml line 6, charged-when-failed[0]: unknown cause \"cancled\"; did you mean \"cancelled\"?",
                        "ours.yaml line 13, skus[0].prices[0].inptu: unknown key \"inptu\"; did you mean \"input\"?",
                        "ours.yaml line 11, skus[0].prices[0]: no price of any kind; name one: input: 2.50",
                        "ours.yaml line 15, skus[0].prices[1].unit: \"gallons\" is no unit; write it as million tokens, minute, thousand searches, query",
                        "ours.yaml line 16, skus[0].prices[1].input: \"1,5\" is not a plain decimal of 0 or more; write digits and a point, 2.50",
                        "ours.yaml line 14, skus[0].prices[1].valid-from: \"2026-02-31\" is not a day; write it as 2026-11-25",
                        "ours.yaml line 18, skus[0].prices[2]: \"valid-from\" is missing",
                        "ours.yaml line 19, skus[0].prices[2].query.tariff: unknown tariff \"steep\"; known are graduated, volume",
                        "ours.yaml line 19, skus[0].prices[2].query.bands[0].from: the first band begins at 1",
                        "ours.yaml line 19, skus[0].prices[2].query.bands[1].from: band from 2 does not lie above the one before it",
                        "ours.yaml line 11, skus[0].prices: two prices hold on 1970-01-01; let the earlier one end before, or give one of them another valid-from",
                        "ours.yaml line 20, skus[1].sku: sku \"small\" stands here a second time; join their prices",
                        "ours.yaml line 21, skus[1].calls.operation: \"(\" is not a regular expression: Unclosed group",
                        "ours.yaml line 21, skus[1].calls.billed-status[0]: 99 is no HTTP status",
                        "ours.yaml line 22, skus[1].prices: no price; write at least one, or leave the sku out"));
  }

  @Test
  void prices_that_hold_at_once_are_refused() {
    String more =
        """
              - valid-from: 2026-01-01
                unit: million tokens
                input: 0.20
        """;
    String ended =
        """
              - valid-from: 2026-03-01
                unit: million tokens
                input: 0.20
        """;

    assertProblem(GOOD + more, "two prices hold on 2026-01-01");
    assertProblem(
        GOOD.replace("unit: million", "valid-until: 2026-03-01\n        unit: million") + ended,
        "two prices hold on 2026-03-01");
    assertThat(
            PriceBooks.read(
                    "ours.yaml",
                    GOOD.replace("unit: million", "valid-until: 2026-02-28\n        unit: million")
                        + ended)
                .skus()
                .getFirst()
                .prices())
        .hasSize(2);
  }

  @Test
  void a_unit_that_counts_something_else_is_refused() {
    assertProblem(
        GOOD.replace("million tokens", "minute"),
        "input is counted in units of \"token\", and the unit here counts \"second\"; name its own: {price: 1.00, unit: token}");
    assertProblem(GOOD.replace("input: 0.10", "input: -0.10"), "is not a plain decimal");
    assertProblem(GOOD.replace("input: 0.10", "input: 1e-3"), "is not a plain decimal");
    assertProblem(
        GOOD + "        input: 0.20\n", "\"input\" stands here a second time; keep one of them");
    assertProblem("", "the file is empty; a price book begins with \"book:\"");
    assertProblem("book: [", "not YAML");
  }

  @Test
  void a_directory_is_read_as_a_whole() throws IOException {
    Files.writeString(directory.resolve("b.yaml"), GOOD);
    Files.writeString(directory.resolve("a.yaml"), GOOD.replace("book: ours", "book: others"));
    Files.writeString(directory.resolve("notes.txt"), "no book");

    assertThat(PriceBooks.in(directory))
        .extracting(PriceBook::name)
        .containsExactly("others", "ours");
    assertThat(PriceBooks.in(directory.resolve("nowhere"))).isEmpty();

    Files.writeString(directory.resolve("c.yaml"), GOOD.replace("currency: BRL", "currency: R$"));
    Files.writeString(directory.resolve("d.yaml"), "skus: 7");
    assertThatThrownBy(() -> PriceBooks.in(directory))
        .hasMessageContaining("c.yaml line 3, currency")
        .hasMessageContaining("d.yaml line 1, skus: expected a list")
        .hasMessageContaining("book \"ours\" is there twice");
  }

  @Test
  void what_is_written_reads_the_same() throws IOException {
    List<PriceBook> books = new ArrayList<>(PriceBooks.shipped());
    books.add(
        PriceBooks.read(
            "ours.yaml",
            GOOD.replace(
                    "sku: small",
                    "sku: small\n    models: [{all: [{contains: a}, {regex: '^b'}]}, {starts-with: c}, {ends-with: d}]")
                .replace(
                    "input: 0.10",
                    "hours-utc: 00:30-16:30\n        input: 0.10\n        web-search: {price: 10.00, unit: thousand searches}\n        audio: {price: 0.30, unit: hour}")));
    for (PriceBook book : books) {
      String yaml = BookWriter.yaml(book);
      PriceBook again = PriceBooks.read(book.name(), yaml);
      assertThat(BookWriter.yaml(again)).isEqualTo(yaml);
      assertThat(again.skus()).hasSameSizeAs(book.skus());
      assertThat(again.skus())
          .extracting(sku -> sku.pricesAt(Instant.parse("2026-11-25T12:00:00Z")))
          .usingRecursiveComparison()
          .ignoringFieldsMatchingRegexes(".*place")
          .isEqualTo(
              book.skus().stream()
                  .map(sku -> sku.pricesAt(Instant.parse("2026-11-25T12:00:00Z")))
                  .toList());
    }
  }

  private static void assertProblem(String text, String problem) {
    assertThatThrownBy(() -> PriceBooks.read("ours.yaml", text))
        .isInstanceOf(PriceBookException.class)
        .hasMessageContaining(problem);
  }
}
