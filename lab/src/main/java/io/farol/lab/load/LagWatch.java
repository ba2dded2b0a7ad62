// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/// Asks a server each second how far its readers are behind the journal, while spans come in.
final class LagWatch implements AutoCloseable {

  private static final Duration POLL = Duration.ofSeconds(1);

  private final Api api;
  private final Thread thread;
  private volatile long mostMillis;

  private LagWatch(Api api) {
    this.api = api;
    this.thread = Thread.ofVirtual().unstarted(this::watch);
  }

  static LagWatch start(Api api) {
    LagWatch watch = new LagWatch(api);
    watch.thread.start();
    return watch;
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(POLL);
        mostMillis = Math.max(mostMillis, lagMillis(api.get("/status", Map.of())));
      }
    } catch (IOException | InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /// How far the slowest reader is behind.
  static long lagMillis(JsonNode status) {
    long lag = 0;
    for (JsonNode reader : status.path("readers")) {
      lag = Math.max(lag, reader.path("lagMillis").asLong());
    }
    return lag;
  }

  /// The most that was seen.
  long mostMillis() {
    return mostMillis;
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
