// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

/// A place in the journal: everything up to and including it has been appended. Positions grow,
/// with gaps.
public record Position(long value) implements Comparable<Position> {

  /// Before the first batch.
  public static final Position START = new Position(0);

  public Position {
    if (value < 0) {
      throw new IllegalArgumentException("position is " + value + "; the first one is 0");
    }
  }

  @Override
  public int compareTo(Position other) {
    return Long.compare(value, other.value);
  }
}
