// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

/// What is to be sent.
///
/// @param seed of the contents
/// @param run of the ids, so that two runs against one server do not meet
/// @param spans how many are prepared at most
/// @param batch spans to a request
/// @param connections how many HTTP/2 connections
/// @param inFlight calls unanswered at a time, on each connection
/// @param rate spans a second, or 0 for as many as will go
/// @param seconds how long, at most
public record Plan(
    long seed,
    long run,
    int spans,
    int batch,
    int connections,
    int inFlight,
    int rate,
    int seconds) {
  /// Refuses what cannot be sent.
  ///
  /// @throws IllegalArgumentException naming the option, its value and what it may be
  public Plan {
    atLeast("--spans", spans, 1);
    atLeast("--batch", batch, 1);
    atLeast("--connections", connections, 1);
    atLeast("--in-flight", inFlight, 1);
    atLeast("--rate", rate, 0);
    atLeast("--seconds", seconds, 1);
  }

  /// The value of `deployment.environment.name`, by which the run is read back alone.
  String environment() {
    return "bench-" + Long.toHexString(run);
  }

  int requests() {
    return (wanted() + batch - 1) / batch;
  }

  /// How many spans will be needed: no more than the rate can use up.
  int wanted() {
    return rate == 0 ? spans : (int) Math.min(spans, (long) rate * seconds);
  }

  int spansOf(int request) {
    return Math.min(batch, wanted() - request * batch);
  }

  private static void atLeast(String option, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          option + " " + value + " is too small; give " + least + " or more");
    }
  }
}
