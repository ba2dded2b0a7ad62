// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/// The first bytes of a body and, where they are wanted, the last ones, copied while it passes, and
/// how many there were. The memory grows with what came, never past the limit, and only while there
/// is room for it. Confined to one event loop.
final class Clip {

  /// Least growth, once a body came in more than one piece.
  private static final int MORE = 1_024;

  private static final byte[] NOTHING = new byte[0];

  /// What was kept.
  ///
  /// @param head the first bytes; all, where the body is not longer than the limit
  /// @param tail the last bytes of a longer one; empty where none were wanted
  record Kept(byte[] head, byte[] tail) {}

  private final ClipMemory memory;
  private int limit;
  private int wanted;
  private byte[] bytes = NOTHING;
  private int kept;
  private byte[] ring = NOTHING;

  /// How many bytes have passed through the ring.
  private long ringed;

  private long size;

  /// @param limit most bytes kept; 0: none
  Clip(int limit, ClipMemory memory) {
    this.limit = limit;
    this.memory = memory;
  }

  /// Wants the end of a long body, too, within the same limit. To be said before the first byte.
  ///
  /// @param last most bytes of the end
  void withEnd(int last) {
    wanted = Math.min(last, limit);
    limit -= wanted;
  }

  /// Keeps more than it was made for, where anything is kept. To be said before the first byte.
  void withMost(int most) {
    if (limit > 0) {
      limit = Math.max(limit, most);
    }
  }

  void add(ByteBuf piece) {
    int length = piece.readableBytes();
    size += length;
    int more = Math.min(length, limit - kept);
    if (more > 0 && grow(kept + more)) {
      piece.getBytes(piece.readerIndex(), bytes, kept, more);
      kept += more;
    } else {
      more = 0;
    }
    if (more < length && wanted > 0) {
      addLast(piece, piece.readerIndex() + more, length - more);
    }
  }

  private boolean grow(int needed) {
    if (needed <= bytes.length) {
      return true;
    }
    int grown =
        bytes.length == 0
            ? needed
            : Math.min(Math.max(needed, bytes.length + Math.max(MORE, bytes.length)), limit);
    if (!memory.take(grown - bytes.length)) {
      limit = kept;
      return false;
    }
    bytes = Arrays.copyOf(bytes, grown);
    return true;
  }

  private void addLast(ByteBuf piece, int from, int length) {
    if (ring.length == 0) {
      if (!memory.take(wanted)) {
        wanted = 0;
        return;
      }
      ring = new byte[wanted];
    }
    int passing = Math.max(0, length - ring.length);
    ringed += passing;
    int at = (int) (ringed % ring.length);
    int first = Math.min(length - passing, ring.length - at);
    piece.getBytes(from + passing, ring, at, first);
    piece.getBytes(from + passing + first, ring, 0, length - passing - first);
    ringed += length - passing;
  }

  long size() {
    return size;
  }

  /// A copy of the first bytes so far.
  byte[] copy() {
    return Arrays.copyOf(bytes, kept);
  }

  /// What was kept; its memory no longer counts here, and nothing more is kept.
  Kept take() {
    byte[] head = bytes;
    byte[] tail = NOTHING;
    if (ringed > 0 && kept + ringed == size && ringed <= ring.length) {
      head = Arrays.copyOf(bytes, kept + (int) ringed);
      System.arraycopy(ring, 0, head, kept, (int) ringed);
    } else {
      head = kept == bytes.length ? bytes : Arrays.copyOf(bytes, kept);
      tail = last();
    }
    memory.giveBack(bytes.length + ring.length);
    bytes = NOTHING;
    ring = NOTHING;
    kept = 0;
    ringed = 0;
    limit = 0;
    wanted = 0;
    return new Kept(head, tail);
  }

  private byte[] last() {
    if (ringed <= ring.length) {
      return Arrays.copyOf(ring, (int) ringed);
    }
    int oldest = (int) (ringed % ring.length);
    byte[] last = new byte[ring.length];
    System.arraycopy(ring, oldest, last, 0, ring.length - oldest);
    System.arraycopy(ring, 0, last, ring.length - oldest, oldest);
    return last;
  }
}
