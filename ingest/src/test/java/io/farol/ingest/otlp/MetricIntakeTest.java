// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.Signal;
import io.farol.flow.Tally;
import io.farol.model.Exemplar;
import io.farol.model.Measure;
import io.farol.model.Metric;
import io.farol.model.MetricKind;
import io.farol.model.MetricSample;
import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import io.farol.model.Temporality;
import io.farol.model.TraceId;
import io.farol.model.Value;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint.Buckets;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint.ValueAtQuantile;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricIntakeTest {

  private static final String SPAN = "00f067aa0ba902b7";

  @ParameterizedTest
  @EnumSource
  void everyFieldOfANumberArrives(Encoding encoding) {
    NumberDataPoint.Builder point =
        number()
            .setStartTimeUnixNano(Sent.START - 5)
            .setAsInt(-7)
            .addAllAttributes(Sent.attributes("method", "GET", "otel.scope.name", "own"))
            .addExemplars(
                exemplar()
                    .setAsDouble(Double.NaN)
                    .addAllFilteredAttributes(Sent.attributes("u", 1)))
            .addExemplars(exemplar().setAsInt(3).setSpanId(Sent.id("0000000000000000")))
            .addExemplars(exemplar())
            .addExemplars(exemplar().setAsInt(3).setTimeUnixNano(0));
    MetricSample sample =
        one(
            Sent.metric("requests")
                .setSum(
                    Sum.newBuilder()
                        .setAggregationTemporality(
                            AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                        .setIsMonotonic(true)
                        .addDataPoints(point)),
            encoding);

    assertThat(sample.metric())
        .isEqualTo(
            new Metric("requests", "ms", "in words", new MetricKind.Sum(Temporality.DELTA, true)));
    assertThat(sample.origin().service()).isEqualTo("assistant");
    assertThat(sample.origin().environment()).isEqualTo("production");
    assertThat(sample.attributes())
        .containsEntry("method", Value.of("GET"))
        .containsEntry("otel.scope.name", Value.of("own"));
    assertThat(sample.startEpochNanos()).isEqualTo(Sent.START - 5);
    assertThat(sample.atEpochNanos()).isEqualTo(Sent.START);
    assertThat(sample.measure()).isEqualTo(new Measure.Whole(-7));
    SpanKey span = new SpanKey(TraceId.parse(Sent.TRACE), SpanId.parse(SPAN));
    assertThat(sample.exemplars())
        .containsExactly(
            new Exemplar(Sent.START, new Measure.Real(Double.NaN), span, Map.of("u", Value.of(1))),
            new Exemplar(Sent.START, new Measure.Whole(3), null, Map.of()));
  }

  @ParameterizedTest
  @EnumSource
  void gaugesTakeWhateverIsMeasured(Encoding encoding) {
    for (double value : new double[] {0.1, Double.NaN, Double.POSITIVE_INFINITY, -0.0}) {
      MetricSample sample = one(gauge(number().setAsDouble(value)), encoding);
      assertThat(sample.measure()).isEqualTo(new Measure.Real(value));
      assertThat(sample.metric().kind()).isEqualTo(new MetricKind.Gauge());
      assertThat(sample.startEpochNanos()).isNull();
    }
    assertThat(one(gauge(number().setFlags(1).setAsInt(9)), encoding).measure()).isNull();
    assertThat(one(gauge(number().setFlags(2).setAsInt(9)), encoding).measure())
        .isEqualTo(new Measure.Whole(9));
  }

  @ParameterizedTest
  @EnumSource
  void histogramsArriveWithBoundsOrWithout(Encoding encoding) {
    HistogramDataPoint.Builder bounded =
        bounded(List.of(0.5, Double.POSITIVE_INFINITY), List.of(1L, 300L, 0L))
            .setSum(4.5)
            .setMin(-1)
            .setMax(Double.NaN);
    assertThat(one(histogram(bounded), encoding).measure())
        .isEqualTo(
            new Measure.Histogram(
                List.of(0.5, Double.POSITIVE_INFINITY),
                List.of(1L, 300L, 0L),
                4.5,
                -1.0,
                Double.NaN));
    assertThat(one(histogram(bounded(List.of(), List.of()).setCount(7)), encoding).measure())
        .isEqualTo(new Measure.Histogram(List.of(), List.of(7L), null, null, null));
    assertThat(one(histogram(bounded(List.of(), List.of(7L))), encoding).measure())
        .isEqualTo(new Measure.Histogram(List.of(), List.of(7L), null, null, null));
    assertThat(one(histogram(bounded(List.of(1.0), List.of()).setFlags(1)), encoding).measure())
        .isNull();
  }

  @ParameterizedTest
  @EnumSource
  void exponentialHistogramsAndSummariesArrive(Encoding encoding) {
    assertThat(one(exponential(buckets(7).setSum(2).setMax(9)), encoding).measure())
        .isEqualTo(
            new Measure.ExponentialHistogram(
                -3,
                1,
                0.25,
                new Measure.Buckets(-5, List.of(1L, 0L, 3L)),
                new Measure.Buckets(2, List.of(2L)),
                2.0,
                null,
                9.0));
    assertThat(one(summary(quantile(0.5, Double.NaN), quantile(1, 8)), encoding).measure())
        .isEqualTo(
            new Measure.Summary(
                9,
                3.5,
                List.of(new Measure.Quantile(0.5, Double.NaN), new Measure.Quantile(1, 8))));
  }

  @ParameterizedTest
  @EnumSource
  void aPointThatIsWrongIsRefusedAloneAndSaysWhy(Encoding encoding) {
    refused("timeUnixNano is 0", gauge(number().setAsInt(1).setTimeUnixNano(0)), encoding);
    refused(
        "timeUnixNano lies after the year 2200",
        gauge(number().setAsInt(1).setTimeUnixNano(-5)),
        encoding);
    refused(
        "startTimeUnixNano lies after",
        gauge(number().setAsInt(1).setStartTimeUnixNano(-5)),
        encoding);
    refused("neither asInt nor asDouble", gauge(number()), encoding);
    refused("a metric has no name", gauge(number().setAsInt(1)).setName(""), encoding);
    refused(
        "aggregationTemporality is missing",
        Sent.metric("m").setSum(Sum.newBuilder().addDataPoints(number().setAsInt(1))),
        encoding);
    refused(
        "bucketCounts has 1 elements for 1 explicitBounds",
        histogram(bounded(List.of(1.0), List.of(1L))),
        encoding);
    refused(
        "bucketCounts has 0 elements for 1 explicitBounds",
        histogram(bounded(List.of(1.0), List.of())),
        encoding);
    refused(
        "explicitBounds do not ascend",
        histogram(bounded(List.of(2.0, 1.0), List.of(1L, 1L, 1L))),
        encoding);
    refused(
        "explicitBounds do not ascend",
        histogram(bounded(List.of(Double.NaN), List.of(1L, 1L))),
        encoding);
    refused(
        "count differs", histogram(bounded(List.of(1.0), List.of(1L, 1L)).setCount(3)), encoding);
    refused("beyond 2^63", histogram(bounded(List.of(), List.of()).setCount(-1)), encoding);
    refused("beyond 2^63", histogram(bounded(List.of(1.0), List.of(Long.MAX_VALUE, 1L))), encoding);
    refused(
        "more than 10000 buckets",
        histogram(bounded(List.of(), Collections.nCopies(10_001, 1L))),
        encoding);
    refused("count differs", exponential(buckets(8)), encoding);
    refused("zeroThreshold", exponential(buckets(7).setZeroThreshold(-1)), encoding);
    refused("a quantile is not between", summary(quantile(1.5, 1)), encoding);
    refused("a quantile is not between", summary(quantile(Double.NaN, 1)), encoding);
  }

  @Test
  void whatIsNoNumberInJsonIsRefusedAlone() {
    String json =
        """
        {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"m","gauge":{"dataPoints":[
          {"timeUnixNano":"%1$d","asDouble":"much"},
          {"timeUnixNano":"%1$d","as_int":{}},
          {"time_unix_nano":%1$d,"asDouble":null,"as_int":"12"},
          {"timeUnixNano":"soon","asInt":1}]}}]}]}]}
        """
            .formatted(Sent.START);
    Intake intake = Taken.of(Signal.METRICS, json.getBytes(StandardCharsets.UTF_8), Encoding.JSON);
    assertThat(intake.batch().metrics())
        .extracting(MetricSample::measure)
        .containsExactly(new Measure.Whole(12));
    assertThat(intake.reasons())
        .contains("asDouble is not a number", "as_int is not a number", "timeUnixNano is not");
  }

  @Test
  void unpackedNumbersAreReadAsWell() {
    byte[] counts = {0x31, 1, 0, 0, 0, 0, 0, 0, 0, 0x31, 2, 0, 0, 0, 0, 0, 0, 0};
    byte[] point =
        concat(bounded(List.of(1.0), List.of()).setCount(3).build().toByteArray(), counts);
    byte[] data = concat(new byte[] {0x0A, (byte) point.length}, point, new byte[] {0x10, 2});
    byte[] metric = concat(new byte[] {0x0A, 1, 'm', 0x4A, (byte) data.length}, data);
    byte[] request = wrap(1, wrap(2, wrap(2, metric)));
    assertThat(Taken.of(Signal.METRICS, request, Encoding.PROTOBUF).batch().metrics())
        .extracting(MetricSample::measure)
        .containsExactly(new Measure.Histogram(List.of(1.0), List.of(1L, 2L), null, null, null));
  }

  @Test
  void dataOfTwoKindsCountOnce() {
    byte[] gauge = gauge(number().setAsInt(1)).build().toByteArray();
    byte[] summary = summary(quantile(1, 8)).clearName().build().toByteArray();
    byte[] request = wrap(1, wrap(2, wrap(2, concat(gauge, summary))));
    Intake intake = Taken.of(Signal.METRICS, request, Encoding.PROTOBUF);
    assertThat(intake.batch().tally()).isEqualTo(Tally.of(Signal.METRICS, 1, 1, 0));
    assertThat(intake.batch().metrics().getFirst().metric().kind())
        .isEqualTo(new MetricKind.Summary());
    assertThat(intake.reasons()).contains("data of two kinds");
  }

  @Test
  void pointsBeyondTheAllowanceAreRefusedAndCounted() {
    byte[] points = new byte[2 * 250_001];
    for (int i = 0; i < points.length; i += 2) {
      points[i] = 0x0A;
    }
    byte[] request = wrap(1, wrap(2, wrap(2, wrap(5, points))));
    Intake intake = Taken.of(Signal.METRICS, request, Encoding.PROTOBUF);
    assertThat(intake.rejected()).isEqualTo(250_001);
    assertThat(intake.reasons()).contains("send smaller batches");
  }

  private static void refused(
      String why, io.opentelemetry.proto.metrics.v1.Metric.Builder metric, Encoding encoding) {
    Intake intake =
        Taken.of(Signal.METRICS, Sent.metrics(metric, gauge(number().setAsInt(1))), encoding);
    assertThat(intake.reasons()).contains(why);
    assertThat(intake.batch().tally()).as(why).isEqualTo(Tally.of(Signal.METRICS, 1, 1, 0));
  }

  private static MetricSample one(
      io.opentelemetry.proto.metrics.v1.Metric.Builder metric, Encoding encoding) {
    Intake intake = Taken.of(Signal.METRICS, Sent.metrics(metric), encoding);
    assertThat(intake.reasons()).isEmpty();
    assertThat(intake.batch().tally()).isEqualTo(Tally.of(Signal.METRICS, 1, 0, 0));
    return intake.batch().metrics().getFirst();
  }

  private static NumberDataPoint.Builder number() {
    return NumberDataPoint.newBuilder().setTimeUnixNano(Sent.START);
  }

  private static io.opentelemetry.proto.metrics.v1.Exemplar.Builder exemplar() {
    return io.opentelemetry.proto.metrics.v1.Exemplar.newBuilder()
        .setTimeUnixNano(Sent.START)
        .setTraceId(Sent.id(Sent.TRACE))
        .setSpanId(Sent.id(SPAN));
  }

  private static io.opentelemetry.proto.metrics.v1.Metric.Builder gauge(
      NumberDataPoint.Builder point) {
    return Sent.metric("m").setGauge(Gauge.newBuilder().addDataPoints(point));
  }

  private static HistogramDataPoint.Builder bounded(List<Double> bounds, List<Long> counts) {
    return HistogramDataPoint.newBuilder()
        .setTimeUnixNano(Sent.START)
        .addAllExplicitBounds(bounds)
        .addAllBucketCounts(counts)
        .setCount(counts.stream().mapToLong(Long::longValue).sum());
  }

  private static io.opentelemetry.proto.metrics.v1.Metric.Builder histogram(
      HistogramDataPoint.Builder point) {
    return Sent.metric("m")
        .setHistogram(
            Histogram.newBuilder()
                .setAggregationTemporality(
                    AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                .addDataPoints(point));
  }

  private static ExponentialHistogramDataPoint.Builder buckets(long count) {
    return ExponentialHistogramDataPoint.newBuilder()
        .setTimeUnixNano(Sent.START)
        .setScale(-3)
        .setCount(count)
        .setZeroCount(1)
        .setZeroThreshold(0.25)
        .setPositive(Buckets.newBuilder().setOffset(-5).addAllBucketCounts(List.of(1L, 0L, 3L)))
        .setNegative(Buckets.newBuilder().setOffset(2).addBucketCounts(2));
  }

  private static io.opentelemetry.proto.metrics.v1.Metric.Builder exponential(
      ExponentialHistogramDataPoint.Builder point) {
    return Sent.metric("m")
        .setExponentialHistogram(
            ExponentialHistogram.newBuilder()
                .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA)
                .addDataPoints(point));
  }

  private static ValueAtQuantile quantile(double quantile, double value) {
    return ValueAtQuantile.newBuilder().setQuantile(quantile).setValue(value).build();
  }

  private static io.opentelemetry.proto.metrics.v1.Metric.Builder summary(
      ValueAtQuantile... quantiles) {
    return Sent.metric("m")
        .setSummary(
            Summary.newBuilder()
                .addDataPoints(
                    SummaryDataPoint.newBuilder()
                        .setTimeUnixNano(Sent.START)
                        .setCount(9)
                        .setSum(3.5)
                        .addAllQuantileValues(List.of(quantiles))));
  }

  private static byte[] wrap(int field, byte[] content) {
    var out = new ByteArrayOutputStream();
    out.write(field << 3 | 2);
    int rest = content.length;
    while (rest > 0x7F) {
      out.write(rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] concat(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
