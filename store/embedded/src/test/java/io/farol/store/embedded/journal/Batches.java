// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded.journal;

import io.farol.flow.CleanBatch;
import io.farol.flow.DraftBatch;
import io.farol.flow.Signal;
import io.farol.flow.Tally;
import io.farol.model.LogLine;
import io.farol.model.Origin;
import io.farol.model.Value;
import java.util.List;
import java.util.Map;

/// Small batches that can be told apart.
final class Batches {

  private Batches() {}

  static CleanBatch numbered(long number) {
    return numbered(number, 20);
  }

  /// @param bytes about how long the batch is
  static CleanBatch numbered(long number, int bytes) {
    LogLine line =
        new LogLine(
            new Origin("assistant", null, null, null, null),
            number,
            9,
            null,
            null,
            Value.of("x".repeat(bytes)),
            Map.of());
    return CleanBatch.redact(
        new DraftBatch(
            "default", 1, List.of(), List.of(line), List.of(), Tally.of(Signal.LOGS, 1, 0, 0)),
        (key, raw) -> raw);
  }

  static long numberOf(CleanBatch batch) {
    return batch.logs().getFirst().atEpochNanos();
  }
}
