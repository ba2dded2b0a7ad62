// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/// A server of others as a process of this machine, what it prints in a log.
record PeerProcess(String name, Process process, Path log) {

  private static final Duration COME_UP = Duration.ofMinutes(3);

  /// Starts it.
  static PeerProcess start(String name, ProcessBuilder builder, Path log) throws IOException {
    return new PeerProcess(
        name, builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// Waits until all of the ports are open.
  ///
  /// @throws IOException when it ends or they are not open within three minutes, with what it
  ///   printed; it is ended then
  void awaitOpen(int... ports) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(COME_UP);
    for (int port : ports) {
      while (!isOpen(port)) {
        if (!process.isAlive() || Instant.now().isAfter(end)) {
          close();
          throw new IOException(name + " did not come up:\n" + Files.readString(log));
        }
        Thread.sleep(Duration.ofMillis(200));
      }
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

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  void close() {
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
