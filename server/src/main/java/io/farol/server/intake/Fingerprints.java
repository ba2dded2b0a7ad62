// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

/// A set of 128-bit hashes that takes 32 to 64 bytes for each: open addressing in one array, never
/// more than half full. It only grows. Confined to whoever guards it.
final class Fingerprints {

  private static final int FIRST_SLOTS = 1 << 10;

  /// High and low word of each slot; zeros where nothing is.
  private long[] slots = new long[2 * FIRST_SLOTS];

  private int size;

  int size() {
    return size;
  }

  boolean contains(long high, long low) {
    return holds(slots, slot(slots, high, filled(high, low)));
  }

  void add(long high, long low) {
    long filled = filled(high, low);
    int slot = slot(slots, high, filled);
    if (holds(slots, slot)) {
      return;
    }
    slots[slot] = high;
    slots[slot + 1] = filled;
    size++;
    if (4 * size > slots.length) {
      grow();
    }
  }

  private void grow() {
    long[] larger = new long[2 * slots.length];
    for (int from = 0; from < slots.length; from += 2) {
      if (holds(slots, from)) {
        int to = slot(larger, slots[from], slots[from + 1]);
        larger[to] = slots[from];
        larger[to + 1] = slots[from + 1];
      }
    }
    slots = larger;
  }

  /// Where it is, or the free slot where it would be.
  private static int slot(long[] slots, long high, long low) {
    int mask = slots.length - 1;
    int at = ((int) high << 1) & mask;
    while (holds(slots, at) && (slots[at] != high || slots[at + 1] != low)) {
      at = (at + 2) & mask;
    }
    return at;
  }

  private static boolean holds(long[] slots, int slot) {
    return (slots[slot] | slots[slot + 1]) != 0;
  }

  /// The hash of zeros alone is kept as another.
  private static long filled(long high, long low) {
    return (high | low) == 0 ? 1 : low;
  }
}
