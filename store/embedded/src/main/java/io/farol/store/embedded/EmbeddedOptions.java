// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import java.time.Duration;

/// How much of the machine the store may take.
///
/// @param memoryBytes what DuckDB may hold before it spills to disk
/// @param threads of DuckDB, for the whole instance
/// @param questions how many questions are worked on at once; others wait
/// @param deadline after which a question is cancelled, waiting included
/// @param logBytes size of a file's write-ahead log at which it is checkpointed
/// @param reserveBytes free disk below which nothing is applied and nothing checkpointed
/// @param staleness how much older than the facts an answer over a range may be, and says so; zero:
///   a question waits until everything applied before it is in
/// @param settleRows rows of roll-ups after which those of each key are put together
public record EmbeddedOptions(
    long memoryBytes,
    int threads,
    int questions,
    Duration deadline,
    long logBytes,
    long reserveBytes,
    Duration staleness,
    long settleRows) {

  public static final EmbeddedOptions DEFAULTS =
      new EmbeddedOptions(
          256L << 20,
          2,
          2,
          Duration.ofSeconds(10),
          64L << 20,
          256L << 20,
          Duration.ofSeconds(2),
          100_000);

  public EmbeddedOptions {
    check("memory-bytes", memoryBytes);
    check("threads", threads);
    check("questions", questions);
    check("deadline", deadline.toMillis());
    check("log-bytes", logBytes);
  }

  public EmbeddedOptions withStaleness(Duration allowed) {
    return new EmbeddedOptions(
        memoryBytes, threads, questions, deadline, logBytes, reserveBytes, allowed, settleRows);
  }

  public EmbeddedOptions withSettleRows(long rows) {
    return new EmbeddedOptions(
        memoryBytes, threads, questions, deadline, logBytes, reserveBytes, staleness, rows);
  }

  public EmbeddedOptions withReserveBytes(long bytes) {
    return new EmbeddedOptions(
        memoryBytes, threads, questions, deadline, logBytes, bytes, staleness, settleRows);
  }

  private static void check(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "store." + name + " is " + value + "; it must be positive");
    }
  }
}
