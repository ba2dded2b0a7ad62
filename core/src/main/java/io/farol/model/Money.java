// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// An exact amount in a named currency, kept to nine decimal places.
///
/// @param amount scale 9, rounded half-even where arithmetic gave more
/// @param currency ISO 4217, `BRL`
public record Money(BigDecimal amount, String currency) {

  /// Decimal places kept.
  public static final int SCALE = 9;

  public Money {
    if (!isCode(currency)) {
      throw new IllegalArgumentException(
          "money: currency \"" + currency + "\" is not three capital letters");
    }
    amount = amount.setScale(SCALE, RoundingMode.HALF_EVEN);
  }

  /// @throws IllegalArgumentException when the currencies differ: amounts are never mixed
  public Money plus(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException("money: cannot add " + other.currency + " to " + currency);
    }
    return new Money(amount.add(other.amount), currency);
  }

  private static boolean isCode(String currency) {
    if (currency.length() != 3) {
      return false;
    }
    for (int i = 0; i < 3; i++) {
      if (currency.charAt(i) < 'A' || currency.charAt(i) > 'Z') {
        return false;
      }
    }
    return true;
  }
}
