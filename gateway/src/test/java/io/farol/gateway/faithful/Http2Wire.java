// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway.faithful;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One end of an HTTP/2 connection, frame by frame; only header compression is Netty's.
final class Http2Wire {

  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int WINDOW_UPDATE = 8;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;

  private final Wire wire;
  private final DefaultHttp2HeadersEncoder encoder = new DefaultHttp2HeadersEncoder();
  private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false);

  /// @param lines of a header block, `name: value`
  record Frame(int type, boolean ends, int stream, String data, List<String> lines, int code) {}

  private Http2Wire(Wire wire) {
    this.wire = wire;
  }

  static Http2Wire client(Wire wire) {
    wire.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    Http2Wire http2 = new Http2Wire(wire);
    http2.frame(SETTINGS, 0, 0, new byte[0]);
    return http2;
  }

  static Http2Wire server(Wire wire) {
    if (!wire.bytes(24).startsWith("PRI * HTTP/2.0")) {
      throw new AssertionError("the proxy does not speak HTTP/2 to the origin");
    }
    Http2Wire http2 = new Http2Wire(wire);
    http2.frame(SETTINGS, 0, 0, new byte[0]);
    return http2;
  }

  private void frame(int type, int flags, int stream, byte[] payload) {
    wire.send(
        ByteBuffer.allocate(9 + payload.length)
            .put((byte) (payload.length >> 16))
            .putShort((short) payload.length)
            .put((byte) type)
            .put((byte) flags)
            .putInt(stream)
            .put(payload)
            .array());
  }

  /// @param lines `name: value`
  void headers(int stream, boolean ends, String... lines) {
    Http2Headers headers = new DefaultHttp2Headers(false);
    for (String line : lines) {
      int colon = line.indexOf(": ");
      headers.add(line.substring(0, colon), line.substring(colon + 2));
    }
    ByteBuf block = Unpooled.buffer();
    try {
      encoder.encodeHeaders(stream, headers, block);
    } catch (Http2Exception e) {
      throw new AssertionError(e);
    }
    frame(HEADERS, END_HEADERS | (ends ? END_STREAM : 0), stream, ByteBufUtil.getBytes(block));
  }

  void data(int stream, boolean ends, String text) {
    frame(DATA, ends ? END_STREAM : 0, stream, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void reset(int stream, int code) {
    frame(RST_STREAM, 0, stream, ByteBuffer.allocate(4).putInt(code).array());
  }

  void window(int stream, int bytes) {
    frame(WINDOW_UPDATE, 0, stream, ByteBuffer.allocate(4).putInt(bytes).array());
  }

  /// The next frame that belongs to a stream; the connection's own are answered.
  Frame next() {
    while (true) {
      String head = wire.bytes(9);
      if (head.length() < 9) {
        throw new AssertionError("the HTTP/2 connection ended");
      }
      int length = head.charAt(0) << 16 | head.charAt(1) << 8 | head.charAt(2);
      int type = head.charAt(3);
      int flags = head.charAt(4);
      int stream =
          (head.charAt(5) & 0x7F) << 24
              | head.charAt(6) << 16
              | head.charAt(7) << 8
              | head.charAt(8);
      String payload = wire.bytes(length);
      boolean ends = (flags & END_STREAM) != 0;
      switch (type) {
        case SETTINGS -> {
          if (!ends) {
            frame(SETTINGS, 1, 0, new byte[0]);
          }
        }
        case PING -> {
          if (!ends) {
            frame(PING, 1, 0, payload.getBytes(StandardCharsets.ISO_8859_1));
          }
        }
        case HEADERS -> {
          return new Frame(type, ends, stream, "", decoded(stream, payload), 0);
        }
        case DATA -> {
          return new Frame(type, ends, stream, payload, List.of(), 0);
        }
        case RST_STREAM -> {
          return new Frame(type, true, stream, "", List.of(), payload.charAt(3));
        }
        default -> {
          // windows and the like
        }
      }
    }
  }

  private List<String> decoded(int stream, String payload) {
    try {
      Http2Headers headers =
          decoder.decodeHeaders(
              stream, Unpooled.wrappedBuffer(payload.getBytes(StandardCharsets.ISO_8859_1)));
      List<String> lines = new ArrayList<>();
      headers.forEach(each -> lines.add(each.getKey() + ": " + each.getValue()));
      return lines;
    } catch (Http2Exception e) {
      throw new AssertionError(e);
    }
  }

  /// Data up to the end of the stream, and the trailers behind it.
  Whole whole() {
    StringBuilder data = new StringBuilder();
    while (true) {
      Frame frame = next();
      data.append(frame.data());
      if (frame.ends()) {
        return new Whole(data.toString(), frame.lines(), frame.type() == RST_STREAM);
      }
    }
  }

  record Whole(String data, List<String> trailers, boolean reset) {}
}
