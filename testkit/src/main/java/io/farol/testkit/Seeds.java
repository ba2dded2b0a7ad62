// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import java.util.concurrent.ThreadLocalRandom;

/// Runs a property for many random seeds. A failure names its seed; `-Dfarol.seed=N` runs that one
/// alone.
public final class Seeds {

  private static final String PROPERTY = "farol.seed";

  private Seeds() {}

  /// What must hold for every seed.
  @FunctionalInterface
  public interface Property {
    /// @throws Exception when it does not hold, as an assertion does
    void hold(long seed) throws Exception;
  }

  /// @throws AssertionError naming the first seed for which the property fails, with that failure
  ///   as its cause
  public static void check(int runs, Property property) {
    Long wanted = Long.getLong(PROPERTY);
    if (wanted != null) {
      run(wanted, property);
      return;
    }
    for (int i = 0; i < runs; i++) {
      run(ThreadLocalRandom.current().nextLong(), property);
    }
  }

  private static void run(long seed, Property property) {
    try {
      property.hold(seed);
    } catch (Exception | AssertionError | StackOverflowError | OutOfMemoryError failure) {
      String repeat = "seed " + seed + "; repeat with -D" + PROPERTY + "=" + seed;
      throw new AssertionError(repeat + "\n" + failure, failure);
    }
  }
}
