// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint.Buckets;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Metrics of every kind, most of them sound.
final class RandomMetrics {

  private final Random random;

  RandomMetrics(Random random) {
    this.random = random;
  }

  Metric.Builder metric(LongSupplier time, Supplier<Object[]> attributes) {
    Metric.Builder metric = Sent.metric(random.nextInt(12) == 0 ? "" : "m" + random.nextInt(3));
    AggregationTemporality temporality =
        AggregationTemporality.forNumber(random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(2));
    int points = random.nextInt(4);
    switch (random.nextInt(6)) {
      case 0 -> {
        Gauge.Builder gauge = Gauge.newBuilder();
        for (int i = 0; i < points; i++) {
          gauge.addDataPoints(number(time, attributes));
        }
        metric.setGauge(gauge);
      }
      case 1 -> {
        Sum.Builder sum =
            Sum.newBuilder()
                .setAggregationTemporality(temporality)
                .setIsMonotonic(random.nextBoolean());
        for (int i = 0; i < points; i++) {
          sum.addDataPoints(number(time, attributes));
        }
        metric.setSum(sum);
      }
      case 2 -> {
        Histogram.Builder histogram = Histogram.newBuilder().setAggregationTemporality(temporality);
        for (int i = 0; i < points; i++) {
          histogram.addDataPoints(histogram(time, attributes));
        }
        metric.setHistogram(histogram);
      }
      case 3 -> {
        ExponentialHistogram.Builder histogram =
            ExponentialHistogram.newBuilder().setAggregationTemporality(temporality);
        for (int i = 0; i < points; i++) {
          histogram.addDataPoints(exponential(time, attributes));
        }
        metric.setExponentialHistogram(histogram);
      }
      case 4 -> {
        Summary.Builder summary = Summary.newBuilder();
        for (int i = 0; i < points; i++) {
          summary.addDataPoints(summary(time, attributes));
        }
        metric.setSummary(summary);
      }
      default -> metric.clearUnit();
    }
    return metric;
  }

  private NumberDataPoint.Builder number(LongSupplier time, Supplier<Object[]> attributes) {
    NumberDataPoint.Builder point =
        NumberDataPoint.newBuilder()
            .setStartTimeUnixNano(time.getAsLong())
            .setTimeUnixNano(time.getAsLong())
            .addAllAttributes(Sent.attributes(attributes.get()));
    switch (random.nextInt(5)) {
      case 0 -> point.setAsInt(random.nextLong());
      case 1 -> point.setFlags(1);
      case 2 -> point.clearValue();
      default -> point.setAsDouble(real());
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      point.addExemplars(exemplar(time, attributes));
    }
    return point;
  }

  private Exemplar.Builder exemplar(LongSupplier time, Supplier<Object[]> attributes) {
    Exemplar.Builder exemplar =
        Exemplar.newBuilder()
            .setTimeUnixNano(time.getAsLong())
            .addAllFilteredAttributes(Sent.attributes(attributes.get()));
    switch (random.nextInt(3)) {
      case 0 -> exemplar.setAsInt(random.nextLong());
      case 1 -> exemplar.setAsDouble(real());
      default -> exemplar.clearValue();
    }
    if (random.nextBoolean()) {
      exemplar.setTraceId(Sent.id(Sent.TRACE));
      exemplar.setSpanId(Sent.id(random.nextInt(4) == 0 ? "00" : "00f067aa0ba902b7"));
    }
    return exemplar;
  }

  private HistogramDataPoint.Builder histogram(LongSupplier time, Supplier<Object[]> attributes) {
    HistogramDataPoint.Builder point =
        HistogramDataPoint.newBuilder()
            .setStartTimeUnixNano(time.getAsLong())
            .setTimeUnixNano(time.getAsLong())
            .addAllAttributes(Sent.attributes(attributes.get()))
            .setFlags(random.nextInt(8) == 0 ? 1 : 0);
    if (random.nextBoolean()) {
      point.setSum(real()).setMin(real()).setMax(real());
    }
    switch (random.nextInt(6)) {
      case 0 -> point.setCount(7);
      case 1 -> point.setCount(3).addAllBucketCounts(List.of(1L, 2L));
      case 2 -> point.setCount(-1).addAllBucketCounts(List.of(-1L));
      case 3 -> point.setCount(3).addAllBucketCounts(List.of(1L, 2L)).addExplicitBounds(Double.NaN);
      default ->
          point
              .setCount(6)
              .addAllBucketCounts(List.of(1L, 2L, 3L))
              .addExplicitBounds(-0.5)
              .addExplicitBounds(random.nextInt(4) == 0 ? -1 : Double.POSITIVE_INFINITY)
              .addExemplars(exemplar(time, attributes));
    }
    return point;
  }

  private ExponentialHistogramDataPoint.Builder exponential(
      LongSupplier time, Supplier<Object[]> attributes) {
    return ExponentialHistogramDataPoint.newBuilder()
        .setStartTimeUnixNano(time.getAsLong())
        .setTimeUnixNano(time.getAsLong())
        .addAllAttributes(Sent.attributes(attributes.get()))
        .setScale(random.nextInt(30) - 10)
        .setCount(random.nextInt(6) == 0 ? 1 : 7)
        .setZeroCount(1)
        .setZeroThreshold(random.nextInt(6) == 0 ? -1 : 0.25)
        .setPositive(Buckets.newBuilder().setOffset(-3).addBucketCounts(1).addBucketCounts(2))
        .setNegative(Buckets.newBuilder().setOffset(4).addBucketCounts(3))
        .addExemplars(exemplar(time, attributes))
        .setMin(real());
  }

  private SummaryDataPoint.Builder summary(LongSupplier time, Supplier<Object[]> attributes) {
    return SummaryDataPoint.newBuilder()
        .setStartTimeUnixNano(time.getAsLong())
        .setTimeUnixNano(time.getAsLong())
        .addAllAttributes(Sent.attributes(attributes.get()))
        .setCount(random.nextInt(8) == 0 ? -1 : 9)
        .setSum(real())
        .addQuantileValues(
            SummaryDataPoint.ValueAtQuantile.newBuilder()
                .setQuantile(random.nextInt(6) == 0 ? 1.5 : 0.5)
                .setValue(real()));
  }

  private double real() {
    return switch (random.nextInt(8)) {
      case 0 -> Double.NaN;
      case 1 -> Double.NEGATIVE_INFINITY;
      case 2 -> 0;
      default -> random.nextGaussian() * 1_000;
    };
  }
}
