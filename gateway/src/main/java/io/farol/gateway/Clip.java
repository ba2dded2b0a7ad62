// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/// The first bytes of a body, copied while it passes, and how many there were. The memory grows
/// with what came and never past the limit. Confined to one event loop.
final class Clip {

  private static final int FIRST = 1_024;

  private final int limit;
  private byte[] bytes = new byte[0];
  private int kept;
  private long size;

  /// @param limit most bytes kept; 0: none
  Clip(int limit) {
    this.limit = limit;
  }

  void add(ByteBuf piece) {
    int length = piece.readableBytes();
    size += length;
    int more = Math.min(length, limit - kept);
    if (more > 0) {
      if (kept + more > bytes.length) {
        int grown = Math.max(Math.max(FIRST, kept + more), 2 * bytes.length);
        bytes = Arrays.copyOf(bytes, Math.min(grown, limit));
      }
      piece.getBytes(piece.readerIndex(), bytes, kept, more);
      kept += more;
    }
  }

  long size() {
    return size;
  }

  byte[] take() {
    byte[] taken = kept == bytes.length ? bytes : Arrays.copyOf(bytes, kept);
    bytes = new byte[0];
    return taken;
  }
}
