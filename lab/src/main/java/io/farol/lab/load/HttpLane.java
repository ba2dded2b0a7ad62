// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One connection of HTTP/1.1, one request at a time, as cheap as can be. Confined to a thread.
final class HttpLane implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 120_000;

  final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final String prefix;

  /// @param prefix what stands before every path
  HttpLane(int port, String prefix) throws IOException {
    this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
    this.prefix = prefix;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    in = new BufferedInputStream(socket.getInputStream(), StubUpstream.BUFFER);
    out = socket.getOutputStream();
  }

  /// Start line and what of the fields frames the body.
  ///
  /// @param length of the body, or -1 for chunks
  record Head(String first, long length) {

    /// Null when the connection has ended.
    static @Nullable Head read(InputStream in) throws IOException {
      String first = line(in);
      if (first == null) {
        return null;
      }
      long length = 0;
      for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
        String lower = line.toLowerCase(Locale.ROOT);
        if (lower.startsWith("content-length:")) {
          length = Long.parseLong(line.substring(15).strip());
        } else if (lower.startsWith("transfer-encoding:")) {
          length = -1;
        }
      }
      return new Head(first, length);
    }

    int status() {
      return Integer.parseInt(first.substring(9, 12));
    }

    /// Reads past the body and says how long it was.
    long skipBody(InputStream in) throws IOException {
      long[] size = new long[1];
      body(in, length, piece -> size[0] += piece.length);
      return size[0];
    }
  }

  static @Nullable String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(64);
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return null;
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.US_ASCII);
  }

  private static void body(InputStream in, long length, Consumer<byte[]> pieces)
      throws IOException {
    if (length >= 0) {
      pieces(in, length, pieces);
      return;
    }
    while (true) {
      String size = line(in);
      if (size == null) {
        throw new IOException("the connection ended in the middle of a body");
      }
      long chunk = Long.parseLong(size.strip(), 16);
      pieces(in, chunk, pieces);
      line(in);
      if (chunk == 0) {
        return;
      }
    }
  }

  private static void pieces(InputStream in, long length, Consumer<byte[]> pieces)
      throws IOException {
    for (long left = length; left > 0; ) {
      byte[] piece = in.readNBytes((int) Math.min(left, StubUpstream.BLOCK));
      if (piece.length == 0) {
        throw new IOException("the connection ended in the middle of a body");
      }
      left -= piece.length;
      pieces.accept(piece);
    }
  }

  void send(String method, String path, String fields, byte[] body) throws IOException {
    byte[] head =
        (method
                + " "
                + prefix
                + path
                + " HTTP/1.1\r\nHost: localhost\r\n"
                + fields
                + (body.length == 0 ? "" : "Content-Length: " + body.length + "\r\n")
                + "\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] whole = new byte[head.length + body.length];
    System.arraycopy(head, 0, whole, 0, head.length);
    System.arraycopy(body, 0, whole, head.length, body.length);
    out.write(whole);
  }

  void write(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  /// @throws IOException when there is no whole answer with status 200
  void answer(Consumer<byte[]> pieces) throws IOException {
    Head head = Head.read(in);
    if (head == null || head.status() != 200) {
      throw new IOException(head == null ? "the connection ended" : head.first());
    }
    body(in, head.length(), pieces);
  }

  /// The next event's data of an endless stream, once [#head] has been read.
  @Nullable String nextLine() throws IOException {
    return line(in);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
