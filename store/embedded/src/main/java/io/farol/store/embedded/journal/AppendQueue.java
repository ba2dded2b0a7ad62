// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Appends that wait for the writer, bounded in bytes. What the writer is writing counts until it
/// is done. Safe for many threads; taken from by one.
final class AppendQueue {

  enum Offer {
    TAKEN,
    FULL,
    CLOSED
  }

  private static final long GROUP_BYTES = 4L << 20;

  private final long capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private long bytes;
  private boolean closed;

  AppendQueue(long capacity) {
    this.capacity = capacity;
  }

  Offer offer(Waiting append) {
    lock.lock();
    try {
      if (closed) {
        return Offer.CLOSED;
      }
      int size = append.payload.length;
      if (bytes > 0 && bytes + size > capacity) {
        return Offer.FULL;
      }
      bytes += size;
      waiting.addLast(append);
      filled.signal();
      return Offer.TAKEN;
    } finally {
      lock.unlock();
    }
  }

  /// Waits for appends and takes all that are there, up to some megabytes.
  ///
  /// @return empty once the queue is closed and drained
  List<Waiting> take() {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        filled.awaitUninterruptibly();
      }
      List<Waiting> group = new ArrayList<>();
      long size = 0;
      while (!waiting.isEmpty() && (group.isEmpty() || size < GROUP_BYTES)) {
        Waiting next = waiting.removeFirst();
        size += next.payload.length;
        group.add(next);
      }
      return group;
    } finally {
      lock.unlock();
    }
  }

  /// Frees the room of a group that was answered.
  void done(List<Waiting> group) {
    lock.lock();
    try {
      for (Waiting each : group) {
        bytes -= each.payload.length;
      }
    } finally {
      lock.unlock();
    }
  }

  long bytes() {
    lock.lock();
    try {
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      filled.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
