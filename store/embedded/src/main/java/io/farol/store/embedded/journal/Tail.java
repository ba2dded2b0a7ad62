// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded.journal;

import io.farol.flow.CleanBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The newest batches, kept in memory so that a reader close to the end reads no file, and let go
/// once the readers that keep up have had them. Safe for many threads.
final class Tail {

  /// @param start the position before it
  /// @param end the position after it
  record Entry(long start, long end, CleanBatch batch) {}

  private final long capacity;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private final Map<ChunkSource, Long> asked = new HashMap<>();
  private long bytes;

  /// @param capacity in bytes of the log
  Tail(long capacity) {
    this.capacity = capacity;
  }

  synchronized void add(Entry entry) {
    entries.addLast(entry);
    bytes += entry.end() - entry.start();
    // The newest stays whatever its size: else every reader would read a large batch from the file,
    // each holding a copy of its own.
    while (bytes > capacity && entries.size() > 1) {
      removeFirst();
    }
  }

  private void removeFirst() {
    Entry gone = entries.removeFirst();
    bytes -= gone.end() - gone.start();
  }

  /// Who lags behind all that is here reads the file, and keeps nothing here.
  private void release() {
    long first = entries.isEmpty() ? 0 : entries.getFirst().start();
    long had =
        asked.values().stream().mapToLong(at -> at).filter(at -> at >= first).min().orElse(first);
    while (!entries.isEmpty() && entries.getFirst().end() <= had) {
      removeFirst();
    }
  }

  /// Batches after a position, in order, at least one.
  ///
  /// @param source who asks, and has had everything before
  /// @param most bytes of the log to hand out, unless the first alone is larger
  /// @return null when not all that follows is here
  synchronized @Nullable List<Entry> after(ChunkSource source, long position, long most) {
    asked.put(source, position);
    release();
    Entry first = entries.peekFirst();
    if (first == null || position < first.start()) {
      return null;
    }
    List<Entry> found = new ArrayList<>();
    long size = 0;
    for (Entry entry : entries) {
      if (entry.end() <= position) {
        continue;
      }
      size += entry.end() - entry.start();
      if (size > most && !found.isEmpty()) {
        break;
      }
      found.add(entry);
    }
    return found.isEmpty() ? null : found;
  }
}
