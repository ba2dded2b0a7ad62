// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded.journal;

import io.farol.flow.BatchReader;
import io.farol.flow.CleanBatch;
import io.farol.flow.Position;
import java.util.ArrayList;
import java.util.List;

/// Remembers the numbers of the batches it was handed. Safe for many threads.
final class CollectingReader implements BatchReader {

  private final String name;
  private final boolean durable;
  private final List<Long> numbers = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private Position position;
  private int failures;

  CollectingReader(String name, boolean durable, Position position) {
    this.name = name;
    this.durable = durable;
    this.position = position;
  }

  CollectingReader() {
    this("facts", true, Position.START);
  }

  record Gap(Position from, Position to) {}

  /// Stands further back from now on, which it finds out at the next apply.
  synchronized void goBack(Position to) {
    position = to;
    failures = 1;
  }

  @Override
  public synchronized void skipped(Position from, Position to, String what) {
    gaps.add(new Gap(from, to));
  }

  synchronized List<Gap> gaps() {
    return List.copyOf(gaps);
  }

  synchronized void failTimes(int times) {
    failures = times;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean durable() {
    return durable;
  }

  @Override
  public synchronized Position position() {
    return position;
  }

  @Override
  public synchronized void apply(Position upTo, List<CleanBatch> batches) {
    if (failures > 0) {
      failures--;
      throw new IllegalStateException("cannot now");
    }
    batches.forEach(batch -> numbers.add(Batches.numberOf(batch)));
    position = upTo;
  }

  synchronized List<Long> numbers() {
    return List.copyOf(numbers);
  }
}
