// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway.faithful;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// An origin server whose connections the test holds in its hands.
public final class Origin implements AutoCloseable {

  private final ServerSocket server;
  private final BlockingQueue<Wire> accepted = new LinkedBlockingQueue<>();

  Origin() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        accepted.add(new Wire(socket));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  int port() {
    return server.getLocalPort();
  }

  /// The next connection that the proxy opens.
  Wire connection() {
    try {
      Wire next = accepted.poll(Wire.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (next == null) {
        throw new AssertionError("the proxy opened no connection to the origin");
      }
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// A connection that is there already, or null.
  public @Nullable Wire connectionNow() {
    return accepted.poll();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
