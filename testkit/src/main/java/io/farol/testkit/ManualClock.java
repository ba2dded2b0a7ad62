// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/// A clock that stands still until it is moved by hand. Safe for many threads.
public final class ManualClock implements InstantSource {

  private final AtomicReference<Instant> now;

  public ManualClock(Instant start) {
    now = new AtomicReference<>(start);
  }

  /// A clock that stands at [Drafts#NOON].
  public static ManualClock atNoon() {
    return new ManualClock(Instant.ofEpochSecond(0, Drafts.NOON));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  /// Moves it on, or back by a negative duration, and says where it stands.
  public Instant advance(Duration by) {
    return now.updateAndGet(instant -> instant.plus(by));
  }

  public void set(Instant instant) {
    now.set(instant);
  }

  /// Nanoseconds since 1970 UTC.
  public long epochNanos() {
    Instant instant = now.get();
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
  }
}
