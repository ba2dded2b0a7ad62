// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

/// A half-open stretch of time, in nanoseconds since 1970 UTC: `from` belongs to it, `to` does not.
public record TimeRange(long fromEpochNanos, long toEpochNanos) {

  public TimeRange {
    if (fromEpochNanos >= toEpochNanos) {
      throw new IllegalArgumentException(
          "time range: from (" + fromEpochNanos + ") must be before to (" + toEpochNanos + ")");
    }
  }

  public boolean contains(long epochNanos) {
    return epochNanos >= fromEpochNanos && epochNanos < toEpochNanos;
  }
}
