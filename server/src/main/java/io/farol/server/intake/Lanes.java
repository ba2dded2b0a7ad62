// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Where requests are unpacked, read, redacted and kept, so many bytes at once: what a request
/// costs of memory is a multiple of its size. Ordinary ones share one lane and wait in turn; large
/// ones go one at a time on a thread of their own, which the machine divides its cores with, so
/// that none of them holds up the others. Safe for many threads.
public final class Lanes {

  /// What an ordinary request has at most, unpacked. An SDK's batch of 512 spans with content has
  /// one MiB.
  static final int ORDINARY = 4 << 20;

  /// What an ordinary request is counted as at least: an empty one takes its room as well.
  static final int LEAST = 64 << 10;

  private static final int UNIT = 1 << 10;
  private static final int ORDINARY_AT_ONCE = 16 << 20;
  private static final int MOST_LARGE = 16;
  private static final int PATIENCE_SECONDS = 10;

  private final Semaphore ordinary = new Semaphore(ORDINARY_AT_ONCE / UNIT, true);
  private final Semaphore large = new Semaphore(MOST_LARGE);
  private final ExecutorService oneThread;

  /// @param oneThread runs one task at a time; the caller closes it
  public Lanes(ExecutorService oneThread) {
    this.oneThread = oneThread;
  }

  /// Waits for room among the ordinary ones, in turn.
  ///
  /// @return false when the others took too long: then there is nothing to [#leave]
  boolean enter(int bytes) throws InterruptedException {
    return ordinary.tryAcquire(units(bytes), PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  void leave(int bytes) {
    ordinary.release(units(bytes));
  }

  /// Does the work of a large request in its turn.
  ///
  /// @param full what to say instead when too many wait
  <T> T large(Callable<T> work, Supplier<T> full) throws Exception {
    if (!large.tryAcquire()) {
      return full.get();
    }
    try {
      return oneThread.submit(work).get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Exception failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw e;
      }
    } finally {
      large.release();
    }
  }

  private static int units(int bytes) {
    return (bytes + UNIT - 1) / UNIT;
  }
}
