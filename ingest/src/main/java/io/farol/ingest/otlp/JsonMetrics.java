// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import io.farol.ingest.dialect.Sender;
import io.farol.ingest.otlp.RawMetric.AggregationTemporality;
import io.farol.ingest.otlp.RawMetric.Shape;
import java.io.IOException;

/// Metric in JSON, with its data points read by [JsonPoints].
final class JsonMetrics extends JsonReader<RawMetric> {

  private static final Names NAMES =
      new Names(
          "resourceMetrics",
          "resource_metrics",
          "scopeMetrics",
          "scope_metrics",
          "metrics",
          "metrics");

  private final JsonPoints points;

  JsonMetrics(JsonIn in, Collected collected) {
    super(in, collected);
    this.points = new JsonPoints(in, values);
  }

  @Override
  Names names() {
    return NAMES;
  }

  @Override
  void collect(RawMetric metric, Sender sender) {
    collected.metric(metric, sender);
  }

  @Override
  RawMetric record() throws IOException {
    RawMetric metric = new RawMetric();
    in.object("a metric", name -> field(name, metric));
    return metric;
  }

  private boolean field(String name, RawMetric metric) throws IOException {
    switch (name) {
      case "name" -> metric.name = in.text();
      case "unit" -> metric.unit = in.text();
      case "description" -> metric.description = in.text();
      case "gauge" -> data(name, metric, Shape.GAUGE);
      case "sum" -> data(name, metric, Shape.SUM);
      case "histogram" -> data(name, metric, Shape.HISTOGRAM);
      case "exponentialHistogram", "exponential_histogram" ->
          data(name, metric, Shape.EXPONENTIAL_HISTOGRAM);
      case "summary" -> data(name, metric, Shape.SUMMARY);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void data(String what, RawMetric metric, Shape shape) throws IOException {
    metric.begin(shape);
    in.object(
        what,
        name -> {
          switch (name) {
            case "dataPoints", "data_points" ->
                in.list(
                    name,
                    () -> {
                      if (collected.admit()) {
                        metric.points.add(points.read());
                      } else {
                        in.skip();
                      }
                    });
            case "aggregationTemporality", "aggregation_temporality" ->
                metric.temporality = in.constant(AggregationTemporality.values());
            case "isMonotonic", "is_monotonic" -> metric.monotonic = in.text().equals("true");
            default -> {
              return false;
            }
          }
          return true;
        });
  }
}
