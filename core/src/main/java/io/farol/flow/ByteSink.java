// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A growing byte array with the primitives of [BatchCodec]. Confined to one thread.
final class ByteSink {

  /// Longer strings are content: they seldom repeat within a batch and are not numbered.
  static final int NUMBERED_LENGTH = 256;

  /// No decimal of the ledger comes near these; a damaged one beyond them could ask for all memory
  /// when it is rounded.
  static final int MAX_SCALE = 1_000;

  static final int MAX_UNSCALED_BYTES = 128;

  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int ROOM = 256;
  private static final int MOST_ROOM_KEPT = 1 << 20;

  private byte[] bytes;
  private int size;
  private final Map<String, Integer> numbers = new HashMap<>();

  /// @param room bytes expected; more fit, at the cost of copies
  ByteSink(int room) {
    bytes = new byte[room];
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /// What was written, until something else is.
  ByteBuffer view() {
    return ByteBuffer.wrap(bytes, 0, size).asReadOnlyBuffer();
  }

  /// What was written; afterwards nothing is. A buffer that has become large is given away instead
  /// of copied, or let go.
  byte[] take() {
    byte[] taken = bytes.length == size ? bytes : toBytes();
    if (bytes == taken || bytes.length > MOST_ROOM_KEPT) {
      bytes = new byte[ROOM];
    }
    clear();
    return taken;
  }

  /// As if nothing had been written.
  void clear() {
    size = 0;
    numbers.clear();
  }

  void octet(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  void fixed(long value) {
    reserve(8);
    LONGS.set(bytes, size, value);
    size += 8;
  }

  void real(double value) {
    fixed(Double.doubleToLongBits(value));
  }

  void varint(long value) {
    reserve(10);
    byte[] to = bytes;
    int at = size;
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      to[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    to[at++] = (byte) rest;
    size = at;
  }

  void signed(long value) {
    varint((value << 1) ^ (value >> 63));
  }

  void flag(boolean value) {
    octet(value ? 1 : 0);
  }

  void raw(byte[] value) {
    varint(value.length);
    reserve(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
  }

  /// 0 and the text, or the number (from 1) of an equal text before.
  void string(String value) {
    boolean numbered = value.length() <= NUMBERED_LENGTH;
    Integer number = numbered ? numbers.get(value) : null;
    if (number != null) {
      varint(number);
      return;
    }
    varint(0);
    if (!plain(value)) {
      raw(value.getBytes(StandardCharsets.UTF_8));
    }
    if (numbered) {
      numbers.put(value, numbers.size() + 1);
    }
  }

  /// Writes a short text of ASCII without an array between; false, and nothing, for any other.
  private boolean plain(String value) {
    int length = value.length();
    if (length > NUMBERED_LENGTH) {
      return false;
    }
    int start = size;
    varint(length);
    reserve(length);
    int at = size;
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c >= 128) {
        size = start;
        return false;
      }
      bytes[at + i] = (byte) c;
    }
    size = at + length;
    return true;
  }

  /// @throws IllegalArgumentException when it is larger or finer than any amount
  void decimal(BigDecimal value) {
    byte[] unscaled = value.unscaledValue().toByteArray();
    if (Math.abs((long) value.scale()) > MAX_SCALE || unscaled.length > MAX_UNSCALED_BYTES) {
      throw new IllegalArgumentException(
          "decimal of scale %d and %d bytes; at most %d and %d are kept"
              .formatted(value.scale(), unscaled.length, MAX_SCALE, MAX_UNSCALED_BYTES));
    }
    signed(value.scale());
    raw(unscaled);
  }

  <T> void maybe(@Nullable T value, Consumer<T> write) {
    flag(value != null);
    if (value != null) {
      write.accept(value);
    }
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
