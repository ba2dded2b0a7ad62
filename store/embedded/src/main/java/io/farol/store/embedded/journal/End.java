// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded.journal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The journal's durable end, and a place to wait for it to move. Safe for many threads.
final class End {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private long position;
  private boolean closed;

  End(long position) {
    this.position = position;
  }

  long position() {
    lock.lock();
    try {
      return position;
    } finally {
      lock.unlock();
    }
  }

  void advance(long to) {
    lock.lock();
    try {
      position = to;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  enum Wait {
    PAST,
    OVER,
    CLOSED
  }

  /// Waits until the end lies past a position, for at most so long.
  Wait awaitPast(long known, long nanos) {
    lock.lock();
    try {
      long left = nanos;
      while (position <= known && !closed && left > 0) {
        left = moved.awaitNanos(left);
      }
      if (closed) {
        return Wait.CLOSED;
      }
      return position > known ? Wait.PAST : Wait.OVER;
    } catch (InterruptedException e) {
      closed = true;
      Thread.currentThread().interrupt();
      return Wait.CLOSED;
    } finally {
      lock.unlock();
    }
  }

  /// Waits for a time, or until the journal is closed.
  ///
  /// @return false when it is closed
  boolean pause(long millis) {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(millis);
      while (left > 0 && !closed) {
        left = moved.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      closed = true;
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    return !isClosed();
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }
}
