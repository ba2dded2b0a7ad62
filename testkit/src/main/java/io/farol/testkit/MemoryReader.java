// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.flow.BatchReader;
import io.farol.flow.CleanBatch;
import io.farol.flow.Position;
import java.util.ArrayList;
import java.util.List;

/// A reader that keeps what it is handed. What comes with a position at or before its own has been
/// applied already and is ignored. Guarded by the lock of its store.
final class MemoryReader implements BatchReader {

  private final String name;
  private final MemoryStore store;
  private final List<CleanBatch> batches = new ArrayList<>();
  private Position position = Position.START;

  MemoryReader(String name, MemoryStore store) {
    this.name = name;
    this.store = store;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean durable() {
    return false;
  }

  @Override
  public Position position() {
    synchronized (store) {
      return position;
    }
  }

  @Override
  public void apply(Position upTo, List<CleanBatch> further) {
    synchronized (store) {
      if (upTo.compareTo(position) > 0) {
        batches.addAll(further);
        position = upTo;
        store.changed();
      }
    }
  }

  /// Everything it was handed, in order. To be called and read under the store's lock.
  List<CleanBatch> batches() {
    return batches;
  }
}
