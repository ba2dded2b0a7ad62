// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// How long each step of a start took, told in one line of the log once the doors are open.
/// Confined to the thread that starts.
final class StartSteps {

  private static final Logger LOG = LoggerFactory.getLogger(Farol.class);

  private LoggingEventBuilder line = LOG.atInfo();
  private final long processMillis = ManagementFactory.getRuntimeMXBean().getUptime();
  private final long began = System.nanoTime();
  private long last = began;

  StartSteps() {
    line = line.addKeyValue("processMillis", processMillis);
  }

  /// The step that ends here.
  void done(String step) {
    long now = System.nanoTime();
    line = line.addKeyValue(step + "Millis", TimeUnit.NANOSECONDS.toMillis(now - last));
    last = now;
  }

  void ready() {
    line.addKeyValue("millis", processMillis + TimeUnit.NANOSECONDS.toMillis(last - began))
        .log("ready");
  }
}
