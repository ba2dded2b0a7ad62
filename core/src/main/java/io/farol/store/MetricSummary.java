// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store;

import io.farol.model.Metric;

/// A metric and how much there is of it in a range.
///
/// @param metric with the alphabetically last of its descriptions
/// @param series how many
/// @param samples of all series
/// @param lastEpochNanos when the newest was measured
public record MetricSummary(Metric metric, long series, long samples, long lastEpochNanos) {}
