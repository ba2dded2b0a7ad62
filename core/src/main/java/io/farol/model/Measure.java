// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one sample of a metric says. Not-a-number and infinities are data: a division by zero is
/// worth seeing.
public sealed interface Measure {

  /// One number: what gauges, sums and exemplars say.
  sealed interface Scalar extends Measure {}

  record Whole(long value) implements Scalar {}

  record Real(double value) implements Scalar {}

  /// Values counted between bounds of the sender's choice.
  ///
  /// @param bounds ascending; `counts[i]` values lie above `bounds[i-1]`, not above `bounds[i]`.
  ///   Empty when nothing is known but how many there were
  /// @param counts one more than bounds, each at least 0
  /// @param sum of the values; null when it is not known, as with negative ones
  /// @param min the least value since the sample before, or null
  /// @param max the greatest, or null
  record Histogram(
      List<Double> bounds,
      List<Long> counts,
      @Nullable Double sum,
      @Nullable Double min,
      @Nullable Double max)
      implements Measure {

    public Histogram {
      bounds = List.copyOf(bounds);
      counts = List.copyOf(counts);
      if (counts.size() != bounds.size() + 1) {
        throw new IllegalArgumentException(
            "histogram: %d counts for %d bounds".formatted(counts.size(), bounds.size()));
      }
      for (int i = 0; i < bounds.size(); i++) {
        if (bounds.get(i).isNaN() || i > 0 && bounds.get(i - 1) >= bounds.get(i)) {
          throw new IllegalArgumentException("histogram: bounds do not ascend");
        }
      }
      total(counts);
    }

    /// How many values.
    public long count() {
      return total(counts);
    }
  }

  /// Values counted in buckets that grow by the factor `2^(2^-scale)`.
  ///
  /// @param scale how fine: 0 doubles from bucket to bucket
  /// @param zeroCount values as near to zero as the threshold
  /// @param zeroThreshold at least 0
  /// @param positive buckets of the values above it
  /// @param negative buckets of the values below its negation, by their absolute value
  /// @param sum of the values; null when it is not known
  /// @param min the least value since the sample before, or null
  /// @param max the greatest, or null
  record ExponentialHistogram(
      int scale,
      long zeroCount,
      double zeroThreshold,
      Buckets positive,
      Buckets negative,
      @Nullable Double sum,
      @Nullable Double min,
      @Nullable Double max)
      implements Measure {

    public ExponentialHistogram {
      if (!(zeroThreshold >= 0)) {
        throw new IllegalArgumentException("exponential histogram: zero threshold below 0");
      }
      total(List.of(zeroCount, total(positive.counts), total(negative.counts)));
    }

    /// How many values.
    public long count() {
      return zeroCount + total(positive.counts) + total(negative.counts);
    }
  }

  /// A run of exponential buckets: `counts[i]` values lie above `base^(offset + i)` and not above
  /// `base^(offset + i + 1)`.
  record Buckets(int offset, List<Long> counts) {

    public static final Buckets NONE = new Buckets(0, List.of());

    public Buckets {
      counts = List.copyOf(counts);
      total(counts);
    }
  }

  /// @param count how many values
  /// @param sum of the values
  /// @param quantiles ascending, as sent
  record Summary(long count, double sum, List<Quantile> quantiles) implements Measure {

    public Summary {
      quantiles = List.copyOf(quantiles);
      total(List.of(count));
    }
  }

  /// @param quantile from 0, the minimum, to 1, the maximum
  record Quantile(double quantile, double value) {

    public Quantile {
      if (!(quantile >= 0 && quantile <= 1)) {
        throw new IllegalArgumentException("summary: quantile is not between 0 and 1");
      }
    }
  }

  /// @throws IllegalArgumentException when one is negative or they are more than a long holds
  private static long total(List<Long> counts) {
    long total = 0;
    for (long count : counts) {
      total += count;
      if (count < 0 || total < 0) {
        throw new IllegalArgumentException("measure: counts below 0 or beyond a long");
      }
    }
    return total;
  }
}
