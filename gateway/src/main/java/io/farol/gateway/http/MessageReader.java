// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/// Reads the messages of one direction of an HTTP/1.1 connection from pieces of any size. Body
/// bytes are handed on as slices, never copied and never held back. After each message it rests
/// until [#next]: what comes meanwhile is kept. Confined to the connection's event loop.
public final class MessageReader {

  private static final int MAX_CHUNK_LINE = 4 << 10;

  private enum State {
    HEAD,
    BODY,
    CHUNK_LINE,
    CHUNK_DATA,
    CHUNK_END,
    TRAILERS,
    RESTING,
    BROKEN
  }

  /// Who is told what was read. It may call [#next] from [#end].
  public interface Sink {

    /// The head of a message.
    ///
    /// @return how its body is framed
    Framing head(HeadParserView head) throws MalformedMessage;

    /// A piece of the body; the receiver releases it.
    void data(ByteBuf piece);

    void end(Fields trailers);
  }

  /// A head that waits to be read as what the receiver expects.
  public interface HeadParserView {
    RequestHead request() throws MalformedMessage;

    ResponseHead response() throws MalformedMessage;
  }

  private final HeadLimits limits;
  private final Sink sink;
  private State state = State.HEAD;
  private @Nullable ByteBuf kept;
  private int scanned;
  private long left;
  private boolean untilClose;

  public MessageReader(HeadLimits limits, Sink sink) {
    this.limits = limits;
    this.sink = sink;
  }

  /// Takes what came and releases it.
  public void read(ByteBuf in) throws MalformedMessage {
    if (state == State.BROKEN) {
      in.release();
      return;
    }
    kept = kept == null ? in : join(kept, in);
    proceed();
  }

  /// Goes on with the next message.
  public void next() throws MalformedMessage {
    if (state == State.RESTING) {
      state = State.HEAD;
      scanned = 0;
      proceed();
    }
  }

  /// Whether bytes lie here that no message has used yet.
  public int keptBytes() {
    return kept == null ? 0 : kept.readableBytes();
  }

  /// Whether it is between two messages, with nothing of the next read.
  public boolean idle() {
    return state == State.RESTING || (state == State.HEAD && keptBytes() == 0);
  }

  /// Whether a message is over and [#next] has not been called.
  public boolean resting() {
    return state == State.RESTING;
  }

  /// The connection has ended.
  ///
  /// @return false when a message was cut off
  public boolean closed() {
    if (state == State.BODY && untilClose) {
      state = State.RESTING;
      sink.end(Fields.NONE);
      return true;
    }
    return idle();
  }

  /// Lets go of what it keeps; it reads nothing more.
  public void release() {
    state = State.BROKEN;
    if (kept != null) {
      kept.release();
      kept = null;
    }
  }

  private void proceed() throws MalformedMessage {
    try {
      while (step()) {
        // as long as there is something to do
      }
    } catch (MalformedMessage e) {
      release();
      throw e;
    }
    if (kept != null && !kept.isReadable()) {
      kept.release();
      kept = null;
    }
  }

  /// @return false when more bytes, or [#next], are needed
  private boolean step() throws MalformedMessage {
    ByteBuf bytes = kept;
    if (bytes == null || (!bytes.isReadable() && state != State.BROKEN)) {
      return false;
    }
    return switch (state) {
      case HEAD -> head(bytes);
      case BODY -> body(bytes);
      case CHUNK_LINE -> chunkLine(bytes);
      case CHUNK_DATA -> chunkData(bytes);
      case CHUNK_END -> chunkEnd(bytes);
      case TRAILERS -> trailers(bytes);
      case RESTING, BROKEN -> false;
    };
  }

  private boolean head(ByteBuf bytes) throws MalformedMessage {
    if (emptyLine(bytes)) {
      // Servers take one before a request (RFC 9112, 2.2).
      bytes.skipBytes(2);
      scanned = 0;
      return true;
    }
    ByteBuf head = wholeHead(bytes);
    if (head == null) {
      return false;
    }
    HeadParser parser = new HeadParser(head);
    HeadLimits now = limits;
    Framing framing =
        sink.head(
            new HeadParserView() {
              @Override
              public RequestHead request() throws MalformedMessage {
                return parser.request(now);
              }

              @Override
              public ResponseHead response() throws MalformedMessage {
                return parser.response(now);
              }
            });
    if (state == State.HEAD) {
      frame(framing);
    }
    return true;
  }

  private void frame(Framing framing) {
    untilClose = false;
    switch (framing) {
      case Framing.None _ -> ended(Fields.NONE);
      case Framing.Length(long length) when length == 0 -> ended(Fields.NONE);
      case Framing.Length(long length) -> {
        left = length;
        state = State.BODY;
      }
      case Framing.Chunked _ -> state = State.CHUNK_LINE;
      case Framing.AnotherHead _ -> scanned = 0;
      case Framing.UntilClose _ -> {
        left = Long.MAX_VALUE;
        untilClose = true;
        state = State.BODY;
      }
    }
  }

  private void ended(Fields trailers) {
    state = State.RESTING;
    sink.end(trailers);
  }

