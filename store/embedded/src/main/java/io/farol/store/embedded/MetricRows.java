// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.flow.Fingerprint;
import io.farol.model.Measure;
import io.farol.model.Metric;
import io.farol.model.MetricKind;
import io.farol.model.MetricSample;
import io.farol.store.SeriesSample;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Writes samples into table `metric` and reads them back. Confined to one thread.
final class MetricRows {

  private final Row row;

  MetricRows(Row row) {
    this.row = row;
  }

  void append(String tenant, long receivedEpochNanos, MetricSample sample) throws SQLException {
    Metric metric = sample.metric();
    Measure measure = sample.measure();
    row.begin()
        .text(tenant)
        .number(receivedEpochNanos)
        .number(sample.atEpochNanos())
        .number(Fingerprint.series(sample))
        .number(Fingerprint.of(sample))
        .maybe(sample.startEpochNanos())
        .text(metric.name())
        .text(metric.unit())
        .text(metric.description())
        .octet(metric.kind().number());
    SpanRows.origin(row, sample.origin());
    row.text(ValueJson.fields(sample.attributes()))
        .maybe(measure instanceof Measure.Whole(long value) ? (Long) value : null)
        .maybeReal(measure instanceof Measure.Real(double value) ? (Double) value : null)
        .text(MeasureJson.of(measure))
        .text(MeasureJson.of(sample.exemplars()))
        .end();
  }

  static SeriesSample read(Columns row) throws SQLException {
    return new SeriesSample(
        row.count("series"),
        new MetricSample(
            metric(row),
            ExchangeRows.origin(row),
            ValueJson.readFields(row.text("attributes")),
            row.number("start_ns"),
            row.count("at_ns"),
            measure(row),
            MeasureJson.exemplars(row.text("exemplars"))));
  }

  static Metric metric(Columns row) throws SQLException {
    return new Metric(
        row.textOr("name", ""),
        row.textOr("unit", ""),
        row.textOr("description", ""),
        MetricKind.ALL.get((int) row.count("kind")));
  }

  private static @Nullable Measure measure(Columns row) throws SQLException {
    Long whole = row.number("whole");
    Double fraction = row.real("fraction");
    String json = row.text("measure");
    if (whole != null) {
      return new Measure.Whole(whole);
    }
    if (fraction != null) {
      return new Measure.Real(fraction);
    }
    return json == null ? null : MeasureJson.read(json);
  }
}
