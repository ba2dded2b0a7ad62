// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Goes from frame to frame through one segment, and over stretches that are damaged. Confined to
/// one thread.
final class SegmentWalk {

  /// Sees every whole frame, with the buffer it lies in. The buffer is not to be kept.
  interface Visitor {
    void frame(Frame frame, ByteBuffer in);
  }

  private final int bytes;

  /// @param bytes how much is read at once
  SegmentWalk(int bytes) {
    this.bytes = bytes;
  }

  /// Visits the whole frames that begin at a position, as many as one read holds.
  ///
  /// @return the position after the last of them: the one given when no whole frame stands there
  long frames(Segment segment, long from, Visitor visitor) throws IOException {
    ByteBuffer buffer = load(segment, from, Math.min(bytes, segment.end() - from));
    int at = 0;
    while (true) {
      switch (Frame.at(buffer, at, from + at)) {
        case Frame.Look.Whole(Frame frame) -> {
          visitor.frame(frame, buffer);
          at = frame.payload() + frame.length();
        }
        case Frame.Look.Short(long needed) -> {
          if (at > 0 || needed > segment.end() - from || needed <= buffer.limit()) {
            return from + at;
          }
          ByteBuffer larger = load(segment, from, needed);
          if (larger.limit() < needed) {
            return from;
          }
          buffer = larger;
        }
        case Frame.Look.Bad() -> {
          return from + at;
        }
      }
    }
  }

  /// How long the frame at a position is by its head; 0 when that says nothing.
  long sizeAt(Segment segment, long from) throws IOException {
    ByteBuffer head = load(segment, from, Math.min(Frame.HEADER, segment.end() - from));
    return Frame.at(head, 0, from) instanceof Frame.Look.Short(long needed) ? needed : 0;
  }

  /// Where the next whole frame begins after a damaged one; the segment's end when there is none.
  long skip(Segment segment, long from) throws IOException {
    ByteBuffer buffer = load(segment, from, segment.end() - from);
    for (int at = 1; at < buffer.limit(); at++) {
      if (Frame.at(buffer, at, from + at) instanceof Frame.Look.Whole) {
        return from + at;
      }
    }
    return segment.end();
  }

  /// Whether what stands at a position may be a frame whose end was never written.
  boolean endsEarly(Segment segment, long from) throws IOException {
    return Frame.at(load(segment, from, segment.end() - from), 0, from) instanceof Frame.Look.Short;
  }

  private static ByteBuffer load(Segment segment, long from, long bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(bytes));
    segment.file().read(buffer, segment.offsetOf(from));
    return buffer.flip();
  }
}
