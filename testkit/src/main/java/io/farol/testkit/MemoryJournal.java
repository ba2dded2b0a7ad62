// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.flow.BatchCodec;
import io.farol.flow.BatchHeading;
import io.farol.flow.BatchReader;
import io.farol.flow.CleanBatch;
import io.farol.flow.Journal;
import io.farol.flow.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// The simplest [Journal]: a list, and one thread for each reader. It keeps nothing when closed.
/// Safe for many threads: the list is guarded by this object's lock.
public final class MemoryJournal implements Journal {

  private static final long RETRY_MILLIS = 10;

  private final List<CleanBatch> batches = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private boolean closed;

  @Override
  public synchronized Receipt append(CleanBatch batch) {
    if (closed) {
      return new Receipt.Refused(Reason.CLOSING, "the journal is closed", Duration.ofSeconds(1));
    }
    batches.add(batch);
    notifyAll();
    return new Receipt.Kept(end());
  }

  @Override
  public synchronized Position end() {
    return new Position(batches.size());
  }

  @Override
  public synchronized void attach(BatchReader reader) {
    threads.add(
        Thread.ofPlatform().daemon().name("journal-" + reader.name()).start(() -> follow(reader)));
  }

  @Override
  public void headings(Position from, BiConsumer<Position, BatchHeading> seen) {
    List<CleanBatch> kept;
    synchronized (this) {
      kept = List.copyOf(batches);
    }
    for (int at = Math.toIntExact(from.value()); at < kept.size(); at++) {
      seen.accept(new Position(at + 1L), BatchCodec.heading(BatchCodec.encode(kept.get(at))));
    }
  }

  @Override
  public void close() {
    List<Thread> running;
    synchronized (this) {
      closed = true;
      notifyAll();
      running = List.copyOf(threads);
    }
    for (Thread thread : running) {
      join(thread);
    }
  }

  private void follow(BatchReader reader) {
    Position from = reader.position();
    while (waitFor(from)) {
      List<CleanBatch> waiting;
      synchronized (this) {
        waiting = List.copyOf(batches.subList(Math.toIntExact(from.value()), batches.size()));
      }
      Position upTo = new Position(from.value() + waiting.size());
      if (applied(reader, upTo, waiting)) {
        from = upTo;
      } else {
        pause();
      }
    }
  }

  /// A reader that fails is tried again; why it failed is its own to tell.
  private static boolean applied(BatchReader reader, Position upTo, List<CleanBatch> waiting) {
    try {
      reader.apply(upTo, waiting);
      reader.settle();
      return true;
    } catch (RuntimeException failure) {
      return false;
    }
  }

  /// @return false when it is being closed
  private synchronized boolean waitFor(Position after) {
    while (!closed && batches.size() <= after.value()) {
      pauseUntilNotified(0);
    }
    return !closed;
  }

  private synchronized void pause() {
    if (!closed) {
      pauseUntilNotified(RETRY_MILLIS);
    }
  }

  private void pauseUntilNotified(long millis) {
    try {
      wait(millis);
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
