// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import io.farol.flow.Position;
import io.farol.flow.Signal;
import io.farol.flow.Tally;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/// Knows what became of every record that came in. What is kept travels inside its batch and is
/// summed by the facts' reader; what is refused for good or known already while no batch is written
/// waits here for the next one. So `received = stored + pending + rejected + duplicate` holds at
/// any moment and after a crash, where what only waited here is forgotten on both sides of the
/// equation. Guarded by itself.
public final class Bookkeeping {

  private final Supplier<Tally> stored;
  private Tally kept;
  private Tally waiting = Tally.NOTHING;
  private final Deque<Mark> marks = new ArrayDeque<>();

  /// A batch that some reader has not passed.
  private record Mark(Position position, long keptEpochNanos) {}

  /// @param stored what the facts' reader has applied
  /// @param recovered what lay in the journal beyond it at the start
  public Bookkeeping(Supplier<Tally> stored, Tally recovered) {
    this.stored = stored;
    this.kept = stored.get().plus(recovered);
  }

  /// Takes what waits, to travel with the batch that is being made.
  synchronized Tally takeWaiting() {
    Tally taken = waiting;
    waiting = Tally.NOTHING;
    return taken;
  }

  /// Counts what no batch carries (yet).
  public synchronized void wait(Tally tally) {
    waiting = waiting.plus(tally);
  }

  synchronized void kept(Position position, Tally tally, long epochNanos) {
    kept = kept.plus(tally);
    marks.addLast(new Mark(position, epochNanos));
  }

  /// The counters of one signal.
  public synchronized Counters counters(Signal signal) {
    Tally.Count all = kept.of(signal).plus(waiting.of(signal));
    long storedNow = Math.min(stored.get().of(signal).accepted(), all.accepted());
    return new Counters(
        all.received(), storedNow, all.accepted() - storedNow, all.rejected(), all.duplicate());
  }

  /// How old the oldest batch is that a reader at this position has not applied, in nanoseconds; 0
  /// when none waits.
  public synchronized long lagNanos(Position reader, Position slowest, long nowEpochNanos) {
    while (!marks.isEmpty() && marks.getFirst().position().compareTo(slowest) <= 0) {
      marks.removeFirst();
    }
    for (Mark mark : marks) {
      if (mark.position().compareTo(reader) > 0) {
        return Math.max(0, nowEpochNanos - mark.keptEpochNanos());
      }
    }
    return 0;
  }

  /// `received = stored + pending + rejected + duplicate`.
  public record Counters(long received, long stored, long pending, long rejected, long duplicate) {}
}
