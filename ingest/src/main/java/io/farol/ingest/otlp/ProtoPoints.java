// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import io.farol.model.Measure;

/// `opentelemetry.proto.metrics.v1`: NumberDataPoint, HistogramDataPoint,
/// ExponentialHistogramDataPoint, SummaryDataPoint, Exemplar.
///
/// | field | number | histogram | exponential | summary |
/// |---|---|---|---|---|
/// | attributes | 7 | 9 | 1 | 7 |
/// | start, time | 2, 3 | 2, 3 | 2, 3 | 2, 3 |
/// | count, sum | – | 4, 5 | 4, 5 | 4, 5 |
/// | min, max | – | 11, 12 | 12, 13 | – |
/// | exemplars | 5 | 8 | 11 | – |
/// | flags | 8 | 10 | 10 | 8 |
final class ProtoPoints {

  private static final int START = WireReader.tag(2, WireReader.FIXED64);
  private static final int TIME = WireReader.tag(3, WireReader.FIXED64);
  private static final int COUNT = 4 << 3 | WireReader.FIXED64;
  private static final int SUM = 5 << 3 | WireReader.FIXED64;

  private static final int OFFSET = WireReader.tag(1, WireReader.VARINT);
  private static final int COUNTS_PACKED = WireReader.tag(2, WireReader.BYTES);
  private static final int COUNTS = WireReader.tag(2, WireReader.VARINT);

  private static final int QUANTILE = WireReader.tag(1, WireReader.FIXED64);
  private static final int VALUE = WireReader.tag(2, WireReader.FIXED64);

  private final WireReader in;
  private final ProtoValues values;

  ProtoPoints(WireReader in, ProtoValues values) {
    this.in = in;
    this.values = values;
  }

  /// Reads the point that follows, length first.
  RawPoint read(RawMetric.Shape shape) {
    int outer = in.enter();
    RawPoint point = new RawPoint();
    for (int tag = in.next(); tag != 0; tag = in.next()) {
      if (tag == START) {
        point.start = in.fixed64();
      } else if (tag == TIME) {
        point.time = in.fixed64();
      } else {
        boolean known =
            switch (shape) {
              case GAUGE, SUM -> number(tag, point);
              case HISTOGRAM -> histogram(tag, point);
              case EXPONENTIAL_HISTOGRAM -> exponential(tag, point);
              case SUMMARY -> summary(tag, point);
            };
        if (!known) {
          in.skip(tag);
        }
      }
    }
    in.leave(outer);
    return point;
  }

  private boolean number(int tag, RawPoint point) {
    switch (tag) {
      case 7 << 3 | WireReader.BYTES -> values.attribute(point.attributes);
      case 4 << 3 | WireReader.FIXED64 -> point.value = new Measure.Real(in.real());
      case 6 << 3 | WireReader.FIXED64 -> point.value = new Measure.Whole(in.fixed64());
      case 5 << 3 | WireReader.BYTES -> point.exemplar(exemplar());
      case 8 << 3 | WireReader.VARINT -> point.flags = in.varint();
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean histogram(int tag, RawPoint point) {
    switch (tag) {
      case 9 << 3 | WireReader.BYTES -> values.attribute(point.attributes);
      case COUNT -> point.count = in.fixed64();
      case SUM -> point.sum = in.real();
      case 6 << 3 | WireReader.BYTES -> packed(() -> point.counts.put(in.fixed64()));
      case 6 << 3 | WireReader.FIXED64 -> point.counts.put(in.fixed64());
      case 7 << 3 | WireReader.BYTES -> packed(() -> point.put(point.bounds, in.real()));
      case 7 << 3 | WireReader.FIXED64 -> point.put(point.bounds, in.real());
      case 8 << 3 | WireReader.BYTES -> point.exemplar(exemplar());
      case 10 << 3 | WireReader.VARINT -> point.flags = in.varint();
      case 11 << 3 | WireReader.FIXED64 -> point.min = in.real();
      case 12 << 3 | WireReader.FIXED64 -> point.max = in.real();
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean exponential(int tag, RawPoint point) {
    switch (tag) {
      case 1 << 3 | WireReader.BYTES -> values.attribute(point.attributes);
      case COUNT -> point.count = in.fixed64();
      case SUM -> point.sum = in.real();
      case 6 << 3 | WireReader.VARINT -> point.scale = zigzag();
      case 7 << 3 | WireReader.FIXED64 -> point.zeroCount = in.fixed64();
      case 8 << 3 | WireReader.BYTES ->
          point.positiveOffset = buckets(point.positive, point.positiveOffset);
      case 9 << 3 | WireReader.BYTES ->
          point.negativeOffset = buckets(point.negative, point.negativeOffset);
      case 10 << 3 | WireReader.VARINT -> point.flags = in.varint();
      case 11 << 3 | WireReader.BYTES -> point.exemplar(exemplar());
      case 12 << 3 | WireReader.FIXED64 -> point.min = in.real();
      case 13 << 3 | WireReader.FIXED64 -> point.max = in.real();
      case 14 << 3 | WireReader.FIXED64 -> point.zeroThreshold = in.real();
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean summary(int tag, RawPoint point) {
    switch (tag) {
      case 7 << 3 | WireReader.BYTES -> values.attribute(point.attributes);
      case COUNT -> point.count = in.fixed64();
      case SUM -> point.sum = in.real();
      case 6 << 3 | WireReader.BYTES -> quantile(point);
      case 8 << 3 | WireReader.VARINT -> point.flags = in.varint();
      default -> {
        return false;
      }
    }
    return true;
  }

  /// @return the offset
  private int buckets(RawCounts counts, int before) {
    int outer = in.enter();
    int offset = before;
    for (int tag = in.next(); tag != 0; tag = in.next()) {
      if (tag == OFFSET) {
        offset = zigzag();
      } else if (tag == COUNTS_PACKED) {
        packed(() -> counts.put(in.varint()));
      } else if (tag == COUNTS) {
        counts.put(in.varint());
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
    return offset;
  }

  private void quantile(RawPoint point) {
    int outer = in.enter();
    double quantile = 0;
    double value = 0;
    for (int tag = in.next(); tag != 0; tag = in.next()) {
      if (tag == QUANTILE) {
        quantile = in.real();
      } else if (tag == VALUE) {
        value = in.real();
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
    point.put(point.quantiles, quantile);
    point.put(point.values, value);
  }

  private RawExemplar exemplar() {
    int outer = in.enter();
    RawExemplar exemplar = new RawExemplar();
    for (int tag = in.next(); tag != 0; tag = in.next()) {
      switch (tag) {
        case 2 << 3 | WireReader.FIXED64 -> exemplar.time = in.fixed64();
        case 3 << 3 | WireReader.FIXED64 -> exemplar.value = new Measure.Real(in.real());
        case 4 << 3 | WireReader.BYTES -> exemplar.span = RawId.of(in.bytes());
        case 5 << 3 | WireReader.BYTES -> exemplar.trace = RawId.of(in.bytes());
        case 6 << 3 | WireReader.FIXED64 -> exemplar.value = new Measure.Whole(in.fixed64());
        case 7 << 3 | WireReader.BYTES -> values.attribute(exemplar.attributes);
        default -> in.skip(tag);
      }
    }
    in.leave(outer);
    return exemplar;
  }

  private void packed(Runnable element) {
    int outer = in.enter();
    while (in.hasMore()) {
      element.run();
    }
    in.leave(outer);
  }

  private int zigzag() {
    int value = (int) in.varint();
    return value >>> 1 ^ -(value & 1);
  }
}
