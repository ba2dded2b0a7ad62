// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import io.farol.ingest.dialect.Sender;
import io.farol.model.Exemplar;
import io.farol.model.Measure;
import io.farol.model.Metric;
import io.farol.model.MetricSample;
import io.farol.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A data point of any kind while it is being read, of either encoding. [#fault] says whether it
/// can be kept.
final class RawPoint {

  private static final long NO_RECORDED_VALUE = 1;
  private static final String TOO_MANY =
      "a data point has more than " + Limits.BUCKETS + " buckets; send fewer";

  long start;
  long time;
  long flags;
  Measure.@Nullable Scalar value;
  long count;
  @Nullable Double sum;
  @Nullable Double min;
  @Nullable Double max;
  final RawCounts counts = new RawCounts();
  final List<Double> bounds = new ArrayList<>(0);
  int scale;
  long zeroCount;
  double zeroThreshold;
  int positiveOffset;
  final RawCounts positive = new RawCounts();
  int negativeOffset;
  final RawCounts negative = new RawCounts();
  final List<Double> quantiles = new ArrayList<>(0);
  final List<Double> values = new ArrayList<>(0);
  final RawAttributes attributes = new RawAttributes();
  private final List<Exemplar> exemplars = new ArrayList<>(0);

  /// A field that could not be read at all; null when there is none.
  @Nullable String unreadable;

  /// Adds a number to a list of them, which has an end.
  void put(List<Double> list, double number) {
    if (list.size() < Limits.BUCKETS) {
      list.add(number);
    } else {
      unreadable = TOO_MANY;
    }
  }

  /// An exemplar without a value or a time says nothing and is left out, as are those over the
  /// limit.
  void exemplar(RawExemplar raw) {
    Measure.Scalar said = raw.value;
    if (said != null && Times.fault("", raw.time) == null && exemplars.size() < Limits.EXEMPLARS) {
      exemplars.add(
          new Exemplar(
              raw.time,
              said,
              raw.trace.fault("", 16) == null && raw.span.fault("", 8) == null
                  ? RawSpan.key(raw.trace, raw.span)
                  : null,
              raw.attributes.take()));
    }
  }

  /// Why it cannot be kept, or null.
  @Nullable String fault(RawMetric.Shape shape) {
    if (unreadable != null) {
      return unreadable;
    }
    String fault = Times.fault("timeUnixNano", time);
    if (fault == null && start != 0) {
      fault = Times.fault("startTimeUnixNano", start);
    }
    if (fault != null || isEmpty()) {
      return fault;
    }
    return switch (shape) {
      case GAUGE, SUM ->
          value == null
              ? "a data point has neither asInt nor asDouble; send one, or flag 1 for no value"
              : null;
      case HISTOGRAM -> histogramFault();
      case EXPONENTIAL_HISTOGRAM -> exponentialFault();
      case SUMMARY -> summaryFault();
    };
  }

  private @Nullable String histogramFault() {
    if (counts.isTooMany()) {
      return TOO_MANY;
    }
    int expected = bounds.isEmpty() && counts.size() == 0 ? 0 : bounds.size() + 1;
    if (counts.size() != expected) {
      return "bucketCounts has %d elements for %d explicitBounds; send one more than bounds"
          .formatted(counts.size(), bounds.size());
    }
    for (int i = 0; i < bounds.size(); i++) {
      if (bounds.get(i).isNaN() || i > 0 && bounds.get(i - 1) >= bounds.get(i)) {
        return "explicitBounds do not ascend; sort them and send each once";
      }
    }
    return expected == 0 ? countFault(count, count) : countFault(counts.sum(), count);
  }

  private @Nullable String exponentialFault() {
    if (!(zeroThreshold >= 0)) {
      return "zeroThreshold is below 0 or no number; send 0 or more";
    }
    if (positive.isTooMany() || negative.isTooMany()) {
      return TOO_MANY;
    }
    return countFault(RawCounts.sum(zeroCount, positive.sum(), negative.sum()), count);
  }

  private @Nullable String summaryFault() {
    for (Double quantile : quantiles) {
      if (!(quantile >= 0 && quantile <= 1)) {
        return "a quantile is not between 0 and 1";
      }
    }
    return countFault(count, count);
  }

  /// @param inBuckets -1 when they cannot be counted
  private static @Nullable String countFault(long inBuckets, long count) {
    if (inBuckets < 0 || count < 0) {
      return "counts are beyond 2^63";
    }
    return inBuckets == count
        ? null
        : "count differs from the sum of the buckets' counts; send them from one moment";
  }

  private boolean isEmpty() {
    return (flags & NO_RECORDED_VALUE) != 0;
  }

  /// Only after [#fault] gave null.
  MetricSample sample(Metric metric, RawMetric.Shape shape, Sender sender) {
    Map<String, Value> all = attributes.take();
    sender.kept().forEach(all::putIfAbsent);
    return new MetricSample(
        metric,
        sender.origin(),
        all,
        start == 0 ? null : (Long) start,
        time,
        isEmpty() ? null : measure(shape),
        exemplars);
  }

  private @Nullable Measure measure(RawMetric.Shape shape) {
    return switch (shape) {
      case GAUGE, SUM -> value;
      case HISTOGRAM ->
          new Measure.Histogram(
              bounds, counts.size() == 0 ? List.of(count) : counts.list(), sum, min, max);
      case EXPONENTIAL_HISTOGRAM ->
          new Measure.ExponentialHistogram(
              scale,
              zeroCount,
              zeroThreshold,
              new Measure.Buckets(positiveOffset, positive.list()),
              new Measure.Buckets(negativeOffset, negative.list()),
              sum,
              min,
              max);
      case SUMMARY -> {
        List<Measure.Quantile> read = new ArrayList<>(quantiles.size());
        for (int i = 0; i < quantiles.size(); i++) {
          read.add(new Measure.Quantile(quantiles.get(i), values.get(i)));
        }
        yield new Measure.Summary(count, sum == null ? 0 : sum, read);
      }
    };
  }
}
