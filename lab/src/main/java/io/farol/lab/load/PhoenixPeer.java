// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Arize Phoenix with its own SQLite, as `phoenix serve` starts it, its own telemetry off.
final class PhoenixPeer implements Peer {

  private static final Duration COME_UP = Duration.ofMinutes(3);

  /// Prints how many spans are committed in the database that is its argument.
  private static final String COUNT =
      """
      import sqlite3, sys
      print(sqlite3.connect("file:" + sys.argv[1] + "?mode=ro", uri=True).execute("select count(*) from spans").fetchone()[0])
      """;

  private final Path python;
  private final Path data;
  private final Process process;
  private final int grpcPort;

  private PhoenixPeer(Path python, Path data, Process process, int grpcPort) {
    this.python = python;
    this.data = data;
    this.process = process;
    this.grpcPort = grpcPort;
  }

  /// Starts it on free ports and waits until it takes spans.
  ///
  /// @param python of an environment in which it is installed
  static PhoenixPeer start(Path python, Path folder) throws IOException, InterruptedException {
    Path data = Files.createDirectories(folder.resolve("data"));
    Path log = folder.resolve("phoenix.log");
    int http = freePort();
    int grpc = freePort();
    ProcessBuilder builder =
        new ProcessBuilder(python.toString(), "-m", "phoenix.server.main", "serve")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("PHOENIX_WORKING_DIR", data.toString());
    builder.environment().put("PHOENIX_HOST", "127.0.0.1");
    builder.environment().put("PHOENIX_PORT", Integer.toString(http));
    builder.environment().put("PHOENIX_GRPC_PORT", Integer.toString(grpc));
    builder.environment().put("PHOENIX_TELEMETRY_ENABLED", "false");
    PhoenixPeer peer = new PhoenixPeer(python, data, builder.start(), grpc);
    Instant end = Instant.now().plus(COME_UP);
    while (!isOpen(http) || !isOpen(grpc)) {
      if (!peer.process.isAlive() || Instant.now().isAfter(end)) {
        peer.close();
        throw new IOException("Phoenix did not come up:\n" + Files.readString(log));
      }
      Thread.sleep(Duration.ofMillis(200));
    }
    return peer;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean isOpen(int port) {
    try {
      new Socket(InetAddress.getLoopbackAddress(), port).close();
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public URI grpc() {
    return URI.create("http://127.0.0.1:" + grpcPort);
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public Path data() {
    return data;
  }

  @Override
  public long readable() throws IOException, InterruptedException {
    Process count =
        new ProcessBuilder(
                List.of(python.toString(), "-c", COUNT, data.resolve("phoenix.db").toString()))
            .redirectErrorStream(true)
            .start();
    String said = new String(count.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (count.waitFor() != 0) {
      throw new IOException("Phoenix's spans cannot be counted: " + said);
    }
    return Long.parseLong(said);
  }

  @Override
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
