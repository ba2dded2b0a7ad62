// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import io.farol.model.Metric;
import io.farol.model.MetricKind;
import io.farol.model.Temporality;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A metric and its data points while they are being read, of either encoding.
final class RawMetric {

  /// Which of OTLP's kinds its data are.
  enum Shape {
    GAUGE,
    SUM,
    HISTOGRAM,
    EXPONENTIAL_HISTOGRAM,
    SUMMARY
  }

  /// The wire's numbers and names.
  enum AggregationTemporality {
    UNSPECIFIED,
    DELTA,
    CUMULATIVE
  }

  String name = "";
  String unit = "";
  String description = "";
  @Nullable Shape shape;
  int temporality;
  boolean monotonic;
  final List<RawPoint> points = new ArrayList<>(1);

  /// Points of a kind that another one of the same metric replaced, as protobuf has it.
  long replaced;

  /// Data of this kind follow.
  void begin(Shape next) {
    if (shape != null && shape != next) {
      replaced += points.size();
      points.clear();
    }
    shape = next;
  }

  /// Why none of its points can be kept, or null.
  @Nullable String fault() {
    if (name.isEmpty()) {
      return "a metric has no name; name the instrument";
    }
    boolean timed = shape != Shape.GAUGE && shape != Shape.SUMMARY;
    if (timed && temporality() == null) {
      return "aggregationTemporality is missing; send 1 for delta or 2 for cumulative";
    }
    return null;
  }

  /// Only after [#fault] gave null.
  Metric metric() {
    return new Metric(name, unit, description, kind());
  }

  private MetricKind kind() {
    Temporality known = temporality() == null ? Temporality.CUMULATIVE : temporality();
    return switch (shape) {
      case null -> new MetricKind.Gauge();
      case GAUGE -> new MetricKind.Gauge();
      case SUM -> new MetricKind.Sum(known, monotonic);
      case HISTOGRAM -> new MetricKind.Histogram(known);
      case EXPONENTIAL_HISTOGRAM -> new MetricKind.ExponentialHistogram(known);
      case SUMMARY -> new MetricKind.Summary();
    };
  }

  private @Nullable Temporality temporality() {
    return switch (temporality) {
      case 1 -> Temporality.DELTA;
      case 2 -> Temporality.CUMULATIVE;
      default -> null;
    };
  }
}
