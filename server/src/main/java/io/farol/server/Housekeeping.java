// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server;

import io.farol.server.log.SafeCause;
import io.farol.store.embedded.EmbeddedStore;
import io.farol.store.embedded.Retention;
import io.farol.store.embedded.Retention.Forgotten;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Drops what is over its time, soon after the start and then every hour, on a thread of its own.
final class Housekeeping implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

  private final EmbeddedStore store;
  private final Retention retention;
  private final InstantSource clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("farol-housekeeping").daemon().factory());

  Housekeeping(EmbeddedStore store, Retention retention, InstantSource clock) {
    this.store = store;
    this.retention = retention;
    this.clock = clock;
  }

  void start() {
    var _ = thread.scheduleWithFixedDelay(this::run, 5, 3_600, TimeUnit.SECONDS);
  }

  private void run() {
    try {
      Forgotten dropped = store.forget(retention, TimeUnit.MILLISECONDS.toNanos(clock.millis()));
      if (!dropped.isNothing()) {
        LOG.atInfo()
            .addKeyValue("contentDays", dropped.contentDays())
            .addKeyValue("spans", dropped.spans())
            .addKeyValue("logs", dropped.logs())
            .addKeyValue("metrics", dropped.metrics())
            .addKeyValue("entries", dropped.entries())
            .log("what is over its time was dropped");
      }
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(SafeCause.of(e)).log("what is over its time is dropped later");
    }
  }

  /// Waits for what is being dropped.
  @Override
  public void close() {
    thread.close();
  }
}
