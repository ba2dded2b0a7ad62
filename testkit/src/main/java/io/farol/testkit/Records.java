// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.flow.CleanBatch;
import io.farol.flow.DraftBatch;
import io.farol.flow.Signal;
import io.farol.flow.Tally;
import io.farol.model.LogLine;
import io.farol.model.Measure;
import io.farol.model.Metric;
import io.farol.model.MetricKind;
import io.farol.model.MetricSample;
import io.farol.model.Origin;
import io.farol.model.Scope;
import io.farol.model.SpanKey;
import io.farol.model.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The small beginnings of a test about log lines and metrics.
public final class Records {

  /// Who sends where a test does not say.
  public static final Origin ORIGIN = new Origin("assistant", "production", null, null, null);

  private Records() {}

  /// A plain line of [#ORIGIN], INFO.
  public static LogLine line(long atEpochNanos, String body) {
    return line(ORIGIN, atEpochNanos, 9, null, Value.of(body));
  }

  public static LogLine line(
      Origin origin, long atEpochNanos, int severity, @Nullable SpanKey span, Value body) {
    return new LogLine(origin, atEpochNanos, severity, span, null, body, Map.of());
  }

  /// A sample of [#ORIGIN] without start, description and exemplars, in `1`.
  public static MetricSample sample(
      String name,
      MetricKind kind,
      long atEpochNanos,
      Map<String, Value> attributes,
      @Nullable Measure measure) {
    return new MetricSample(
        new Metric(name, "1", "", kind),
        ORIGIN,
        attributes,
        null,
        atEpochNanos,
        measure,
        List.of());
  }

  /// A gauge of a whole number without attributes.
  public static MetricSample gauge(String name, long atEpochNanos, long value) {
    return sample(name, new MetricKind.Gauge(), atEpochNanos, Map.of(), new Measure.Whole(value));
  }

  /// A batch of [Scope#DEFAULT_TENANT], received at noon.
  public static CleanBatch logs(LogLine... lines) {
    return batch(Scope.DEFAULT_TENANT, Drafts.NOON, List.of(lines), List.of());
  }

  /// A batch of [Scope#DEFAULT_TENANT], received at noon.
  public static CleanBatch metrics(MetricSample... samples) {
    return metrics(Drafts.NOON, samples);
  }

  public static CleanBatch metrics(long receivedEpochNanos, MetricSample... samples) {
    return batch(Scope.DEFAULT_TENANT, receivedEpochNanos, List.of(), List.of(samples));
  }

  /// A batch whose tally counts each record as accepted.
  public static CleanBatch batch(
      String tenant, long receivedEpochNanos, List<LogLine> lines, List<MetricSample> samples) {
    Tally tally =
        Tally.of(Signal.LOGS, lines.size(), 0, 0)
            .plus(Tally.of(Signal.METRICS, samples.size(), 0, 0));
    return CleanBatch.redact(
        new DraftBatch(tenant, receivedEpochNanos, List.of(), lines, samples, tally), Drafts.AS_IS);
  }
}
