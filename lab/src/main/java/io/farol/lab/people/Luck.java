// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.people;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/// The chances of one thread of events: the same seed, asked in the same order, answers the same.
/// For one thread at a time.
public final class Luck {
  private static final double SPREAD = 0.35;
  private static final String ALPHANUMERICS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final SplittableRandom random;

  /// The chances that follow from a seed.
  public Luck(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /// Whether something of this probability happens.
  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /// From `least` to `most`, both possible.
  public int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  /// One of them, each as likely; a list of at least one.
  public <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /// Log-normal around a median, as answering times are: a few much longer than the rest.
  public Duration around(long medianMillis) {
    return Duration.ofNanos((long) (medianMillis * 1e6 * Math.exp(SPREAD * random.nextGaussian())));
  }

  /// Exponential with the given mean, as gaps between strangers' arrivals are.
  public Duration gap(Duration mean) {
    return Duration.ofNanos((long) (mean.toNanos() * -Math.log(1 - random.nextDouble())));
  }

  /// That many digits.
  public String digits(int count) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(random.nextInt(10));
    }
    return text.toString();
  }

  /// That many digits and letters.
  public String alphanumeric(int count) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(ALPHANUMERICS.charAt(random.nextInt(ALPHANUMERICS.length())));
    }
    return text.toString();
  }

  /// A seed for chances of their own.
  public long seed() {
    return random.nextLong();
  }
}
