// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import org.jspecify.annotations.Nullable;

/// The numbers a state was judged by.
///
/// @param windowSeconds length of the window
/// @param exchanges exchanges that ended in it, lost ones included
/// @param failed those of them that failed or were lost, whatever the cause
/// @param topCause the most frequent cause of failure in the API's words, `lost` among them; null
///   without a failure
/// @param p95Nanos 95th percentile of their durations; null without one
/// @param usualP95Nanos the same over the hour before the window; null where too few
/// @param lastSuccessEpochNanos end of the last success; null when none was seen
/// @param lastFailureEpochNanos end of the last failure; null when none was seen
/// @param oldestInFlightNanos age of the oldest call in flight; null without one
public record HealthEvidence(
    long windowSeconds,
    long exchanges,
    long failed,
    @Nullable String topCause,
    @Nullable Long p95Nanos,
    @Nullable Long usualP95Nanos,
    @Nullable Long lastSuccessEpochNanos,
    @Nullable Long lastFailureEpochNanos,
    @Nullable Long oldestInFlightNanos) {

  /// Failed by all; null without an exchange.
  public @Nullable Double errorRatio() {
    return exchanges == 0 ? null : (double) failed / exchanges;
  }

  public @Nullable Double p95Millis() {
    return p95Nanos == null ? null : p95Nanos / 1e6;
  }
}
