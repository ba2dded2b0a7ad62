// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Asks for a long list and reads its answer at a thousand bytes a second, again and again, on a
/// thread of its own until it is closed.
final class SlowReader implements AutoCloseable {

  private static final int BYTES = 100;
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int IN_TIME_MILLIS = 60_000;

  /// As little as the kernel allows, so that the rest waits in the server.
  private static final int BUFFER = 4096;

  private final URI server;
  private final AtomicLong read = new AtomicLong();
  private final Thread thread;
  private volatile boolean closed;
  private volatile String failure = "";

  private SlowReader(URI server) {
    this.server = server;
    this.thread = Thread.ofVirtual().start(this::run);
  }

  /// @param server its HTTP API; it must be open
  static SlowReader start(URI server) {
    return new SlowReader(server);
  }

  /// How many bytes it has read.
  long read() {
    return read.get();
  }

  /// Why it gave up, or empty.
  String failure() {
    return failure;
  }

  private void run() {
    while (!closed && failure.isEmpty()) {
      try {
        ask();
      } catch (IOException e) {
        failure = e.toString();
      } catch (InterruptedException e) {
        closed = true;
      }
    }
  }

  private void ask() throws IOException, InterruptedException {
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(BUFFER);
      socket.setSoTimeout(IN_TIME_MILLIS);
      socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
      String request =
          "GET /api/v1/exchanges?limit=1000 HTTP/1.1\r\nHost: %s:%d\r\nConnection: close\r\n\r\n"
              .formatted(server.getHost(), server.getPort());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      byte[] few = new byte[BYTES];
      for (int count = in.read(few); count >= 0 && !closed; count = in.read(few)) {
        read.addAndGet(count);
        Thread.sleep(PAUSE);
      }
    }
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.interrupt();
    thread.join();
  }
}
