// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

/// Payment cards: issuer's prefix, a length that issuer uses, and the Luhn digit. Groups as printed
/// on cards, with one kind of separator. Prefixes: ISO/IEC 7812 as the networks publish them, with
/// the Brazilian ones (Elo, Hipercard) inside the ranges kept for all.
final class Cards {

  private static final int[] SHORT_MAESTRO = {
    5018, 5020, 5038, 5893, 6304, 6759, 6761, 6762, 6763, 604
  };

  private Cards() {}

  /// Whether the digits are a card's, written in groups that end where `breaks` has bits.
  static boolean matches(Digits digits, int breaks, boolean spelled) {
    int size = digits.size();
    boolean written = breaks == 0 || spelled || isPrinted(size, breaks);
    return written && size >= 12 && hasIssuer(digits) && luhn(digits);
  }

  private static boolean isPrinted(int size, int breaks) {
    int fours = 1 << 4 | 1 << 8 | 1 << 12 | 1 << 16;
    return switch (size) {
      case 14, 15 -> breaks == (1 << 4 | 1 << 10);
      case 12, 13, 16, 17, 18, 19 -> (breaks & ~fours) == 0 || (size == 19 && breaks == 1 << 6);
      default -> false;
    };
  }

  private static boolean hasIssuer(Digits digits) {
    int size = digits.size();
    int two = digits.number(0, 2);
    int three = digits.number(0, 3);
    int four = digits.number(0, 4);
    return switch (size) {
      case 12 -> isShortMaestro(four);
      case 13 -> digits.at(0) == 4;
      case 14 -> isDiners(two, three);
      case 15 -> two == 34 || two == 37 || four == 2131 || four == 1800;
      case 16 -> isSixteen(digits.at(0), two, four) || isDiners(two, three);
      case 17, 18 -> isLong(two, four);
      case 19 -> digits.at(0) == 4 || isLong(two, four);
      default -> false;
    };
  }

  private static boolean isShortMaestro(int four) {
    for (int prefix : SHORT_MAESTRO) {
      if (four == prefix) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDiners(int two, int three) {
    return (three >= 300 && three <= 305) || three == 309 || two == 36 || two == 38 || two == 39;
  }

  /// Visa; Mastercard; Mir; JCB; Maestro, Elo, Aura; Discover, Hipercard, UnionPay, RuPay; Troy.
  private static boolean isSixteen(int one, int two, int four) {
    return one == 4
        || (two >= 50 && two <= 58)
        || (four >= 2200 && four <= 2204)
        || (four >= 2221 && four <= 2720)
        || two == 35
        || two == 60
        || (two >= 62 && two <= 65)
        || two == 67
        || two == 81
        || two == 82
        || four == 9792;
  }

  /// Maestro, Discover and UnionPay issue longer numbers.
  private static boolean isLong(int two, int four) {
    return two == 62 || two == 65 || two == 67 || four == 6011 || isShortMaestro(four);
  }

  private static boolean luhn(Digits digits) {
    int sum = 0;
    for (int i = 0; i < digits.size(); i++) {
      int digit = digits.at(digits.size() - 1 - i);
      int weighed = i % 2 == 0 ? digit : digit * 2;
      sum += weighed > 9 ? weighed - 9 : weighed;
    }
    return sum % 10 == 0 && !digits.allEqual();
  }
}
