// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.people;

import java.time.Duration;
import java.util.concurrent.CancellationException;

/// How fast time passes in the world: everything in it takes its own time divided by the speed.
///
/// @param speed 1 is real time
public record Pace(double speed) {
  public Pace {
    if (!(speed > 0) || speed > 1000) {
      throw new IllegalArgumentException("speed: " + speed + " is not above 0 and at most 1000");
    }
  }

  /// Lets the time pass.
  ///
  /// @throws CancellationException when the world is being stopped
  public void pass(Duration time) {
    passByTheClock(Duration.ofNanos((long) (time.toNanos() / speed)));
  }

  /// Lets as much time pass for everybody, however fast the world is.
  ///
  /// @throws CancellationException when the world is being stopped
  public void passByTheClock(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("the world was stopped");
    }
  }

  /// How much of the world's time has passed since a moment of [System#nanoTime].
  public Duration passed(long sinceNanos) {
    return Duration.ofNanos((long) ((System.nanoTime() - sinceNanos) * speed));
  }
}
