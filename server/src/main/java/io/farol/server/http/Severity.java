// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// OTLP's severity numbers by name: each name has four of them, the first is meant.
enum Severity {
  TRACE,
  DEBUG,
  INFO,
  WARN,
  ERROR,
  FATAL;

  private static final int STEP = 4;

  /// The name of a number; null for 0, unset.
  static @Nullable String name(int number) {
    return number == 0 ? null : values()[(number - 1) / STEP].name().toLowerCase(Locale.ROOT);
  }

  /// The least number that is meant by a name or a number; null for null.
  ///
  /// @throws Problem when it is neither
  static @Nullable Integer parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    for (Severity each : values()) {
      if (each.name().equalsIgnoreCase(text)) {
        return each.ordinal() * STEP + 1;
      }
    }
    if (text.matches("[1-9]|1\\d|2[0-4]")) {
      return Integer.valueOf(text);
    }
    throw Problem.parameter(
        "severity",
        "\"" + text + "\" is not a severity",
        "use trace, debug, info, warn, error, fatal, or OTLP's number from 1 to 24");
  }
}
