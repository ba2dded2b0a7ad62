// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.cost.price.PriceCatalogue;
import io.farol.model.Detail;
import io.farol.model.Fact;
import io.farol.model.FactKey;
import io.farol.model.LedgerEntry;
import io.farol.model.LedgerEntry.Charge;
import io.farol.model.LedgerEntry.Unpriced;
import io.farol.model.Outcome;
import io.farol.model.Provenance;
import io.farol.model.Span;
import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import io.farol.model.SpanKind;
import io.farol.model.Timing;
import io.farol.model.TraceId;
import io.farol.model.Value;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a delivered message costs. Prices: shared/reference/platforms.md, section 1.7.
final class DeliveryTest {

  private static final SpanKey SENDING = new SpanKey(new TraceId(1, 2), new SpanId(3));
  private static final SpanKey MESSAGE = new SpanKey(new TraceId(8, 9), new SpanId(10));

  private final ListRater rater = new ListRater(PriceCatalogue.shipped());

  @ParameterizedTest
  @CsvSource({
    "marketing,      2025-07-01, regular,               0.062500000 USD, COMPUTED",
    "marketing,      2026-11-25, regular,               0.062500000 USD, COMPUTED",
    "marketing_lite, 2026-11-25, regular,               0.062500000 USD, COMPUTED",
    "utility,        2026-09-30, regular,               0.006800000 USD, COMPUTED",
    "utility,        2026-09-30, free_customer_service, 0.000000000 USD, COMPUTED",
    "utility,        2026-10-01, regular,               0.006800000 USD, COMPUTED",
    "authentication, 2026-11-25, regular,               0.006800000 USD, COMPUTED",
    "service,        2026-09-30, free_customer_service, 0.000000000 USD, COMPUTED",
    "service,        2026-10-01, regular,               0.000000000 USD, ESTIMATED",
    "service,        2026-11-25, free_entry_point,      0.000000000 USD, COMPUTED",
  })
  void is_charged_by_category_and_day(
      String category, String day, String type, String amount, Provenance how) {
    Charge charge = (Charge) rate(day, category, type, "BR").getFirst();

    assertThat(charge.amount().amount().toPlainString() + " " + charge.amount().currency())
        .isEqualTo(amount);
    assertThat(charge.how()).isEqualTo(how);
    assertThat(charge.subject()).isEqualTo(SENDING);
    assertThat(charge.kind()).isEqualTo("message");
    assertThat(charge.price().book()).isEqualTo("whatsapp");
  }

  @Test
  void a_charge_names_file_line_rule_and_band() {
    Charge charge = (Charge) rate("2026-10-01", "service", "regular", "BR").getFirst();

    assertThat(charge.price().validFrom()).isEqualTo("2026-10-01");
    assertThat(charge.price().source())
        .matches("whatsapp\\.yaml line \\d+: Meta's rate card in US dollars, .*")
        .contains("; charged when delivered, at the price of utility; ")
        .endsWith("; band 1 (1–1000 a month), the month's count being unknown");
  }

  @ParameterizedTest
  @CsvSource({
    "utility,                      2026-11-25, US, price book whatsapp does not list utility messages to US",
    "utility,                      2026-11-25,   , nobody said to which country it went",
    "authentication_international, 2026-11-25, BR, price book whatsapp does not list authentication_international messages to BR",
    "something_new,                2026-11-25, BR, price book whatsapp does not list something_new messages to BR",
    "general_purpose_ai,           2026-05-13, BR, price book whatsapp has no price of general-purpose-ai for that day",
  })
  void without_a_price_is_unpriced(
      String category, String day, @Nullable String country, String reason) {
    assertThat(rate(day, category, "regular", country))
        .singleElement()
        .isInstanceOfSatisfying(
            Unpriced.class,
            unpriced -> {
              assertThat(unpriced.reason()).isEqualTo(reason);
              assertThat(unpriced.subject()).isEqualTo(SENDING);
            });
  }

  @Test
  void an_older_status_says_only_whether_it_is_billable() {
    Map<String, Value> told = told("utility", null, "BR");
    told.put("whatsapp.pricing.billable", new Value.Flag(false));

    assertThat(rater.rate("default", fact("2025-08-01", told)))
        .singleElement()
        .isInstanceOfSatisfying(
            Charge.class, charge -> assertThat(charge.amount().amount()).isEqualByComparingTo("0"));
  }

  @Test
  void however_often_it_is_told_it_has_one_id() {
    LedgerEntry first = rate("2026-11-25", "utility", "regular", "BR").getFirst();

    assertThat(rate("2026-11-25", "utility", "regular", "BR")).containsExactly(first);
    assertThat(rater.rate("other", fact("2026-11-25", told("utility", "regular", "BR"))))
        .extracting(LedgerEntry::id)
        .doesNotContain(first.id());
  }

  private List<LedgerEntry> rate(
      String day, String category, @Nullable String type, @Nullable String country) {
    return rater.rate("default", fact(day, told(category, type, country)));
  }

  private static Map<String, Value> told(
      String category, @Nullable String type, @Nullable String country) {
    Map<String, Value> told = new HashMap<>();
    told.put("farol.delivery.platform", Value.of("whatsapp"));
    told.put("whatsapp.pricing.category", Value.of(category));
    if (type != null) {
      told.put("whatsapp.pricing.type", Value.of(type));
    }
    if (country != null) {
      told.put("whatsapp.recipient.country", Value.of(country));
    }
    return told;
  }

  private static Fact fact(String day, Map<String, Value> told) {
    Span some = Facts.http("whatsapp", "deliver", new Outcome.Succeeded(200)).fact().span();
    long at = Instant.parse(day + "T12:00:00Z").getEpochSecond() * 1_000_000_000L;
    Detail.Link sending = new Detail.Link(SENDING, Map.of("farol.link", Value.of("sending")));
    return new Fact(
        new Span(
            FactKey.end(MESSAGE),
            null,
            null,
            new Timing(at, at),
            "charge",
            SpanKind.INTERNAL,
            some.origin(),
            some.status(),
            null,
            null,
            new Detail(told, List.of(), List.of(sending))),
        List.of());
  }
}
