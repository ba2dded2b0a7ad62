// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.agent;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The exports under way: at most four, so that one slow answer does not hold up the next starts,
/// and an endpoint that never answers costs four batches and no more. Called from one thread.
final class Exports {
  private static final Logger LOGGER = Logger.getLogger(Exports.class.getName());
  private static final int MAX_UNFINISHED = 4;

  private final LogRecordExporter exporter;
  private final Semaphore free = new Semaphore(MAX_UNFINISHED);
  private final Set<CompletableResultCode> unfinished = ConcurrentHashMap.newKeySet();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();

  Exports(LogRecordExporter exporter) {
    this.exporter = exporter;
  }

  /// Waits until another export may begin; false when that took longer than `millis`.
  boolean await(long millis) throws InterruptedException {
    if (!free.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
      return false;
    }
    free.release();
    return true;
  }

  /// Begins to export, and does not wait for the answer.
  void begin(List<SpanEvent> batch) {
    free.acquireUninterruptibly();
    CompletableResultCode result = result(batch);
    unfinished.add(result);
    result.whenComplete(() -> {
      (result.isSuccess() ? sent : failed).addAndGet(batch.size());
      unfinished.remove(result);
      free.release();
    });
  }

  private CompletableResultCode result(Collection<? extends LogRecordData> batch) {
    CompletableResultCode[] result = {CompletableResultCode.ofFailure()};
    try {
      OwnCalls.run(() -> result[0] = exporter.export(List.copyOf(batch)));
    } catch (RuntimeException | LinkageError e) {
      // A broken exporter loses records of ours; it must not end the thread, nor fill the log.
      LOGGER.log(Level.FINE, "Farol start records: the exporter failed", e);
    }
    return result[0];
  }

  long sent() {
    return sent.get();
  }

  long failed() {
    return failed.get();
  }

  /// Completes when every export that has begun is over, well or badly.
  CompletableResultCode allOver() {
    CompletableResultCode over = new CompletableResultCode();
    CompletableResultCode.ofAll(List.copyOf(unfinished)).whenComplete(over::succeed);
    return over;
  }

  CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
