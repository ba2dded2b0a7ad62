// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;

/// Times of the API: RFC 3339 in UTC, nanoseconds inside.
final class Times {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private Times() {}

  static String text(long epochNanos) {
    return DateTimeFormatter.ISO_INSTANT.format(
        Instant.ofEpochSecond(
            Math.floorDiv(epochNanos, SECOND), Math.floorMod(epochNanos, SECOND)));
  }

  static long nanos(Instant instant) {
    return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), SECOND), instant.getNano());
  }

  /// @throws Problem naming the parameter
  static long parse(String parameter, String text) {
    try {
      return nanos(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException | ArithmeticException e) {
      throw Problem.parameter(
          parameter,
          "\"" + text + "\" is not a time between 1678 and 2262",
          "write it as 2026-11-24T18:37:02Z");
    }
  }
}
