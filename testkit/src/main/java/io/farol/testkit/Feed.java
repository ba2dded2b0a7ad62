// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.flow.BatchReader;
import io.farol.flow.CleanBatch;
import io.farol.flow.Position;
import io.farol.store.Store;
import java.util.List;

/// Hands batches to the readers of a store as a journal would, with gaps between positions, and
/// waits until they have passed. Confined to one thread.
final class Feed {

  private static final int GAP = 10;
  private static final int PATIENCE = 100_000;

  private final Store store;
  private Position end;

  /// Goes on from where the furthest reader of the store is.
  Feed(Store store) {
    this.store = store;
    this.end =
        store.readers().stream()
            .map(BatchReader::position)
            .max(Position::compareTo)
            .orElse(Position.START);
  }

  /// All in one go.
  Position deliver(List<CleanBatch> batches) {
    offer(batches);
    settle();
    return end;
  }

  /// So many at a time.
  Position deliver(List<CleanBatch> batches, int atATime) {
    for (int from = 0; from < batches.size(); from += atATime) {
      offer(batches.subList(from, Math.min(batches.size(), from + atATime)));
    }
    settle();
    return end;
  }

  private void offer(List<CleanBatch> batches) {
    end = new Position(end.value() + (long) GAP * batches.size());
    for (BatchReader reader : store.readers()) {
      reader.apply(end, batches);
    }
  }

  private void settle() {
    for (BatchReader reader : store.readers()) {
      reader.settle();
      int looks = 0;
      while (reader.position().compareTo(end) < 0) {
        if (looks++ > PATIENCE) {
          throw new AssertionError(
              "reader %s stays at %s and never comes to %s"
                  .formatted(reader.name(), reader.position(), end));
        }
      }
    }
  }
}
