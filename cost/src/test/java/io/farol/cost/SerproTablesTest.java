// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.farol.cost.price.PriceBooks;
import io.farol.cost.price.PriceCatalogue;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// SERPRO's price tables of shared/data, where they lie: every table there is read as a book, a
/// month in each of its bands is quoted and compared with the sum done here by hand, and the worked
/// examples that come with the tables are compared with the shipped book. Loud when they are
/// missing.
final class SerproTablesTest {

  private static final Instant AT = Instant.parse("2026-11-25T12:00:00Z");
  private static final String TABLES = "04-channels/serpro-price-tables/APIs/SERPRO";
  private static final Pattern FIELD = Pattern.compile("\"([^\"]*)\"|([^,]+)");
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Tier(long from, BigDecimal price) {}

  private record Table(String name, boolean byVolume, List<Tier> tiers) {}

  @Test
  void every_table_is_charged_band_by_band_as_it_says() throws IOException {
    Optional<Path> shared = SharedData.folder("SerproTablesTest");
    if (shared.isEmpty()) {
      return;
    }
    List<Table> tables = tables(shared.get());
    assertThat(tables).extracting(Table::name).contains("05_Consulta_Renda", "09_Consulta_CND");
    for (Table table : tables) {
      Quotes quotes = new Quotes(PriceCatalogue.of(List.of(PriceBooks.read("t", book(table)))));
      for (Tier tier : table.tiers()) {
        for (long month : new long[] {tier.from(), tier.from() + 1, tier.from() + 777}) {
          assertThat(amount(quotes, "table", month))
              .as("%s, %d a month", table.name(), month)
              .isEqualByComparingTo(expected(table, month));
        }
      }
    }
  }

  /// The examples that stand in the tables of Renda and CND.
  @ParameterizedTest
  @CsvSource({
    "consulta-renda,        100,       149.055",
    "consulta-renda,    1500000,   2275492.415",
    "consulta-renda,          5,         0",
    "consulta-cnd,        20000,     16268.50",
  })
  void the_shipped_book_gives_what_the_worked_examples_give(
      String sku, long month, BigDecimal expected) {
    assertThat(amount(new Quotes(PriceCatalogue.shipped()), sku, month))
        .isEqualByComparingTo(expected);
  }

  /// Both readings of the annex of CPF, at its widest jump, computed by hand.
  @ParameterizedTest
  @CsvSource({
    "consulta-cpf,                     999,    658.341",
    "consulta-cpf,                    1000,    658.906",
    "consulta-cpf,                   10000,   5743.697",
    "consulta-divida-ativa,           1000,    658.906",
    "consulta-faturamento,               6,      3.662",
    "datavalid-completa,              1000,   3499.83",
    "integra-contador-emissao,         501,    160.29",
    "senatran-imagem,                50001, 124502.19",
  })
  void a_month_of_the_other_products_is_graduated(String sku, long month, BigDecimal expected) {
    assertThat(amount(new Quotes(PriceCatalogue.shipped()), sku, month))
        .isEqualByComparingTo(expected);
  }

  private static BigDecimal amount(Quotes quotes, String sku, long month) {
    JsonNode request =
        JSON.createObjectNode()
            .put("provider", "serpro")
            .put("sku", sku)
            .put("at", AT.toString())
            .set("quantities", JSON.createObjectNode().put("query", month));
    Quote quote = quotes.quote(request, AT);
    assertThat(quote.unpriced()).isEmpty();
    return Optional.ofNullable(quote.amount()).orElseThrow();
  }

  /// By hand: each query its own band's price, or all that are not free the last one's.
  private static BigDecimal expected(Table table, long month) {
    BigDecimal sum = BigDecimal.ZERO;
    List<Tier> tiers = table.tiers();
    BigDecimal reached = BigDecimal.ZERO;
    for (Tier tier : tiers) {
      reached = month >= tier.from() ? tier.price() : reached;
    }
    for (int i = 0; i < tiers.size(); i++) {
      long before = tiers.get(i).from() - 1;
      long last = i + 1 < tiers.size() ? tiers.get(i + 1).from() - 1 : Long.MAX_VALUE;
      long within = Math.max(0, Math.min(month, last) - before);
      boolean free = tiers.get(i).price().signum() == 0;
      BigDecimal price = table.byVolume() && !free ? reached : tiers.get(i).price();
      sum = sum.add(price.multiply(BigDecimal.valueOf(within)));
    }
    return sum;
  }

  private static List<Table> tables(Path shared) throws IOException {
    List<Table> tables = new ArrayList<>();
    try (Stream<Path> files = Files.walk(shared.resolve(TABLES))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".csv")).sorted().toList()) {
        String text = Files.readString(file);
        List<Tier> tiers = tiers(text);
        if (!tiers.isEmpty()) {
          String name = file.getName(file.getNameCount() - 2).toString();
          tables.add(new Table(name, text.contains("VOLUME TOTAL"), tiers));
        }
      }
    }
    return tables;
  }

  /// Rows of number, from, to, price.
  private static List<Tier> tiers(String text) {
    List<Tier> tiers = new ArrayList<>();
    for (String line : text.lines().filter(each -> each.matches("\\d+,.*")).toList()) {
      List<String> fields = new ArrayList<>();
      Matcher field = FIELD.matcher(line);
      while (field.find()) {
        fields.add(field.group(1) == null ? field.group(2) : field.group(1));
      }
      long from = Long.parseLong(fields.get(1).replaceAll("[^0-9]", ""));
      String price = fields.get(3).replace("R$", "").replaceAll("\\(.*", "").strip();
      BigDecimal value = new BigDecimal(price.contains(",") ? price.replace(",", ".") : price);
      // "8.000.000+" begins where the band before it ends.
      boolean taken = !tiers.isEmpty() && fields.get(1).endsWith("+");
      tiers.add(new Tier(taken ? from + 1 : from, value));
    }
    return tiers;
  }

  private static String book(Table table) {
    StringBuilder book =
        new StringBuilder(
            """
            book: table
            version: 2026-11-28
            currency: BRL
            source: a table of SERPRO's
            providers: [serpro]
            skus:
              - sku: table
                prices:
                  - valid-from: 2025-12-01
                    unit: query
                    query:
                      tariff: %s
                      bands:
            """
                .formatted(table.byVolume() ? "volume" : "graduated"));
    for (Tier tier : table.tiers()) {
      book.append("            - {from: %d, price: %s}%n".formatted(tier.from(), tier.price()));
    }
    return book.toString();
  }
}
