// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One data point of a metric. Its series is all that share metric, origin and attributes.
///
/// @param metric what was measured
/// @param origin who sent it
/// @param attributes what tells this series from others of the metric, with the scope's name and
///   what else of the sender stands on its spans
/// @param startEpochNanos since when it was counted, in nanoseconds since 1970 UTC; null when
///   nobody said
/// @param atEpochNanos when it was measured
/// @param measure what was measured, of the metric's kind; null when the sender says that there is
///   no value any more
/// @param exemplars values that went into it, as sent
public record MetricSample(
    Metric metric,
    Origin origin,
    Map<String, Value> attributes,
    @Nullable Long startEpochNanos,
    long atEpochNanos,
    @Nullable Measure measure,
    List<Exemplar> exemplars) {

  public MetricSample {
    attributes = new Value.Fields(attributes).values();
    exemplars = List.copyOf(exemplars);
    if (measure != null && !fits(metric.kind(), measure)) {
      throw new IllegalArgumentException(
          "metric sample: a %s cannot say a %s"
              .formatted(
                  metric.kind().getClass().getSimpleName(), measure.getClass().getSimpleName()));
    }
  }

  private static boolean fits(MetricKind kind, Measure measure) {
    return switch (kind) {
      case MetricKind.Gauge gauge -> measure instanceof Measure.Scalar;
      case MetricKind.Sum sum -> measure instanceof Measure.Scalar;
      case MetricKind.Histogram histogram -> measure instanceof Measure.Histogram;
      case MetricKind.ExponentialHistogram histogram ->
          measure instanceof Measure.ExponentialHistogram;
      case MetricKind.Summary summary -> measure instanceof Measure.Summary;
    };
  }
}
