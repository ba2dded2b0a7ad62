// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

/// OTLP's kinds of metric, each with what tells how to add its samples up.
public sealed interface MetricKind {

  /// A value as it was at a time; adding values up means nothing.
  record Gauge() implements MetricKind {}

  /// @param monotonic it only grows, but for resets
  record Sum(Temporality temporality, boolean monotonic) implements MetricKind {}

  record Histogram(Temporality temporality) implements MetricKind {}

  record ExponentialHistogram(Temporality temporality) implements MetricKind {}

  /// Quantiles as their sender computed them, counted from a fixed start.
  record Summary() implements MetricKind {}
}
