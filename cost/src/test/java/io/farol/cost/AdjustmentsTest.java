// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farol.cost.price.PriceCatalogue;
import io.farol.model.LedgerEntry.Charge;
import io.farol.model.Money;
import io.farol.model.Outcome;
import io.farol.model.Provenance;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AdjustmentsTest {

  private final Charge charge =
      (Charge)
          new ListRater(PriceCatalogue.shipped())
              .rate(
                  "default",
                  Facts.http(
                          "serpro", "GET /consulta-cpf-df/v2/cpf/{ni}", new Outcome.Succeeded(200))
                      .fact())
              .getFirst();

  @Test
  void the_month_reached_a_cheaper_band() {
    Charge entry =
        Adjustments.adjust(charge, brl("0.565"), "fatura de novembro: faixa 2").orElseThrow();

    assertThat(entry.amount()).isEqualTo(brl("-0.094"));
    assertThat(entry.amount().plus(charge.amount())).isEqualTo(brl("0.565"));
    assertThat(entry.how()).isEqualTo(Provenance.ADJUSTED);
    assertThat(entry.adjusts()).isEqualTo(charge.id());
    assertThat(entry.id()).matches("[0-9a-f]{32}").isNotEqualTo(charge.id());
    assertThat(entry.subject()).isEqualTo(charge.subject());
    assertThat(entry.kind()).isEqualTo("query");
    assertThat(entry.price().source()).isEqualTo("fatura de novembro: faixa 2");
  }

  @Test
  void the_same_correction_has_the_same_id_and_another_has_another() {
    String id = Adjustments.adjust(charge, brl("0.5"), "a").orElseThrow().id();

    assertThat(Adjustments.adjust(charge, brl("0.500"), "a").orElseThrow().id()).isEqualTo(id);
    assertThat(Adjustments.adjust(charge, brl("0.4"), "a").orElseThrow().id()).isNotEqualTo(id);
    assertThat(Adjustments.adjust(charge, brl("0.5"), "b").orElseThrow().id()).isNotEqualTo(id);
  }

  @Test
  void a_second_correction_starts_from_the_first() {
    Charge first = Adjustments.adjust(charge, brl("0.5"), "first").orElseThrow();
    Charge second = Adjustments.adjust(charge, List.of(first), brl("0.6"), "second").orElseThrow();

    assertThat(charge.amount().plus(first.amount()).plus(second.amount())).isEqualTo(brl("0.6"));
    assertThat(Adjustments.adjust(charge, List.of(first), brl("0.5"), "again")).isEmpty();
  }

  @Test
  void a_quantity_is_corrected_at_its_own_price() {
    Charge entry = Adjustments.adjust(charge, BigDecimal.ZERO, "trial query").orElseThrow();

    assertThat(entry.quantity()).isEqualByComparingTo("-1");
    assertThat(entry.unit()).isEqualTo("query");
    assertThat(entry.unitPrice()).isEqualByComparingTo("0.659");
    assertThat(entry.amount()).isEqualTo(brl("-0.659"));
    assertThat(Adjustments.adjust(charge, BigDecimal.ONE, "nothing")).isEmpty();
  }

  @Test
  void what_cannot_be_is_refused() {
    assertThatThrownBy(() -> Adjustments.adjust(charge, new Money(BigDecimal.ONE, "USD"), "wrong"))
        .hasMessageContaining("its amount is in BRL, the correction in USD; convert it first");
    assertThatThrownBy(() -> Adjustments.adjust(charge, new BigDecimal("-1"), "wrong"))
        .hasMessageContaining("a quantity is 0 or more");
    assertThatThrownBy(() -> Adjustments.adjust(charge, List.of(charge), brl("0.5"), "not its own"))
        .hasMessageContaining("does not correct it");
  }

  private static Money brl(String amount) {
    return new Money(new BigDecimal(amount), "BRL");
  }
}
