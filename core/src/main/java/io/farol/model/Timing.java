// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

import org.jspecify.annotations.Nullable;

/// When something began and, if it has, ended, by its sender's clock.
///
/// @param startEpochNanos nanoseconds since 1970 UTC
/// @param endEpochNanos the same, never before the start; null while it is open or when nobody said
public record Timing(long startEpochNanos, @Nullable Long endEpochNanos) {

  public Timing {
    if (endEpochNanos != null && endEpochNanos < startEpochNanos) {
      endEpochNanos = startEpochNanos;
    }
  }

  public @Nullable Long durationNanos() {
    return endEpochNanos == null ? null : endEpochNanos - startEpochNanos;
  }
}
