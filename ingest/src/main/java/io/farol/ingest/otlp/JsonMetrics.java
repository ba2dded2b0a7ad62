// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import io.farol.ingest.dialect.Sender;
import java.io.IOException;

/// Metrics in JSON: counts data points.
final class JsonMetrics extends JsonReader<Long> {

  private static final Names NAMES =
      new Names(
          "resourceMetrics",
          "resource_metrics",
          "scopeMetrics",
          "scope_metrics",
          "metrics",
          "metrics");

  JsonMetrics(JsonIn in, Collected collected) {
    super(in, collected);
  }

  @Override
  Names names() {
    return NAMES;
  }

  @Override
  void collect(Long points, Sender sender) {
    collected.reject(points, OtlpIntake.METRICS_NOT_KEPT);
  }

  @Override
  Long record() throws IOException {
    long[] points = {0};
    in.object(
        "a metric",
        name ->
            switch (name) {
              case "gauge",
                  "sum",
                  "histogram",
                  "exponentialHistogram",
                  "exponential_histogram",
                  "summary" -> {
                in.object(name, field -> points(field, points));
                yield true;
              }
              default -> false;
            });
    return points[0];
  }

  private boolean points(String name, long[] points) throws IOException {
    if (name.equals("dataPoints") || name.equals("data_points")) {
      in.list(
          "data points",
          () -> {
            in.skip();
            points[0]++;
          });
      return true;
    }
    return false;
  }
}
