// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost.price;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A price of one kind.
public sealed interface Rate {

  /// How many units the book's figure is for: 1,000,000 for "million tokens".
  long per();

  /// What a quantity costs, as one part or, where it reaches over several bands, as several. The
  /// quantity is counted from the first of the month where there are bands.
  ///
  /// @param quantity above 0
  List<Portion> portions(BigDecimal quantity);

  /// @param quantity units at this price
  /// @param unitPrice price of one unit, exact where the division ends, else to 34 digits
  /// @param amount quantity × price, with the same exactness
  /// @param band the band it falls in, or null where there are none
  record Portion(
      BigDecimal quantity, BigDecimal unitPrice, BigDecimal amount, @Nullable Band band) {}

  /// The same price for every unit.
  ///
  /// @param price of `per` units, 0 or more
  record Flat(BigDecimal price, long per) implements Rate {
    public Flat {
      price = price.stripTrailingZeros();
    }

    @Override
    public List<Portion> portions(BigDecimal quantity) {
      return List.of(portion(quantity, price, per, null));
    }
  }

  /// A price that falls with what was taken in the month.
  ///
  /// @param bands ascending, the first from 1
  record Banded(Tariff tariff, List<Band> bands, long per) implements Rate {
    public Banded {
      bands = List.copyOf(bands);
    }

    @Override
    public List<Portion> portions(BigDecimal quantity) {
      List<Portion> portions = new ArrayList<>();
      switch (tariff) {
        case VOLUME -> {
          Band reached = bands.getFirst();
          for (Band band : bands) {
            if (quantity.compareTo(BigDecimal.valueOf(band.from())) >= 0) {
              reached = band;
            }
          }
          BigDecimal free = BigDecimal.ZERO;
          for (Band band : bands) {
            if (band != reached && band.price().signum() == 0 && band.to() != null) {
              BigDecimal last = BigDecimal.valueOf(band.to());
              portions.add(portion(last.subtract(free), band.price(), per, band));
              free = last;
            }
          }
          portions.add(portion(quantity.subtract(free), reached.price(), per, reached));
        }
        case GRADUATED -> {
          for (Band band : bands) {
            BigDecimal before = BigDecimal.valueOf(band.from() - 1);
            BigDecimal last =
                band.to() == null ? quantity : quantity.min(BigDecimal.valueOf(band.to()));
            if (last.compareTo(before) > 0) {
              portions.add(portion(last.subtract(before), band.price(), per, band));
            }
          }
        }
      }
      return portions;
    }
  }

  /// How bands apply to a month.
  enum Tariff {
    /// Every unit costs what its own band says.
    GRADUATED,
    /// Every unit of the month costs what the band reached says; those of a free band at the
    /// beginning stay free.
    VOLUME
  }

  /// @param number from 1
  /// @param from the first unit of the month in this band, counted from 1
  /// @param to the last, or null for the last band
  record Band(int number, long from, @Nullable Long to, BigDecimal price) {
    public Band {
      price = price.stripTrailingZeros();
    }

    /// `band 1 (1–999 a month)`
    public String label() {
      return "band %d (%s a month)"
          .formatted(number, to == null ? "from " + from : from + "–" + to);
    }
  }

  private static Portion portion(
      BigDecimal quantity, BigDecimal price, long per, @Nullable Band band) {
    return new Portion(
        quantity, quotient(price, per), quotient(price.multiply(quantity), per), band);
  }

  /// Dividing by a power of ten only moves the point: the common case, and the hot one.
  private static BigDecimal quotient(BigDecimal value, long per) {
    if (per == 1) {
      return plain(value);
    }
    if (per == 1_000) {
      return value.movePointLeft(3);
    }
    if (per == 1_000_000) {
      return value.movePointLeft(6);
    }
    return plain(value.divide(BigDecimal.valueOf(per), MathContext.DECIMAL128));
  }

  private static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
