// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.agent;

import io.opentelemetry.sdk.common.Clock;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The daemon thread that sends. It wakes with the first start, gathers what comes within 20 ms
/// (well below the promised 100 ms, and enough to turn a burst into one request), and sends that
/// with the alive records then due.
final class Sender implements Runnable {
  private static final Logger LOGGER = Logger.getLogger(Sender.class.getName());
  private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long REPORT_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long LAST_WAIT_MILLIS = 1000;
  private static final long RETRY_MILLIS = 100;
  private static final int MAX_BATCH = 512;

  private final Inbox<OpenSpan> inbox;
  private final OpenSpans open;
  private final Exports exports;
  private final Clock clock;
  private final Thread thread;
  private final AtomicBoolean parked = new AtomicBoolean();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final AtomicLong dropped = new AtomicLong();

  /// Starts that wait for the request below to say where their calls go.
  private final List<OpenSpan> held = new ArrayList<>();

  private final Queue<CompletableResultCode> flushes = new ConcurrentLinkedQueue<>();
  private final CompletableResultCode ended = new CompletableResultCode();
  private long reported;
  private long reportedAtNanos;

  Sender(Inbox<OpenSpan> inbox, OpenSpans open, Exports exports, Clock clock) {
    this.inbox = inbox;
    this.open = open;
    this.exports = exports;
    this.clock = clock;
    this.reportedAtNanos = clock.nanoTime() - REPORT_NANOS;
    this.thread = new Thread(this, "farol-start-records");
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /// Takes the start of a span, or counts it as dropped; never waits.
  void offer(OpenSpan span) {
    if (!stopped.get() && inbox.offer(span)) {
      wake();
    } else {
      dropped.incrementAndGet();
    }
  }

  long sent() {
    return exports.sent();
  }

  long failed() {
    return exports.failed();
  }

  long dropped() {
    return dropped.get();
  }

  CompletableResultCode flush() {
    if (stopped.get()) {
      return ended;
    }
    CompletableResultCode done = new CompletableResultCode();
    flushes.add(done);
    wake();
    return done;
  }

  CompletableResultCode shutdown() {
    if (stopped.compareAndSet(false, true)) {
      LockSupport.unpark(thread);
    }
    return ended;
  }

  @Override
  public void run() {
    try {
      while (!stopped.get()) {
        sleepUntilNeeded();
        gather();
        sendSome();
        reportDrops();
        flushIfAsked();
      }
      sendTheRest();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stopped.set(true);
      end();
    }
  }

  private void wake() {
    if (parked.compareAndSet(true, false)) {
      LockSupport.unpark(thread);
    }
  }

  private void sleepUntilNeeded() {
    parked.set(true);
    if (inbox.isEmpty() && held.isEmpty() && flushes.isEmpty() && !stopped.get()) {
      LockSupport.parkNanos(open.nanosToNext());
    }
    parked.set(false);
  }

  private void gather() {
    long deadline = clock.nanoTime() + GATHER_NANOS;
    long left = inbox.isEmpty() && held.isEmpty() ? 0 : GATHER_NANOS;
    while (left > 0 && inbox.size() < MAX_BATCH && flushes.isEmpty() && !stopped.get()) {
      LockSupport.parkNanos(left);
      left = deadline - clock.nanoTime();
    }
  }

  /// Leaves everything where it is while too many exports are under way: the queue is bounded.
  private void sendSome() throws InterruptedException {
    if (exports.await(RETRY_MILLIS)) {
      List<SpanEvent> batch = nextBatch();
      if (!batch.isEmpty()) {
        exports.begin(batch);
      }
    }
  }

  private List<SpanEvent> nextBatch() {
    List<SpanEvent> batch = new ArrayList<>();
    open.collect(batch, MAX_BATCH);
    List<OpenSpan> starts = new ArrayList<>(held);
    inbox.drainTo(starts, MAX_BATCH - held.size());
    held.clear();
    boolean hurried = !flushes.isEmpty() || stopped.get();
    for (OpenSpan span : starts) {
      if (!hurried && span.awaitsDestination(clock.now())) {
        held.add(span);
      } else {
        batch.add(span.startNow());
        open.add(span);
      }
    }
    return batch;
  }

  private void flushIfAsked() {
    if (inbox.isEmpty() && held.isEmpty()) {
      for (CompletableResultCode done = flushes.poll(); done != null; done = flushes.poll()) {
        exports.allOver().whenComplete(done::succeed);
      }
    }
  }

  private void sendTheRest() throws InterruptedException {
    while (!(inbox.isEmpty() && held.isEmpty()) && exports.await(LAST_WAIT_MILLIS)) {
      sendSome();
    }
  }

  private void end() {
    exports
        .allOver()
        .whenComplete(() -> {
          flushes.forEach(CompletableResultCode::succeed);
          exports.shutdown().whenComplete(ended::succeed);
        });
  }

  private void reportDrops() {
    long drops = dropped.get();
    if (drops > reported && clock.nanoTime() - reportedAtNanos >= REPORT_NANOS) {
      LOGGER.log(
          Level.WARNING,
          "Farol start records: {0} left out since the last report, the queue was full",
          drops - reported);
      reported = drops;
      reportedAtNanos = clock.nanoTime();
    }
  }
}
