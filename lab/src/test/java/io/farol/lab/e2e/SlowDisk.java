// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A disk that takes its time: each of a process's calls that make data safe returns later by a
/// delay, until this is closed. A tracer does it, which takes the right to trace the process.
final class SlowDisk implements AutoCloseable {

  private final Process tracer;

  private SlowDisk(Process tracer) {
    this.tracer = tracer;
  }

  /// Whether there is a tracer that may trace here; tried once, on a process of its own.
  static boolean canBeMade() throws InterruptedException {
    try {
      return new ProcessBuilder(command(Duration.ZERO, List.of("true")))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException missing) {
      return false;
    }
  }

  /// Slows the process down from now on: waits until all of its threads are traced.
  static SlowDisk of(long pid, Duration delay) throws IOException, InterruptedException {
    Process tracer =
        new ProcessBuilder(command(delay, List.of("-p", Long.toString(pid))))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    while (tracer.isAlive() && !isTraced(pid)) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    return new SlowDisk(tracer);
  }

  private static List<String> command(Duration delay, List<String> whom) {
    List<String> options =
        List.of(
            "strace",
            "-f",
            "-qqq",
            "-e",
            "trace=fsync,fdatasync",
            "-e",
            String.format(
                Locale.ROOT, "inject=fsync,fdatasync:delay_exit=%d", delay.toNanos() / 1000));
    return Stream.concat(options.stream(), whom.stream()).toList();
  }

  private static boolean isTraced(long pid) throws IOException {
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
      for (Path thread : threads.toList()) {
        Path status = thread.resolve("status");
        if (Files.exists(status) && Files.readString(status).contains("TracerPid:\t0\n")) {
          return false;
        }
      }
    }
    return true;
  }

  boolean isSlow() {
    return tracer.isAlive();
  }

  @Override
  public void close() throws InterruptedException {
    tracer.destroy();
    tracer.waitFor();
  }
}
