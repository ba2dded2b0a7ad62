// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GenaiPricesTest {

  @TempDir Path directory;

  @Test
  void a_table_becomes_books_that_read_back() throws IOException {
    GenaiPrices.Imported imported =
        read(
            """
            [{"id":"x_y","name":"X","models":[
               {"id":"m","match":{"or":[{"equals":"M"},{"and":[{"starts_with":"m-"},{"regex":"\\\\d$"}]}]},
                "prices":[
                  {"prices":{"input_mtok":{"base":1.5,"tiers":[{"start":200000,"price":3}]},"output_mtok":2}},
                  {"constraint":{"start_date":"2026-09-01"},"prices":{"input_mtok":1}},
                  {"constraint":{"start_time":"02:30:00+02:00","end_time":"16:30:00Z"},"prices":{"input_mtok":0.5}}]},
               {"id":"gift:free","match":{"contains":"gift"},"prices":{}},
               {"id":"riddle","match":{"equals":"riddle"},"prices":{}},
               {"id":"pages","match":{"equals":"pages"},"prices":{"input_gpixels":1,"web_searches_kcount":5}}]},
             {"id":"empty","name":"E","models":[]}]
            """);

    assertThat(imported.books()).hasSize(1);
    assertThat(imported.skus()).isEqualTo(3);
    assertThat(imported.leftOut())
        .containsExactly("models without any price", "prices of \"input_gpixels\"");
    assertThat(BookWriter.yaml(imported.books().getFirst()))
        .isEqualTo(
            """
            book: genai-prices-x-y
            version: 2026-08-21
            currency: USD
            source: pydantic/genai-prices, data.json of 2026-08-21
            providers: [x_y]
            parts-at-whole-price: all
            skus:
            - sku: m
              models:
              - {equals: m}
              - all:
                - {starts-with: m-}
                - {regex: \\d$}
              prices:
              - valid-from: 1970-01-01
                unit: million tokens
                input: '1.5'
                output: '2'
                long-context:
                - {above: '200000', input: '3'}
              - {valid-from: 2026-09-01, unit: million tokens, input: '1'}
              - {valid-from: 1970-01-01, hours-utc: '00:30-16:30', unit: million tokens, input: '0.5'}
            - sku: gift:free
              models: {contains: gift}
              prices:
              - {valid-from: 1970-01-01, unit: million tokens, input: '0', output: '0'}
            - sku: pages
              models: {equals: pages}
              prices:
              - valid-from: 1970-01-01
                unit: million tokens
                web-search: {price: '5', unit: thousand searches}
            """);
    Path books = directory.resolve("prices");
    assertThat(imported.writeTo(books)).containsExactly(books.resolve("genai-prices-x-y.yaml"));
    assertThat(PriceBooks.in(books)).hasSize(1);
  }

  @Test
  void what_is_no_such_table_is_refused_with_everything_that_is_wrong() {
    assertThatThrownBy(() -> read("{}"))
        .hasMessageContaining(
            "data.json: not a genai-prices table; it is a JSON list of providers");
    assertThatThrownBy(() -> read("[")).hasMessageContaining("data.json: not JSON");
    assertThatThrownBy(() ->
            read(
                """
                [{"id":"x","models":[
                   {"id":"a","match":{"like":"a"},"prices":{"input_mtok":-1}},
                   {"match":{"regex":"("},"prices":[{"constraint":{"moon":"full"},"prices":{"input_mtok":1}},
                                                   {"constraint":{"start_date":"never"},"prices":{"input_mtok":1}}]}]}]
                """))
        .isInstanceOfSatisfying(
            PriceBookException.class,
            e ->
                assertThat(e.problems())
                    .containsAll(
                        List.of(
                            "data.json: x/a: price -1 is no number of 0 or more",
                            "data.json: x has no \"id\"",
                            "data.json: x/: constraint {\"moon\":\"full\"} is not known",
                            "data.json: x/: constraint {\"start_date\":\"never\"} names no day or hour")));
  }

  private GenaiPrices.Imported read(String json) throws IOException {
    return GenaiPrices.read(
        Files.writeString(directory.resolve("data.json"), json), LocalDate.of(2026, 8, 21));
  }
}
