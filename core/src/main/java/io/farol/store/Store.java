// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store;

import io.farol.flow.BatchReader;
import io.farol.flow.Tally;
import java.util.List;

/// A place where facts and content lie and can be asked for. Safe for many threads.
public interface Store
    extends ExchangeStore,
        TrafficStore,
        CostStore,
        ContentStore,
        MetricStore,
        LogStore,
        AutoCloseable {

  /// The readers of the journal that fill it. Each keeps its own position.
  List<BatchReader> readers();

  /// What became of everything the facts' reader has applied.
  Tally stored();

  /// Everything received before this moment has been applied to the facts; 0 when nothing has been
  /// received.
  long completeThroughEpochNanos();

  /// Whether it can answer now.
  Check check();

  /// What is wrong with it, what is worst first; empty when all is well.
  List<Trouble> troubles();

  @Override
  void close();

  /// The answer to "are operations likely to succeed?".
  sealed interface Check {
    record Fine() implements Check {}

    /// @param detail what is wrong, in words
    record Broken(String detail) implements Check {}
  }
}