  private boolean body(ByteBuf bytes) {
    int piece = (int) Math.min(left, bytes.readableBytes());
    left -= piece;
    sink.data(bytes.readRetainedSlice(piece));
    if (left == 0 && state == State.BODY) {
      ended(Fields.NONE);
    }
    return true;
  }

  /// `size [;extension]` CR LF. The size is hex digits alone: neither sign nor prefix nor space.
  private boolean chunkLine(ByteBuf bytes) throws MalformedMessage {
    int end = bytes.indexOf(bytes.readerIndex(), bytes.writerIndex(), (byte) '\n');
    if (end < 0) {
      if (bytes.readableBytes() > MAX_CHUNK_LINE) {
        throw new MalformedMessage(400, "a chunk's first line is too long");
      }
      return false;
    }
    int from = bytes.readerIndex();
    int to = end - 1;
    boolean wellEnded = to >= from && bytes.getByte(to) == '\r';
    int at = from;
    long size = 0;
    while (wellEnded && at < to && hex(bytes.getByte(at)) >= 0 && at - from < 15) {
      size = size << 4 | hex(bytes.getByte(at));
      at++;
    }
    if (!wellEnded || at == from || (at < to && bytes.getByte(at) != ';')) {
      throw new MalformedMessage(400, "a chunk's size is not hex digits and CR LF");
    }
    for (int i = at; i < to; i++) {
      if (bytes.getByte(i) == '\r') {
        throw new MalformedMessage(400, "a chunk's extension holds a CR");
      }
    }
    bytes.readerIndex(end + 1);
    left = size;
    scanned = 0;
    state = size == 0 ? State.TRAILERS : State.CHUNK_DATA;
    return true;
  }

  private static int hex(byte digit) {
    return Character.digit(digit & 0x7F, 16) >= 0 && digit > 0 ? Character.digit(digit, 16) : -1;
  }

  private boolean chunkData(ByteBuf bytes) {
    int piece = (int) Math.min(left, bytes.readableBytes());
    left -= piece;
    sink.data(bytes.readRetainedSlice(piece));
    if (left == 0 && state == State.CHUNK_DATA) {
      state = State.CHUNK_END;
    }
    return true;
  }

  private boolean chunkEnd(ByteBuf bytes) throws MalformedMessage {
    if (bytes.readableBytes() < 2) {
      return false;
    }
    if (bytes.readByte() != '\r' || bytes.readByte() != '\n') {
      throw new MalformedMessage(400, "a chunk is longer than its size");
    }
    state = State.CHUNK_LINE;
    return true;
  }

  private boolean trailers(ByteBuf bytes) throws MalformedMessage {
    if (emptyLine(bytes)) {
      bytes.skipBytes(2);
      ended(Fields.NONE);
      return true;
    }
    ByteBuf lines = wholeHead(bytes);
    if (lines == null) {
      return false;
    }
    Fields trailers = new HeadParser(lines).fields(limits);
    for (String forbidden : new String[] {"content-length", "transfer-encoding", "host"}) {
      if (trailers.first(forbidden) != null) {
        throw new MalformedMessage(400, "a trailer may not be " + forbidden);
      }
    }
    ended(trailers);
    return true;
  }

  private static boolean emptyLine(ByteBuf bytes) {
    int at = bytes.readerIndex();
    return bytes.readableBytes() >= 2 && bytes.getByte(at) == '\r' && bytes.getByte(at + 1) == '\n';
  }

  /// The bytes up to and with the empty line, or null while it has not come.
  private @Nullable ByteBuf wholeHead(ByteBuf bytes) throws MalformedMessage {
    int start = bytes.readerIndex();
    int end = bytes.writerIndex();
    int seek = Math.max(start, start + scanned - 3);
    while (true) {
      int newline = bytes.indexOf(seek, end, (byte) '\n');
      if (newline < 0) {
        break;
      }
      if (newline == start || bytes.getByte(newline - 1) != '\r') {
        throw new MalformedMessage(400, "a line does not end in CR LF");
      }
      if (newline - start >= 3
          && bytes.getByte(newline - 2) == '\n'
          && bytes.getByte(newline - 3) == '\r') {
        int length = newline + 1 - start;
        if (length > limits.bytes()) {
          break;
        }
        return bytes.readSlice(length);
      }
      seek = newline + 1;
    }
    scanned = end - start;
    if (scanned > limits.bytes()) {
      throw new MalformedMessage(431, "the headers are longer than " + limits.bytes() + " bytes");
    }
    return null;
  }

  private static ByteBuf join(ByteBuf first, ByteBuf second) {
    if (!first.isReadable()) {
      first.release();
      return second;
    }
    int needed = first.readableBytes() + second.readableBytes();
    if (first.refCnt() == 1
        && !first.isReadOnly()
        && first.maxWritableBytes() >= second.readableBytes()
        && first.maxCapacity() == Integer.MAX_VALUE) {
      first.writeBytes(second);
      second.release();
      return first;
    }
    ByteBuf joined = ByteBufAllocator.DEFAULT.buffer(Math.max(needed, 1024));
    joined.writeBytes(first).writeBytes(second);
    first.release();
    second.release();
    return joined;
  }
}
