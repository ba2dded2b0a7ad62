// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.flow.BatchReader;
import io.farol.flow.CleanBatch;
import io.farol.flow.Position;
import java.util.ArrayList;
import java.util.List;

/// A reader that writes down what it was handed, and can be told to fail. Safe for many threads.
public final class RecordingReader implements BatchReader {

  private final String name;
  private final boolean durable;
  private final List<CleanBatch> batches = new ArrayList<>();
  private final List<Position> positions = new ArrayList<>();
  private Position position;
  private int failures;
  private int failed;

  private RecordingReader(String name, boolean durable, Position position) {
    this.name = name;
    this.durable = durable;
    this.position = position;
  }

  /// One for which the journal keeps nothing.
  public static RecordingReader passing(String name, Position from) {
    return new RecordingReader(name, false, from);
  }

  /// One for which the journal keeps what it has not passed.
  public static RecordingReader durable(String name, Position from) {
    return new RecordingReader(name, true, from);
  }

  /// Makes the next so many applications fail.
  public synchronized RecordingReader failing(int times) {
    failures = times;
    return this;
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
  public synchronized void apply(Position upTo, List<CleanBatch> further) {
    if (failures > 0) {
      failures--;
      failed++;
      throw new IllegalStateException(name + " was told to fail, " + failures + " more to come");
    }
    batches.addAll(further);
    positions.add(upTo);
    position = upTo;
  }

  /// Everything it was handed, in order, whatever the positions said.
  public synchronized List<CleanBatch> batches() {
    return List.copyOf(batches);
  }

  /// The positions it was handed, in order.
  public synchronized List<Position> positions() {
    return List.copyOf(positions);
  }

  /// How often it failed as it was told.
  public synchronized int failed() {
    return failed;
  }
}
