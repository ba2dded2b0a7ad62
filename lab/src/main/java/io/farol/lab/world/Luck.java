// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.world;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/// The chances of one thread of events: the same seed, asked in the same order, answers the same.
/// For one thread at a time.
final class Luck {
  private static final double SPREAD = 0.35;
  private static final String ALPHANUMERICS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final SplittableRandom random;

  Luck(long seed) {
    this.random = new SplittableRandom(seed);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /// From `least` to `most`, both possible.
  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /// Log-normal around a median, as answering times are: a few much longer than the rest.
  Duration around(long medianMillis) {
    return Duration.ofNanos((long) (medianMillis * 1e6 * Math.exp(SPREAD * random.nextGaussian())));
  }

  /// Exponential with the given mean, as gaps between strangers' arrivals are.
  Duration gap(Duration mean) {
    return Duration.ofNanos((long) (mean.toNanos() * -Math.log(1 - random.nextDouble())));
  }

  String digits(int count) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(random.nextInt(10));
    }
    return text.toString();
  }

  String alphanumeric(int count) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(ALPHANUMERICS.charAt(random.nextInt(ALPHANUMERICS.length())));
    }
    return text.toString();
  }

  long seed() {
    return random.nextLong();
  }
}
