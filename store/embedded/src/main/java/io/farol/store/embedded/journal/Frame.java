// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// One batch in a segment, big-endian:
///
/// | bytes | what |
/// |---|---|
/// | 4 | length of the payload, at least 1 |
/// | 4 | CRC32C of all that follows |
/// | 8 | the journal position after this frame |
/// | length | the batch as [io.farol.flow.BatchCodec] writes it |
///
/// The position says where the frame belongs: bytes of a deleted file or of another place in the
/// log never pass for a frame, and after a damaged stretch the next frame can be recognised.
///
/// @param end the position after it
/// @param payload where the payload lies in the buffer it was read from
/// @param length the payload's bytes
record Frame(long end, int payload, int length) {

  static final int HEADER = 16;

  static int sizeOf(byte[] payload) {
    return HEADER + payload.length;
  }

  static void put(ByteBuffer into, long end, byte[] payload) {
    int start = into.position();
    into.putInt(payload.length).putInt(0).putLong(end).put(payload);
    into.putInt(start + 4, checksum(into, start + 8, into.position()));
  }

  /// What stands at a place of a buffer that holds a stretch of the log.
  ///
  /// @param at index in the buffer
  /// @param position journal position of that index
  static Look at(ByteBuffer buffer, int at, long position) {
    int rest = buffer.limit() - at;
    if (rest < HEADER) {
      return new Look.Short(HEADER);
    }
    int length = buffer.getInt(at);
    long end = buffer.getLong(at + 8);
    if (length < 1 || end != position + HEADER + length) {
      return new Look.Bad();
    }
    if (rest - HEADER < length) {
      return new Look.Short((long) HEADER + length);
    }
    int stop = at + HEADER + length;
    return buffer.getInt(at + 4) == checksum(buffer, at + 8, stop)
        ? new Look.Whole(new Frame(end, at + HEADER, length))
        : new Look.Bad();
  }

  private static int checksum(ByteBuffer buffer, int from, int to) {
    CRC32C crc = new CRC32C();
    crc.update(buffer.slice(from, to - from));
    return (int) crc.getValue();
  }

  sealed interface Look {

    record Whole(Frame frame) implements Look {}

    /// It may be one, of so many bytes, but the buffer ends before.
    record Short(long bytes) implements Look {}

    record Bad() implements Look {}
  }
}
