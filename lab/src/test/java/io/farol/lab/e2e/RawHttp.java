// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/// One HTTP/1.1 connection by hand: it sends what no client library would.
final class RawHttp implements AutoCloseable {

  static final Answer NONE = new Answer(0, "", "");

  private final Socket socket;
  private final String host;

  /// @param head status line and headers
  record Answer(int status, String head, String body) {}

  RawHttp(String url) {
    URI uri = URI.create(url);
    try {
      socket = new Socket(uri.getHost(), uri.getPort());
      host = uri.getHost() + ":" + uri.getPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The head of a POST.
  RawHttp head(String path, String... headers) {
    StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\n");
    for (int i = 0; i < headers.length; i += 2) {
      head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
    }
    send(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /// @return false when the other side has had enough
  boolean send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  /// Reads one answer; [#NONE] when the connection ends without one, or none comes in time.
  Answer answer(Duration patience) {
    try {
      socket.setSoTimeout((int) patience.toMillis());
      InputStream in = socket.getInputStream();
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        int next = in.read();
        if (next < 0) {
          return NONE;
        }
        head.write(next);
      }
      String text = head.toString(StandardCharsets.ISO_8859_1);
      int length = 0;
      for (String line : text.split("\r\n")) {
        if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
          length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
        }
      }
      return new Answer(
          Integer.parseInt(text.split(" ")[1]),
          text,
          new String(in.readNBytes(length), StandardCharsets.UTF_8));
    } catch (IOException endedOrLate) {
      return NONE;
    }
  }

  /// Whether the other side ends the connection in time; what it sends before is dropped.
  boolean ends(Duration patience) {
    try {
      socket.setSoTimeout((int) patience.toMillis());
      InputStream in = socket.getInputStream();
      byte[] dropped = new byte[8192];
      int read = 0;
      while (read >= 0) {
        read = in.read(dropped);
      }
      return true;
    } catch (SocketTimeoutException late) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  @Override
  public void close() {
    cut();
  }

  /// Ends it from this side, whatever is still under way.
  void cut() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
