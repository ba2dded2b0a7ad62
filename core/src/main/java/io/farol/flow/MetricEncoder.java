// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

import io.farol.model.Exemplar;
import io.farol.model.Measure;
import io.farol.model.Metric;
import io.farol.model.MetricSample;
import java.util.List;

/// Writes the metrics of a batch as [BatchCodec] describes. Confined to one thread, used once.
final class MetricEncoder {

  private final ByteSink out;
  private final BatchEncoder batch;

  MetricEncoder(ByteSink out, BatchEncoder batch) {
    this.out = out;
    this.batch = batch;
  }

  void sample(MetricSample sample) {
    metric(sample.metric());
    batch.origin(sample.origin());
    batch.attributes(sample.attributes());
    out.maybe(sample.startEpochNanos(), out::signed);
    out.signed(sample.atEpochNanos());
    out.maybe(sample.measure(), this::measure);
    batch.each(sample.exemplars(), this::exemplar);
  }

  void metric(Metric metric) {
    out.string(metric.name());
    out.string(metric.unit());
    out.string(metric.description());
    out.octet(metric.kind().number());
  }

  private void measure(Measure measure) {
    switch (measure) {
      case Measure.Whole(long value) -> {
        out.octet(0);
        out.signed(value);
      }
      case Measure.Real(double value) -> {
        out.octet(1);
        out.real(value);
      }
      case Measure.Histogram histogram -> {
        out.octet(2);
        batch.each(histogram.bounds(), out::real);
        batch.each(histogram.counts(), out::varint);
        out.maybe(histogram.sum(), out::real);
        out.maybe(histogram.min(), out::real);
        out.maybe(histogram.max(), out::real);
      }
      case Measure.ExponentialHistogram histogram -> {
        out.octet(3);
        out.signed(histogram.scale());
        out.varint(histogram.zeroCount());
        out.real(histogram.zeroThreshold());
        for (Measure.Buckets buckets : List.of(histogram.positive(), histogram.negative())) {
          out.signed(buckets.offset());
          batch.each(buckets.counts(), out::varint);
        }
        out.maybe(histogram.sum(), out::real);
        out.maybe(histogram.min(), out::real);
        out.maybe(histogram.max(), out::real);
      }
      case Measure.Summary summary -> {
        out.octet(4);
        out.varint(summary.count());
        out.real(summary.sum());
        batch.each(
            summary.quantiles(),
            quantile -> {
              out.real(quantile.quantile());
              out.real(quantile.value());
            });
      }
    }
  }

  private void exemplar(Exemplar exemplar) {
    out.signed(exemplar.atEpochNanos());
    measure(exemplar.value());
    out.maybe(exemplar.span(), batch::key);
    batch.attributes(exemplar.attributes());
  }
}
