// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// A program with a real OpenTelemetry SDK that sends calls until it is told to stop, and tells of
/// each span what its exporter believes.
final class Exporter {

  final Set<String> made = ConcurrentHashMap.newKeySet();
  final Set<String> delivered = ConcurrentHashMap.newKeySet();
  final Set<String> dropped = ConcurrentHashMap.newKeySet();

  private final String service;
  private final Process process;
  private final Path log;
  private final Thread reading;

  /// @param log where the SDK's own log goes
  Exporter(String service, Path log, String... command) throws IOException {
    this.service = service;
    this.log = log;
    List<String> words = new ArrayList<>(List.of(command));
    words.add(service);
    process = new ProcessBuilder(words).redirectError(log.toFile()).start();
    reading = Thread.ofPlatform().name("reading-" + service).start(this::read);
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.split(" ", 2);
        switch (words[0]) {
          case "made" -> made.add(words[1]);
          case "delivered" -> delivered.add(words[1]);
          case "dropped" -> dropped.add(words[1]);
          default -> {}
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String service() {
    return service;
  }

  boolean alive() {
    return process.isAlive();
  }

  /// Ends its input: it sends what it has and ends.
  void tellToStop() throws IOException {
    process.getOutputStream().close();
  }

  /// @return whether it ended by itself
  boolean awaitEnd() throws InterruptedException {
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    process.destroyForcibly();
    reading.join(10_000);
    return ended;
  }

  String log() throws IOException {
    return Files.readString(log);
  }
}
