// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

import java.util.List;

/// OTLP's kinds of metric, each with what tells how to add its samples up.
public sealed interface MetricKind {

  /// Every kind there is. The order is part of what is written to disk.
  List<MetricKind> ALL =
      List.of(
          new Gauge(),
          new Sum(Temporality.DELTA, false),
          new Sum(Temporality.DELTA, true),
          new Sum(Temporality.CUMULATIVE, false),
          new Sum(Temporality.CUMULATIVE, true),
          new Histogram(Temporality.DELTA),
          new Histogram(Temporality.CUMULATIVE),
          new ExponentialHistogram(Temporality.DELTA),
          new ExponentialHistogram(Temporality.CUMULATIVE),
          new Summary());

  /// Its place in [#ALL].
  default int number() {
    return ALL.indexOf(this);
  }

  /// A value as it was at a time; adding values up means nothing.
  record Gauge() implements MetricKind {}

  /// @param monotonic it only grows, but for resets
  record Sum(Temporality temporality, boolean monotonic) implements MetricKind {}

  record Histogram(Temporality temporality) implements MetricKind {}

  record ExponentialHistogram(Temporality temporality) implements MetricKind {}

  /// Quantiles as their sender computed them, counted from a fixed start.
  record Summary() implements MetricKind {}
}
