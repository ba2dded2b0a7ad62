// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.live;

import io.farol.lab.people.Luck;
import io.farol.lab.people.Pace;
import io.farol.lab.platforms.Misfortune;
import io.farol.lab.platforms.Misfortunes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

/// Which misfortunes befall the world, and when.
public sealed interface Fate {
  /// Nothing goes wrong but what always does.
  record Kind() implements Fate {}

  /// One to the end: from the beginning, or once it can be noticed.
  record Called(Misfortune misfortune) implements Fate {}

  /// They come by themselves: SERPRO's token first, soon after the beginning and for long, then the
  /// others in an order that follows from the seed.
  record Usual(long seed) implements Fate {
    private static final Duration FIRST_AT = Duration.ofSeconds(20);
    private static final Duration FIRST_LASTS = Duration.ofMinutes(12);
    private static final Duration LASTS = Duration.ofMinutes(3);
    private static final Duration REST = Duration.ofMinutes(4);

    /// Whatever follows the first, in order.
    List<Misfortune> order() {
      List<Misfortune> left = new ArrayList<>(Arrays.asList(Misfortune.values()));
      Luck luck = new Luck(seed);
      List<Misfortune> order = new ArrayList<>();
      while (!left.isEmpty()) {
        order.add(left.remove(luck.between(0, left.size() - 1)));
      }
      return order;
    }
  }

  /// Lets it take its course, until the thread is interrupted.
  default void unfold(Misfortunes misfortunes, Pace pace) {
    switch (this) {
      case Kind() -> {}
      case Called(Misfortune misfortune) -> {
        try {
          pace.passByTheClock(misfortune.before());
          misfortunes.begin(misfortune);
        } catch (CancellationException stopped) {
          Thread.currentThread().interrupt();
        }
      }
      case Usual usual -> {
        try {
          pace.pass(Usual.FIRST_AT);
          during(Misfortune.SERPRO_TOKEN, Usual.FIRST_LASTS, misfortunes, pace);
          while (true) {
            for (Misfortune next : usual.order()) {
              pace.pass(Usual.REST);
              during(next, Usual.LASTS, misfortunes, pace);
            }
          }
        } catch (CancellationException stopped) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  private static void during(
      Misfortune misfortune, Duration time, Misfortunes misfortunes, Pace pace) {
    misfortunes.begin(misfortune);
    pace.pass(time);
    misfortunes.end(misfortune);
  }
}
