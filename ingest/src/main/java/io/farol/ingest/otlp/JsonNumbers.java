// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// 64-bit numbers as JSON has them.
final class JsonNumbers {

  private static final BigInteger UNSIGNED_MAX = BigInteger.ONE.shiftLeft(64);
  private static final BigInteger SIGNED_MIN = BigInteger.valueOf(Long.MIN_VALUE);

  private JsonNumbers() {}

  /// A signed or unsigned whole number of 64 bits, "1.5e18" included; null when the text is none.
  static @Nullable Long whole(String text) {
    int length = text.length();
    if (length == 0 || length > 40) {
      return null;
    }
    try {
      if (length <= 18) {
        return Long.parseLong(text);
      }
      return exact(new BigDecimal(text));
    } catch (NumberFormatException notWhole) {
      return fraction(text);
    }
  }

  /// "12.0" and "1e3" are whole as well.
  private static @Nullable Long fraction(String text) {
    try {
      return exact(new BigDecimal(text));
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  private static @Nullable Long exact(BigDecimal number) {
    // As long: the scale of "1e2147483647" leaves no room in an int, and its digits none in memory.
    long integerDigits = number.precision() - (long) number.scale();
    if (number.signum() == 0 || integerDigits <= 0) {
      return 0L;
    }
    if (integerDigits > 20) {
      return null;
    }
    BigInteger whole = number.toBigInteger();
    boolean fits = whole.compareTo(UNSIGNED_MAX) < 0 && whole.compareTo(SIGNED_MIN) >= 0;
    return fits ? Long.valueOf(whole.longValue()) : null;
  }
}
