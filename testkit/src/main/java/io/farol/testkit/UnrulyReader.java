// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.flow.BatchReader;
import io.farol.flow.CleanBatch;
import io.farol.flow.Position;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/// What is applied to it waits, and reaches the real reader later, cut into pieces with positions
/// in between, batches broken up and shuffled within a piece (the last one stays last), every piece
/// twice, and old pieces again. Its position is the real reader's, and so late too. Safe for many
/// threads.
final class UnrulyReader implements BatchReader {

  private record Piece(Position upTo, List<CleanBatch> batches) {}

  private final BatchReader reader;
  private final Dice dice;
  private final Deque<Piece> waiting = new ArrayDeque<>();
  private final List<Piece> old = new ArrayList<>();
  private Position accepted;

  UnrulyReader(BatchReader reader, Dice dice) {
    this.reader = reader;
    this.dice = dice;
    this.accepted = reader.position();
  }

  @Override
  public String name() {
    return reader.name();
  }

  @Override
  public boolean durable() {
    return reader.durable();
  }

  @Override
  public Position position() {
    settle();
    return reader.position();
  }

  /// Keeps what has got through so far.
  @Override
  public synchronized void settle() {
    letSomeThrough();
    reader.settle();
  }

  @Override
  public synchronized void apply(Position upTo, List<CleanBatch> batches) {
    if (upTo.compareTo(accepted) <= 0) {
      return;
    }
    List<CleanBatch> broken =
        batches.stream()
            .flatMap(batch -> (dice.percent(30) ? Breaking.apart(batch) : List.of(batch)).stream())
            .toList();
    long steps = Math.min(upTo.value() - accepted.value(), broken.size());
    int pieces = 1 + dice.below(Math.toIntExact(Math.min(4, Math.max(1, steps))));
    int from = 0;
    for (int piece = 1; piece <= pieces; piece++) {
      int to = broken.size() * piece / pieces;
      long at = accepted.value() + (upTo.value() - accepted.value()) * piece / pieces;
      waiting.add(new Piece(new Position(at), shuffled(broken.subList(from, to))));
      from = to;
    }
    accepted = upTo;
    letSomeThrough();
  }

  private List<CleanBatch> shuffled(List<CleanBatch> batches) {
    List<CleanBatch> shuffled = new ArrayList<>(batches);
    if (!shuffled.isEmpty()) {
      Collections.shuffle(shuffled.subList(0, shuffled.size() - 1), dice.random());
    }
    return shuffled;
  }

  /// Lets none, one or some of the waiting pieces through.
  synchronized void letSomeThrough() {
    while (!waiting.isEmpty() && dice.percent(60)) {
      Piece next = waiting.getFirst();
      reader.apply(next.upTo(), next.batches());
      waiting.removeFirst();
      reader.apply(next.upTo(), next.batches());
      old.add(next);
      Piece again = dice.pick(old);
      reader.apply(again.upTo(), again.batches());
    }
  }
}
