// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// The bytes that a packed body has unpacked to so far. The room grows with what comes, never with
/// what a body says of itself. Confined to one thread.
final class Unpacking {

  /// How much larger than its packed form telemetry usually is: room for more is made when more has
  /// come.
  private static final int USUAL_RATIO = 16;

  private static final int LEAST = 1024;

  private final int limit;
  private byte[] bytes;
  private int size;

  /// @param packed length of the packed body
  /// @param announced what the body says of its size, or 0
  Unpacking(int packed, long announced, int limit) {
    this.limit = limit;
    long usual = Math.max(LEAST, (long) packed * USUAL_RATIO);
    long first = announced > 0 ? Math.min(announced, usual) : usual / 2;
    this.bytes = new byte[(int) Math.min(first, limit) + 1];
  }

  /// Where the next bytes go.
  byte[] array() {
    return bytes;
  }

  int size() {
    return size;
  }

  /// How many bytes may be put behind the others; makes room for at least one.
  int room() {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(2L * size, limit + 1L));
    }
    return bytes.length - size;
  }

  /// So many bytes were put there.
  ///
  /// @return false when they are too many
  boolean add(int more) {
    size += more;
    return size <= limit;
  }

  Inflater.Unpacked whole() {
    return new Inflater.Unpacked.Whole(ByteBuffer.wrap(bytes, 0, size));
  }

  Inflater.Unpacked tooLarge() {
    return new Inflater.Unpacked.TooLarge(limit);
  }
}
