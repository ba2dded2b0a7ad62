// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.search;

import io.farol.semantic.search.Vocabulary.Unit;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Numbers with their unit, with a comma or a point before the decimals. Never with both, nor with
/// marks between thousands: `1.000` would be a thousand to one reader and one to another.
final class Amounts {

  private static final Pattern NUMBER = Pattern.compile("(\\d{1,18})(?:[.,](\\d{1,9}))?([a-zµ]*)");
  private static final Map<String, Long> TIMES =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "min", 60_000_000_000L,
          "h", 3_600_000_000_000L);
  private static final Map<String, Long> SIZES =
      Map.of("", 1L, "b", 1L, "kb", 1_000L, "mb", 1_000_000L, "gb", 1_000_000_000L);

  private Amounts() {}

  /// Null when it is none.
  static @Nullable BigDecimal read(String text, Unit unit) {
    Matcher matcher = NUMBER.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return null;
    }
    String decimals = matcher.group(2);
    Long factor =
        switch (unit) {
          case TIME -> TIMES.get(matcher.group(3));
          case BYTES -> SIZES.get(matcher.group(3));
          case COUNT, MONEY -> matcher.group(3).isEmpty() ? (Long) 1L : null;
        };
    boolean broken = unit == Unit.COUNT || unit == Unit.BYTES && matcher.group(3).isEmpty();
    if (factor == null || decimals != null && broken) {
      return null;
    }
    BigDecimal number = new BigDecimal(matcher.group(1) + (decimals == null ? "" : "." + decimals));
    return number.multiply(BigDecimal.valueOf(factor)).stripTrailingZeros();
  }

  /// What such a number may look like.
  static String example(Unit unit) {
    return switch (unit) {
      case TIME -> "2s";
      case MONEY -> "0,10";
      case COUNT -> "1000";
      case BYTES -> "10kB";
    };
  }
}
