// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

import io.farol.model.Exemplar;
import io.farol.model.Measure;
import io.farol.model.Metric;
import io.farol.model.MetricKind;
import io.farol.model.MetricSample;

/// Reads the metrics of a batch as [BatchCodec] describes. Confined to one thread, used once.
final class MetricDecoder {

  private final ByteSource in;
  private final BatchDecoder batch;

  MetricDecoder(ByteSource in, BatchDecoder batch) {
    this.in = in;
    this.batch = batch;
  }

  MetricSample sample() {
    return new MetricSample(
        new Metric(in.string(), in.string(), in.string(), MetricKind.ALL.get(in.octet())),
        batch.origin(),
        batch.attributes(),
        in.maybe(in::signed),
        in.signed(),
        in.maybe(this::measure),
        in.list(this::exemplar));
  }

  private Measure measure() {
    int tag = in.octet();
    return switch (tag) {
      case 0, 1 -> scalar(tag);
      case 2 ->
          new Measure.Histogram(
              in.list(in::real),
              in.list(in::varint),
              in.maybe(in::real),
              in.maybe(in::real),
              in.maybe(in::real));
      case 3 ->
          new Measure.ExponentialHistogram(
              Math.toIntExact(in.signed()),
              in.varint(),
              in.real(),
              buckets(),
              buckets(),
              in.maybe(in::real),
              in.maybe(in::real),
              in.maybe(in::real));
      case 4 ->
          new Measure.Summary(
              in.varint(), in.real(), in.list(() -> new Measure.Quantile(in.real(), in.real())));
      default -> throw new ArithmeticException("measure tag " + tag);
    };
  }

  private Measure.Scalar scalar(int tag) {
    return switch (tag) {
      case 0 -> new Measure.Whole(in.signed());
      case 1 -> new Measure.Real(in.real());
      default -> throw new ArithmeticException("scalar tag " + tag);
    };
  }

  private Measure.Buckets buckets() {
    return new Measure.Buckets(Math.toIntExact(in.signed()), in.list(in::varint));
  }

  private Exemplar exemplar() {
    return new Exemplar(in.signed(), scalar(in.octet()), in.maybe(batch::key), batch.attributes());
  }
}
