// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.cost.price.Finding.Found;
import io.farol.cost.price.Finding.Missing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PriceCatalogueTest {

  private static final Instant AT = Instant.parse("2026-11-25T12:00:00Z");

  @TempDir Path directory;

  private final PriceCatalogue catalogue = PriceCatalogue.shipped();

  @ParameterizedTest
  @CsvSource({
    "openai,           gpt-4.1,                              openai/gpt-4.1",
    "OpenAI,           gpt-4.1-2025-04-14,                   openai/gpt-4.1",
    "OPEN_AI,          GPT-4.1-20250414,                     openai/gpt-4.1",
    "openai.chat,      openai/gpt-4o,                        openai/gpt-4o",
    "openai,           gpt-4o-2024-11-20,                    openai/gpt-4o",
    "openai,           gpt-4o-2024-05-13,                    openai/gpt-4o-2024-05-13",
    "openai,           gpt-5-chat-latest,                    openai/gpt-5",
    "openai,           o3-mini-2025-01-31,                   openai/o3-mini",
    "openai,           gpt-5.6,                              openai/gpt-5.6-sol",
    "openai,           text-embedding-3-small,               openai/text-embedding-3-small",
    "azure,            azure/gpt-4.1-mini,                   azure-openai/gpt-4.1-mini",
    "azure-openai,     gpt-35-turbo,                         azure-openai/gpt-3.5-turbo",
    "AZURE_OPEN_AI,    gpt-4.1-nano-2025-04-14,              azure-openai/gpt-4.1-nano",
    "az.ai.inference,  gpt-4o,                               azure-openai/gpt-4o"
  })
  void names_are_found_in_all_their_forms(String provider, String model, String expected) {
    assertThat(catalogue.findModel(provider, List.of(model), AT, null))
        .isInstanceOfSatisfying(
            Found.class,
            found ->
                assertThat(found.book().name() + "/" + found.sku().name()).isEqualTo(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "openai,    gpt-4.1-nonsense, price book openai does not list model gpt-4.1-nonsense",
    "openai,    azure/gpt-4.1,    price book openai does not list model azure/gpt-4.1",
    "azure,     my-deployment,    price book azure-openai does not list model my-deployment",
    "anthropic, gpt-4.1,          no price book for provider anthropic"
  })
  void what_is_not_there_is_missing_with_its_reason(String provider, String model, String reason) {
    assertThat(catalogue.findModel(provider, List.of(model), AT, null))
        .isEqualTo(new Missing(reason));
  }

  @Test
  void a_teams_own_book_goes_first_and_a_namesake_replaces() throws IOException {
    String ours =
        """
        book: regional
        version: 2026-11-25
        currency: USD
        source: our agreement
        providers: [azure]
        resells: [openai]
        skus:
          - sku: gpt-4.1-regional
            models: [gpt-4.1, {starts-with: our-}]
            prices:
              - {valid-from: 2026-01-01, unit: million tokens, input: 2.20, output: 8.80}
        """;
    Files.writeString(directory.resolve("regional.yaml"), ours);
    PriceCatalogue mixed = PriceCatalogue.withDirectory(directory);

    assertThat(found(mixed, "azure", "gpt-4.1-2025-04-14").sku().name())
        .isEqualTo("gpt-4.1-regional");
    assertThat(found(mixed, "azure", "our-assistant").book().name()).isEqualTo("regional");
    assertThat(found(mixed, "azure", "gpt-4o").book().name()).isEqualTo("openai");
    assertThat(found(mixed, "openai", "gpt-4.1").book().name()).isEqualTo("openai");

    Files.writeString(
        directory.resolve("regional.yaml"), ours.replace("book: regional", "book: openai"));
    assertThat(PriceCatalogue.withDirectory(directory).books())
        .extracting(PriceBook::name)
        .containsExactly("openai", "azure-openai", "serpro", "whatsapp");
    assertThat(PriceCatalogue.withDirectory(directory.resolve("nowhere")).books())
        .extracting(PriceBook::name)
        .containsExactly("openai", "azure-openai", "serpro", "whatsapp");
  }

  @Test
  void a_class_of_service_is_taken_from_the_next_book_that_has_it() {
    PriceBook standardOnly =
        PriceBooks.read(
            "ours.yaml",
            """
            book: ours
            version: 2026-11-25
            currency: USD
            source: our agreement
            providers: [openai]
            skus:
              - sku: gpt-4.1
                prices: [{valid-from: 2026-01-01, unit: million tokens, input: 1.00}]
            """);
    PriceCatalogue mixed = catalogue.preferring(List.of(standardOnly));

    assertThat(found(mixed, "openai", "gpt-4.1").book().name()).isEqualTo("ours");
    assertThat(mixed.findModel("openai", List.of("gpt-4.1"), AT, "batch"))
        .isInstanceOfSatisfying(
            Found.class, found -> assertThat(found.book().name()).isEqualTo("openai"));
    assertThat(mixed.findModel("openai", List.of("gpt-4.1"), AT, "flex"))
        .isEqualTo(new Missing("price book ours has no flex price of gpt-4.1"));
  }

  @Test
  void hours_of_the_day_go_before_the_rest_of_it() {
    PriceCatalogue night =
        PriceCatalogue.of(
            List.of(
                PriceBooks.read(
                    "night.yaml",
                    """
                    book: night
                    version: 2026-11-25
                    currency: USD
                    source: a list
                    providers: [night]
                    skus:
                      - sku: owl
                        prices:
                          - {valid-from: 2026-01-01, unit: token, input: 1.00}
                          - {valid-from: 2026-01-01, hours-utc: 22:00-06:00, unit: token, input: 0.50}
                    """)));

    assertThat(input(night, "2026-05-05T21:59:59Z")).isEqualTo("1");
    assertThat(input(night, "2026-05-05T22:00:00Z")).isEqualTo("0.5");
    assertThat(input(night, "2026-05-05T05:59:59Z")).isEqualTo("0.5");
    assertThat(input(night, "2026-05-05T06:00:00Z")).isEqualTo("1");
  }

  @Test
  void names_from_outside_do_not_fill_the_memory() {
    for (int i = 0; i < 20_000; i++) {
      assertThat(catalogue.findModel("openai", List.of("invented-" + i), AT, null))
          .isInstanceOf(Missing.class);
    }
    assertThat(catalogue.remembered()).isLessThanOrEqualTo(4_097);
    assertThat(found(catalogue, "openai", "gpt-4.1").sku().name()).isEqualTo("gpt-4.1");
  }

  private static String input(PriceCatalogue catalogue, String at) {
    Found found = (Found) catalogue.findModel("night", List.of("owl"), Instant.parse(at), null);
    return ((Rate.Flat) found.prices().rate(Tier.STANDARD, Kind.INPUT, 0).orElseThrow())
        .price()
        .toPlainString();
  }

  private static Found found(PriceCatalogue catalogue, String provider, String model) {
    return (Found) catalogue.findModel(provider, List.of(model), AT, null);
  }
}
