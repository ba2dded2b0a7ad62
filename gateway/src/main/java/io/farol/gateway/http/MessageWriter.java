// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/// Writes HTTP/1.1 heads and chunks; every char of a head is one byte.
public final class MessageWriter {

  private static final byte[] LAST_CHUNK = "0\r\n".getBytes(StandardCharsets.US_ASCII);

  private MessageWriter() {}

  public static ByteBuf request(ByteBufAllocator allocator, RequestHead head) {
    ByteBuf out = allocator.buffer(1024);
    text(out, head.method()).writeByte(' ');
    text(out, head.target());
    text(out, " HTTP/1.1\r\n");
    return fields(out, head.fields());
  }

  public static ByteBuf response(ByteBufAllocator allocator, ResponseHead head) {
    ByteBuf out = allocator.buffer(1024);
    text(out, "HTTP/1.1 ");
    text(out, Integer.toString(head.status())).writeByte(' ');
    text(out, head.reason());
    text(out, "\r\n");
    return fields(out, head.fields());
  }

  /// `size` CR LF, to go before a piece.
  public static ByteBuf chunkStart(ByteBufAllocator allocator, int size) {
    return text(allocator.buffer(12), Integer.toHexString(size) + "\r\n");
  }

  public static ByteBuf chunkEnd(ByteBufAllocator allocator) {
    return allocator.buffer(2).writeByte('\r').writeByte('\n');
  }

  public static ByteBuf lastChunk(ByteBufAllocator allocator, Fields trailers) {
    return fields(allocator.buffer(64).writeBytes(LAST_CHUNK), trailers);
  }

  private static ByteBuf fields(ByteBuf out, Fields fields) {
    for (Field field : fields) {
      text(out, field.name()).writeByte(':').writeByte(' ');
      text(out, field.value()).writeByte('\r').writeByte('\n');
    }
    return out.writeByte('\r').writeByte('\n');
  }

  private static ByteBuf text(ByteBuf out, String text) {
    out.writeCharSequence(text, StandardCharsets.ISO_8859_1);
    return out;
  }
}
