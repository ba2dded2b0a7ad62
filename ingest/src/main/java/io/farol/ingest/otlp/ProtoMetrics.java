// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import io.farol.ingest.dialect.Sender;
import io.farol.ingest.otlp.RawMetric.Shape;

/// `opentelemetry.proto.metrics.v1`: Metric, with its data points read by [ProtoPoints].
final class ProtoMetrics extends ProtoReader {

  private static final int NAME = WireReader.tag(1, WireReader.BYTES);
  private static final int DESCRIPTION = WireReader.tag(2, WireReader.BYTES);
  private static final int UNIT = WireReader.tag(3, WireReader.BYTES);
  private static final int GAUGE = WireReader.tag(5, WireReader.BYTES);
  private static final int SUM = WireReader.tag(7, WireReader.BYTES);
  private static final int HISTOGRAM = WireReader.tag(9, WireReader.BYTES);
  private static final int EXPONENTIAL_HISTOGRAM = WireReader.tag(10, WireReader.BYTES);
  private static final int SUMMARY = WireReader.tag(11, WireReader.BYTES);

  private static final int POINTS = WireReader.tag(1, WireReader.BYTES);
  private static final int TEMPORALITY = WireReader.tag(2, WireReader.VARINT);
  private static final int MONOTONIC = WireReader.tag(3, WireReader.VARINT);

  private final ProtoPoints points;

  ProtoMetrics(WireReader in, Collected collected) {
    super(in, collected);
    this.points = new ProtoPoints(in, values);
  }

  @Override
  void record(Sender sender) {
    int outer = in.enter();
    RawMetric metric = new RawMetric();
    for (int tag = in.next(); tag != 0; tag = in.next()) {
      if (tag == NAME) {
        metric.name = in.name();
      } else if (tag == DESCRIPTION) {
        metric.description = in.text();
      } else if (tag == UNIT) {
        metric.unit = in.name();
      } else if (tag == GAUGE) {
        data(metric, Shape.GAUGE);
      } else if (tag == SUM) {
        data(metric, Shape.SUM);
      } else if (tag == HISTOGRAM) {
        data(metric, Shape.HISTOGRAM);
      } else if (tag == EXPONENTIAL_HISTOGRAM) {
        data(metric, Shape.EXPONENTIAL_HISTOGRAM);
      } else if (tag == SUMMARY) {
        data(metric, Shape.SUMMARY);
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
    collected.metric(metric, sender);
  }

  private void data(RawMetric metric, Shape shape) {
    metric.begin(shape);
    int outer = in.enter();
    for (int tag = in.next(); tag != 0; tag = in.next()) {
      if (tag == POINTS && collected.admit()) {
        metric.points.add(points.read(shape));
      } else if (tag == TEMPORALITY) {
        metric.temporality = (int) in.varint();
      } else if (tag == MONOTONIC) {
        metric.monotonic = in.varint() != 0;
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
  }
}
