// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway.faithful;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// One end of a TCP connection, by hand: bytes out, bytes in, each char of a text one byte.
public final class Wire implements AutoCloseable {

  public static final Duration PATIENCE =
      Duration.ofSeconds(Integer.getInteger("farol.patience", 10));

  private final Socket socket;

  Wire(Socket socket) {
    this.socket = socket;
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) PATIENCE.toMillis());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Wire connect(int port) {
    try {
      return new Wire(new Socket(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Wire send(String text) {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public Wire send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The next head with its empty line.
  public String head() {
    return until("\r\n\r\n");
  }

  String line() {
    return until("\r\n");
  }

  String until(String end) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] tail = end.getBytes(StandardCharsets.ISO_8859_1);
    try {
      InputStream in = socket.getInputStream();
      int matched = 0;
      while (matched < tail.length) {
        int next = in.read();
        if (next < 0) {
          throw new AssertionError(
              "the connection ended after: " + bytes.toString(StandardCharsets.ISO_8859_1));
        }
        bytes.write(next);
        matched = next == tail[matched] ? matched + 1 : next == tail[0] ? 1 : 0;
      }
      return bytes.toString(StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new AssertionError(e + " after: " + bytes.toString(StandardCharsets.ISO_8859_1), e);
    }
  }

  public String bytes(int count) {
    try {
      return new String(socket.getInputStream().readNBytes(count), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new AssertionError(e.toString(), e);
    }
  }

  int read(byte[] into) throws IOException {
    return socket.getInputStream().read(into);
  }

  /// A whole chunked body, its last line of trailers included: data, then trailers as they came.
  Chunked chunked() {
    StringBuilder data = new StringBuilder();
    while (true) {
      int size = Integer.parseInt(line().strip().replaceAll(";.*", ""), 16);
      if (size == 0) {
        break;
      }
      data.append(bytes(size));
      bytes(2);
    }
    StringBuilder trailers = new StringBuilder();
    for (String line = line(); !line.equals("\r\n"); line = line()) {
      trailers.append(line);
    }
    return new Chunked(data.toString(), trailers.toString());
  }

  record Chunked(String data, String trailers) {}

  /// A body framed as its head says.
  public String body(String head) {
    String length = value(head, "content-length");
    if (length != null) {
      return bytes(Integer.parseInt(length));
    }
    return value(head, "transfer-encoding") == null ? rest() : chunked().data();
  }

  public static @org.jspecify.annotations.Nullable String value(String head, String name) {
    return fields(head).stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(null);
  }

  /// The header lines in order.
  public static List<String> fields(String head) {
    String[] lines = head.split("\r\n");
    return Arrays.asList(lines).subList(1, lines.length);
  }

  /// Everything up to the end of the connection.
  public String rest() {
    try {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new AssertionError(e.toString(), e);
    }
  }

  /// How the connection ended: true for a reset, false for an orderly end. What comes before is
  /// dropped.
  boolean endsInReset() {
    byte[] dropped = new byte[8192];
    try {
      InputStream in = socket.getInputStream();
      while (in.read(dropped) >= 0) {
        // dropped
      }
      return false;
    } catch (SocketTimeoutException stillOpen) {
      throw new AssertionError("the connection did not end", stillOpen);
    } catch (IOException reset) {
      return true;
    }
  }

  /// Waits until the other side has ended the connection, whichever way.
  public void ended() {
    endsInReset();
  }

  /// True when nothing comes for a while.
  boolean silent(Duration length) {
    try {
      socket.setSoTimeout((int) length.toMillis());
      int next = socket.getInputStream().read();
      if (next >= 0) {
        throw new AssertionError("a byte came: " + next);
      }
      return false;
    } catch (SocketTimeoutException silent) {
      return true;
    } catch (IOException e) {
      return false;
    } finally {
      try {
        socket.setSoTimeout((int) PATIENCE.toMillis());
      } catch (IOException closed) {
        // it is over
      }
    }
  }

  /// Ends it with a reset.
  public void reset() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void smallBuffers() {
    try {
      socket.setReceiveBufferSize(16 << 10);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
