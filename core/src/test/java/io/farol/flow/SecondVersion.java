// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

import io.farol.model.Exemplar;
import io.farol.model.LogLine;
import io.farol.model.Measure;
import io.farol.model.Metric;
import io.farol.model.MetricKind;
import io.farol.model.MetricSample;
import io.farol.model.Origin;
import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import io.farol.model.TraceId;
import io.farol.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What `batch-2.bin` holds beside facts, which are as in the first version: metrics of every kind.
final class SecondVersion {

  private static final Origin ORIGIN = new Origin("assistente", "production", null, null, "pod-1");

  private SecondVersion() {}

  static CleanBatch batch() {
    List<MetricSample> samples = new ArrayList<>();
    for (MetricKind kind : MetricKind.ALL) {
      samples.add(
          new MetricSample(
              new Metric("m", "ms", "em palavras", kind),
              ORIGIN,
              Map.of("rota", Value.of("/cpf")),
              kind.number() % 2 == 0 ? null : (Long) 5L,
              1_000 + kind.number(),
              measure(kind),
              List.of(
                  new Exemplar(
                      7,
                      new Measure.Whole(-3),
                      new SpanKey(new TraceId(1, 2), new SpanId(3)),
                      Map.of("u", Value.of(1))),
                  new Exemplar(8, new Measure.Real(0.25), null, Map.of()))));
    }
    samples.add(
        new MetricSample(
            new Metric("gone", "", "", new MetricKind.Gauge()),
            ORIGIN,
            Map.of(),
            null,
            2_000,
            null,
            List.of()));
    LogLine line = new LogLine(ORIGIN, 17, 9, null, null, Value.of("olá"), Map.of());
    return CleanBatch.redact(
        new DraftBatch(
            "prefeitura",
            1_795_608_000_000_000_000L,
            List.of(),
            List.of(line),
            samples,
            Tally.of(Signal.METRICS, samples.size(), 1, 0)),
        (key, raw) -> raw);
  }

  private static Measure measure(MetricKind kind) {
    return switch (kind) {
      case MetricKind.Gauge gauge -> new Measure.Real(Double.NaN);
      case MetricKind.Sum sum -> new Measure.Whole(Long.MAX_VALUE);
      case MetricKind.Histogram histogram ->
          new Measure.Histogram(List.of(0.5, 2.0), List.of(1L, 0L, 300L), 4.5, -1.0, null);
      case MetricKind.ExponentialHistogram histogram ->
          new Measure.ExponentialHistogram(
              -3,
              1,
              0.25,
              new Measure.Buckets(-5, List.of(1L, 0L, 3L)),
              new Measure.Buckets(2, List.of(2L)),
              null,
              null,
              9.0);
      case MetricKind.Summary summary ->
          new Measure.Summary(9, 3.5, List.of(new Measure.Quantile(0.5, 1.5)));
    };
  }
}
