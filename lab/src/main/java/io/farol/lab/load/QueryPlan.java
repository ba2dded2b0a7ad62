// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

/// What is stored and asked.
///
/// @param seed of what is stored
/// @param exchanges how many, a multiple of 100
/// @param days over how many days they are spread, the last of them ending now
/// @param rate spans a second that come in meanwhile, or 0
/// @param rounds how often each question is asked
/// @param warmUp how often before, unmeasured
public record QueryPlan(long seed, long exchanges, int days, int rate, int rounds, int warmUp) {

  /// Refuses what cannot be done.
  ///
  /// @throws IllegalArgumentException naming the option, its value and what it may be
  public QueryPlan {
    if (exchanges < 100 || exchanges % 100 != 0) {
      throw new IllegalArgumentException(
          "--exchanges " + exchanges + " is no multiple of 100; give one, 100 at least");
    }
    atLeast("--days", days, 1);
    atLeast("--rate", rate, 0);
    atLeast("--rounds", rounds, 1);
    atLeast("--warm-up", warmUp, 0);
  }

  private static void atLeast(String option, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          option + " " + value + " is too small; give " + least + " or more");
    }
  }
}
