// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.cassette;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Answers a request with the cassette that its header names, and says when what came is not what
/// was sent.
final class StubOrigin implements AutoCloseable {

  private final ServerSocket server;
  private final List<Cassette> cassettes;

  StubOrigin(List<Cassette> cassettes) throws IOException {
    this.cassettes = cassettes;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      for (String head = head(in); !head.isEmpty(); head = head(in)) {
        Cassette cassette = cassettes.get(Integer.parseInt(value(head, "x-cassette")));
        byte[] body = in.readNBytes(Integer.parseInt(value(head, "content-length")));
        boolean same =
            Arrays.equals(body, cassette.request())
                && head.startsWith(cassette.method() + " " + cassette.target() + " HTTP/1.1\r\n");
        StringBuilder answer = new StringBuilder("HTTP/1.1 " + (same ? cassette.status() : 599));
        answer.append(" Recorded\r\n");
        cassette
            .headers()
            .forEach(
                (name, value) -> answer.append(name).append(": ").append(value).append("\r\n"));
        boolean bodiless = cassette.status() == 204 || cassette.status() == 304;
        if (!bodiless) {
          answer.append("content-length: ").append(cassette.response().length).append("\r\n");
        }
        out.write(answer.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        if (!bodiless) {
          out.write(cassette.response());
        }
        out.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int tail = 0;
    while (tail != 0x0D0A0D0A) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.write(next);
      tail = tail << 8 | next;
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  static String value(String head, String name) {
    for (String line : head.split("\r\n")) {
      if (line.toLowerCase(Locale.ROOT).startsWith(name + ":")) {
        return line.substring(name.length() + 1).strip();
      }
    }
    return "0";
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
