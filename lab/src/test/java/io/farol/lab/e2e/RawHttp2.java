// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// One HTTP/2 connection without TLS, frame by frame (RFC 9113): it floods.
final class RawHttp2 implements AutoCloseable {

  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int CONTINUATION = 9;
  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;

  static final int REFUSED_STREAM = 7;

  private final Socket socket;
  private final OutputStream out;
  private final String authority;
  private volatile long lastSent = System.nanoTime();

  /// How a connection ended.
  ///
  /// @param ended false when it still stood when patience was over
  /// @param goAwayCode of the GOAWAY frame, or -1 without one
  /// @param refused streams that were refused
  record End(boolean ended, long goAwayCode, int refused) {}

  RawHttp2(String url) {
    URI uri = URI.create(url);
    try {
      socket = new Socket(uri.getHost(), uri.getPort());
      out = socket.getOutputStream();
      authority = uri.getHost() + ":" + uri.getPort();
      out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    frame(SETTINGS, 0, 0, new byte[0]);
  }

  /// @return false when the other side has had enough
  boolean frame(int type, int flags, int stream, byte[] payload) {
    return send(bytes(type, flags, stream, payload));
  }

  boolean send(byte[] frames) {
    try {
      out.write(frames);
      lastSent = System.nanoTime();
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  static byte[] bytes(int type, int flags, int stream, byte[] payload) {
    return ByteBuffer.allocate(9 + payload.length)
        .put((byte) (payload.length >> 16))
        .putShort((short) payload.length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  /// Whether the other side has taken nothing for two seconds.
  boolean stuck() {
    return System.nanoTime() - lastSent > 2_000_000_000L;
  }

  /// A POST's header block, without compression.
  byte[] post(String path, String contentType) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.write(0x83);
    block.write(0x86);
    literal(block, 4, path);
    literal(block, 1, authority);
    block.write(0x0F);
    block.write(31 - 15);
    string(block, contentType);
    return block.toByteArray();
  }

  private static void literal(ByteArrayOutputStream block, int index, String value) {
    block.write(index);
    string(block, value);
  }

  private static void string(ByteArrayOutputStream block, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
    block.write(bytes.length);
    block.writeBytes(bytes);
  }

  /// Reads frames until the connection ends or patience does.
  End end(Duration patience) {
    long until = System.nanoTime() + patience.toNanos();
    long code = -1;
    int refused = 0;
    try {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      while (System.nanoTime() < until) {
        socket.setSoTimeout((int) Math.max(1, (until - System.nanoTime()) / 1_000_000));
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        in.skipNBytes(5);
        byte[] payload = in.readNBytes(length);
        if (type == GOAWAY) {
          code = ByteBuffer.wrap(payload).getInt(4) & 0xFFFF_FFFFL;
        } else if (type == RST_STREAM && ByteBuffer.wrap(payload).getInt() == REFUSED_STREAM) {
          refused++;
        }
      }
      return new End(false, code, refused);
    } catch (java.net.SocketTimeoutException late) {
      return new End(false, code, refused);
    } catch (IOException ended) {
      return new End(true, code, refused);
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
