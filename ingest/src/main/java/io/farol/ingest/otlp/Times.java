// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import org.jspecify.annotations.Nullable;

/// Which times are believed.
final class Times {

  private Times() {}

  /// Why an OTLP time is none, or null. A value over 2^63 is seen here as negative.
  static @Nullable String fault(String name, long epochNanos) {
    if (epochNanos == 0) {
      return name + " is 0; send nanoseconds since 1970";
    }
    if (epochNanos < 0 || epochNanos > Limits.LATEST_EPOCH_NANOS) {
      return name + " lies after the year 2200; send nanoseconds since 1970";
    }
    return null;
  }
}
