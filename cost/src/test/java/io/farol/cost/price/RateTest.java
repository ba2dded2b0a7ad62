// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.farol.cost.price.Rate.Band;
import io.farol.cost.price.Rate.Banded;
import io.farol.cost.price.Rate.Flat;
import io.farol.cost.price.Rate.Portion;
import io.farol.cost.price.Rate.Tariff;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RateTest {

  private static final List<Band> BANDS =
      List.of(
          new Band(1, 1, 5_000L, new BigDecimal("0.8788")),
          new Band(2, 5_001, 10_000L, new BigDecimal("0.8265")),
          new Band(3, 10_001, 15_000L, new BigDecimal("0.7951")),
          new Band(4, 15_001, null, new BigDecimal("0.7533")));

  @Test
  void graduated_bands_are_filled_one_after_the_other() {
    List<Portion> portions =
        new Banded(Tariff.GRADUATED, BANDS, 1).portions(BigDecimal.valueOf(20_000));

    assertThat(portions)
        .extracting(Portion::quantity, portion -> portion.amount().doubleValue())
        .containsExactly(
            tuple(BigDecimal.valueOf(5_000), 4394.0),
            tuple(BigDecimal.valueOf(5_000), 4132.5),
            tuple(BigDecimal.valueOf(5_000), 3975.5),
            tuple(BigDecimal.valueOf(5_000), 3766.5));
    assertThat(sum(portions)).isEqualByComparingTo("16268.50");
  }

  @Test
  void a_volume_tariff_takes_the_band_reached_for_all() {
    Banded volume = new Banded(Tariff.VOLUME, BANDS, 1);

    assertThat(sum(volume.portions(BigDecimal.valueOf(5_000)))).isEqualByComparingTo("4394");
    assertThat(sum(volume.portions(BigDecimal.valueOf(5_001)))).isEqualByComparingTo("4133.3265");
    assertThat(volume.portions(BigDecimal.valueOf(20_000))).hasSize(1);
  }

  @Test
  void one_unit_more_costs_the_price_of_its_band() {
    Banded graduated = new Banded(Tariff.GRADUATED, BANDS, 1);

    for (int n : new int[] {1, 4_999, 5_000, 5_001, 10_000, 10_001, 15_000, 15_001, 99_999}) {
      BigDecimal step =
          sum(graduated.portions(BigDecimal.valueOf(n + 1L)))
              .subtract(sum(graduated.portions(BigDecimal.valueOf(n))));
      BigDecimal price =
          n + 1 <= 5_000
              ? BANDS.get(0).price()
              : n + 1 <= 10_000
                  ? BANDS.get(1).price()
                  : n + 1 <= 15_000 ? BANDS.get(2).price() : BANDS.get(3).price();
      assertThat(step).as("unit %d", n + 1).isEqualByComparingTo(price);
    }
  }

  @Test
  void a_price_by_the_minute_is_exact_to_the_second() {
    Portion portion =
        new Flat(new BigDecimal("0.006"), 60).portions(new BigDecimal("12.5")).getFirst();

    assertThat(portion.unitPrice()).isEqualTo("0.0001");
    assertThat(portion.amount()).isEqualTo("0.00125");
  }

  private static BigDecimal sum(List<Portion> portions) {
    return portions.stream().map(Portion::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
