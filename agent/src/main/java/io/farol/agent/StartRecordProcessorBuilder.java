// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.agent;

import io.opentelemetry.sdk.common.Clock;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import java.time.Duration;
import java.util.Objects;

/// Builds a [StartRecordProcessor]. Every setting has a default; a wrong value is refused at once
/// with an [IllegalArgumentException].
public final class StartRecordProcessorBuilder {
  /// How often an open span is said to be alive, unless set otherwise.
  public static final Duration DEFAULT_ALIVE_INTERVAL = Duration.ofSeconds(10);

  /// How many starts may wait to be sent, unless set otherwise.
  public static final int DEFAULT_QUEUE_SIZE = 2048;

  private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);

  private final LogRecordExporter exporter;
  private Duration aliveInterval = DEFAULT_ALIVE_INTERVAL;
  private int queueSize = DEFAULT_QUEUE_SIZE;

  StartRecordProcessorBuilder(LogRecordExporter exporter) {
    this.exporter = Objects.requireNonNull(exporter, "exporter");
  }

  /// Sets how often `farol.span.alive` is sent for a span that is still open; 100 ms at least.
  /// Farol takes a sender for lost that has been silent for three intervals.
  public StartRecordProcessorBuilder setAliveInterval(Duration interval) {
    if (interval.compareTo(SHORTEST_INTERVAL) < 0) {
      throw new IllegalArgumentException(
          "farol.alive.interval: " + interval.toMillis() + " ms is too short; give 100 ms or more");
    }
    this.aliveInterval = interval;
    return this;
  }

  /// Sets how many starts may wait to be sent; more are dropped and counted. One at least.
  public StartRecordProcessorBuilder setQueueSize(int starts) {
    if (starts < 1) {
      throw new IllegalArgumentException("queue size: " + starts + " is too small; give 1 or more");
    }
    this.queueSize = starts;
    return this;
  }

  /// A processor whose sending thread, a daemon, has begun.
  public StartRecordProcessor build() {
    Clock clock = Clock.getDefault();
    OpenSpans open = new OpenSpans(aliveInterval, clock);
    Sender sender = new Sender(new Inbox<>(queueSize), open, new Exports(exporter), clock);
    sender.start();
    return new StartRecordProcessor(sender);
  }
}
