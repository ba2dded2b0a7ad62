// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.agent;

import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// A bounded queue of many writers and one reader that takes no lock: an offer is refused rather
/// than made to wait.
final class Inbox<T> {
  private final Queue<T> entries = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final int capacity;

  Inbox(int capacity) {
    this.capacity = capacity;
  }

  /// Whether there was room for the entry.
  boolean offer(T entry) {
    if (size.incrementAndGet() > capacity) {
      size.decrementAndGet();
      return false;
    }
    return entries.offer(entry);
  }

  /// Moves up to `most` entries, the oldest first.
  void drainTo(Collection<T> target, int most) {
    for (int taken = 0; taken < most; taken++) {
      T entry = entries.poll();
      if (entry == null) {
        return;
      }
      size.decrementAndGet();
      target.add(entry);
    }
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  int size() {
    return size.get();
  }
}
