// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MetricTest {

  private static final Measure.Buckets FIVE = new Measure.Buckets(-2, List.of(2L, 3L));

  @Test
  void countsWhatAHistogramHolds() {
    assertThat(histogram(List.of(0.5, 1.0), List.of(1L, 2L, 4L)).count()).isEqualTo(7);
    assertThat(histogram(List.of(), List.of(7L)).count()).isEqualTo(7);
    assertThat(exponential(1, 0.25, FIVE).count()).isEqualTo(6);
  }

  @Test
  void refusesWhatNoHistogramHolds() {
    refused(() -> histogram(List.of(1.0), List.of(1L)), "1 counts for 1 bounds");
    refused(() -> histogram(List.of(), List.of()), "0 counts for 0 bounds");
    refused(() -> histogram(List.of(1.0, 1.0), List.of(1L, 1L, 1L)), "do not ascend");
    refused(() -> histogram(List.of(2.0, 1.0), List.of(1L, 1L, 1L)), "do not ascend");
    refused(() -> histogram(List.of(Double.NaN), List.of(1L, 1L)), "do not ascend");
    refused(() -> histogram(List.of(1.0), List.of(-1L, 1L)), "below 0");
    refused(() -> histogram(List.of(1.0), List.of(Long.MAX_VALUE, 1L)), "beyond a long");
    refused(() -> exponential(-1, 0, FIVE), "below 0");
    refused(() -> exponential(Long.MAX_VALUE, 0, FIVE), "beyond a long");
    refused(() -> exponential(1, Double.NaN, FIVE), "threshold");
    refused(() -> exponential(1, -0.5, FIVE), "threshold");
    refused(() -> new Measure.Quantile(Double.NaN, 1), "quantile");
    refused(() -> new Measure.Quantile(1.5, 1), "quantile");
    refused(() -> new Measure.Summary(-1, 0, List.of()), "below 0");
  }

  @Test
  void takesInfinitiesAndNotANumberForData() {
    assertThat(histogram(List.of(1.0, Double.POSITIVE_INFINITY), List.of(1L, 2L, 0L)).count())
        .isEqualTo(3);
    assertThat(sample(new MetricKind.Gauge(), new Measure.Real(Double.NaN)).measure())
        .isEqualTo(new Measure.Real(Double.NaN));
  }

  @Test
  void saysOnlyWhatItsKindCanSay() {
    MetricKind histogram = new MetricKind.Histogram(Temporality.DELTA);
    assertThat(sample(histogram, histogram(List.of(), List.of(1L))).measure()).isNotNull();
    assertThat(sample(histogram, null).measure()).isNull();
    refused(() -> sample(histogram, new Measure.Whole(1)), "a Histogram cannot say a Whole");
    refused(
        () -> sample(new MetricKind.Gauge(), exponential(0, 0, FIVE)),
        "a Gauge cannot say a ExponentialHistogram");
    refused(() -> new Metric("", "", "", histogram), "name is empty");
  }

  private static void refused(ThrowingCallable make, String why) {
    assertThatIllegalArgumentException().isThrownBy(make).withMessageContaining(why);
  }

  private static Measure.Histogram histogram(List<Double> bounds, List<Long> counts) {
    return new Measure.Histogram(bounds, counts, null, null, null);
  }

  private static Measure.ExponentialHistogram exponential(
      long zeroCount, double zeroThreshold, Measure.Buckets positive) {
    return new Measure.ExponentialHistogram(
        0, zeroCount, zeroThreshold, positive, Measure.Buckets.NONE, null, null, null);
  }

  private static MetricSample sample(MetricKind kind, @Nullable Measure measure) {
    return new MetricSample(
        new Metric("m", "", "", kind),
        new Origin("s", null, null, null, null),
        Map.of(),
        null,
        0,
        measure,
        List.of());
  }
}
