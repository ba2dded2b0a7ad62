// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import java.util.ArrayList;
import java.util.List;

/// The bytes of one body while they arrive, in blocks that double: what it holds is known before it
/// is taken, at most twice what came, and never what a sender only announced. Confined to one
/// thread.
final class Body {

  private static final int FIRST_BLOCK = 4 << 10;
  private static final int LARGEST_BLOCK = 1 << 20;

  private final List<byte[]> blocks = new ArrayList<>();
  private int size;
  private int held;
  private int free;

  /// How many more bytes of memory it needs to take so many.
  int growth(int bytes) {
    int grown = 0;
    int next = nextBlock();
    for (int missing = bytes - free; missing > 0; missing -= next) {
      next = Math.max(nextBlock(), Math.min(LARGEST_BLOCK, missing));
      grown += next;
    }
    return grown;
  }

  void add(byte[] bytes) {
    add(bytes, bytes.length);
  }

  /// Takes the first so many of the bytes.
  void add(byte[] bytes, int length) {
    int from = 0;
    while (from < length) {
      if (free == 0) {
        int block = Math.max(nextBlock(), Math.min(LARGEST_BLOCK, length - from));
        blocks.add(new byte[block]);
        held += block;
        free = block;
      }
      byte[] last = blocks.getLast();
      int part = Math.min(free, length - from);
      System.arraycopy(bytes, from, last, last.length - free, part);
      from += part;
      free -= part;
      size += part;
    }
  }

  private int nextBlock() {
    return Math.min(LARGEST_BLOCK, Math.max(FIRST_BLOCK, held));
  }

  /// How many bytes have come.
  int size() {
    return size;
  }

  /// Lets go of what came.
  void drop() {
    blocks.clear();
    size = 0;
    free = 0;
  }

  /// All of it in one array; this object is empty afterwards.
  byte[] take() {
    byte[] whole = new byte[size];
    int at = 0;
    for (byte[] block : blocks) {
      int part = Math.min(block.length, size - at);
      System.arraycopy(block, 0, whole, at, part);
      at += part;
    }
    drop();
    return whole;
  }
}
