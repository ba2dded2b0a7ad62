// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store;

import io.farol.model.Tokens;
import org.jspecify.annotations.Nullable;

/// What one integration did in one step of time.
///
/// @param startEpochNanos the step's first nanosecond, a multiple of the step
/// @param integration which; null where all are taken together
/// @param exchanges how many began in it
/// @param failed how many of them failed
/// @param open how many of them have no end yet, lost ones included: neither well nor failed
/// @param messages messages they carried
/// @param p95Nanos the 95th percentile of the durations of those that ended (nearest rank), as
///   finely as [Durations] tells, or null when none did
public record Bucket(
    long startEpochNanos,
    @Nullable String integration,
    long exchanges,
    long failed,
    long open,
    long messages,
    Tokens tokens,
    @Nullable Long p95Nanos,
    Spending spending) {}
