// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.config;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads sizes as people write them: `512 MiB`, `2GB`, `1048576`.
final class DataSize {

  private static final Pattern FORM = Pattern.compile("(\\d{1,15})\\s*([a-zA-Z]*)");
  private static final Map<String, Long> UNITS =
      Map.of(
          "",
          1L,
          "b",
          1L,
          "kb",
          1_000L,
          "kib",
          1L << 10,
          "mb",
          1_000_000L,
          "mib",
          1L << 20,
          "gb",
          1_000_000_000L,
          "gib",
          1L << 30);

  private DataSize() {}

  static long parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    Long unit = matcher.matches() ? UNITS.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;
    if (unit == null) {
      throw new IllegalArgumentException("not a size");
    }
    return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
  }
}
