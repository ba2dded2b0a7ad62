// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/// The first bytes of a body, copied while it passes, and how many there were. The memory grows
/// with what came, never past the limit, and only while there is room for it. Confined to one event
/// loop.
final class Clip {

  private static final int FIRST = 1_024;

  private final ClipMemory memory;
  private int limit;
  private byte[] bytes = new byte[0];
  private int kept;
  private long size;

  /// @param limit most bytes kept; 0: none
  Clip(int limit, ClipMemory memory) {
    this.limit = limit;
    this.memory = memory;
  }

  void add(ByteBuf piece) {
    int length = piece.readableBytes();
    size += length;
    int more = Math.min(length, limit - kept);
    if (more > 0 && grow(kept + more)) {
      piece.getBytes(piece.readerIndex(), bytes, kept, more);
      kept += more;
    }
  }

  private boolean grow(int needed) {
    if (needed <= bytes.length) {
      return true;
    }
    int grown = Math.min(Math.max(Math.max(FIRST, needed), 2 * bytes.length), limit);
    if (!memory.take(grown - bytes.length)) {
      limit = kept;
      return false;
    }
    bytes = Arrays.copyOf(bytes, grown);
    return true;
  }

  long size() {
    return size;
  }

  /// What was kept; its memory no longer counts here, and nothing more is kept.
  byte[] take() {
    byte[] taken = kept == bytes.length ? bytes : Arrays.copyOf(bytes, kept);
    memory.giveBack(bytes.length);
    bytes = new byte[0];
    kept = 0;
    limit = 0;
    return taken;
  }
}
