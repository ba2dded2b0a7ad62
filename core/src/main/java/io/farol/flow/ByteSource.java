// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads what [ByteSink] wrote. Runs past the end with an IndexOutOfBoundsException. Confined to
/// one thread.
final class ByteSource {

  /// Room made in advance for a list or map, however many things are announced.
  static final int ROOM = 64;

  private final byte[] bytes;
  private int at;
  private final List<String> numbered = new ArrayList<>();

  ByteSource(byte[] bytes) {
    this.bytes = bytes;
  }

  /// @throws IndexOutOfBoundsException when there are bytes left
  void end() {
    if (at != bytes.length) {
      throw new IndexOutOfBoundsException((bytes.length - at) + " bytes follow its end");
    }
  }

  int octet() {
    return bytes[at++] & 0xFF;
  }

  long fixed() {
    long value = (long) ByteSink.LONGS.get(bytes, at);
    at += 8;
    return value;
  }

  double real() {
    return Double.longBitsToDouble(fixed());
  }

  long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int octet = octet();
      value |= (long) (octet & 0x7F) << shift;
      if (octet < 0x80) {
        return value;
      }
    }
    throw new ArithmeticException("a varint of more than ten bytes");
  }

  long signed() {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  /// A count of things of which each takes at least one byte, so a damaged one cannot ask for all
  /// memory.
  int count() {
    long count = varint();
    if (count < 0 || count > bytes.length - at) {
      throw new IndexOutOfBoundsException(
          count + " things announced, " + (bytes.length - at) + " bytes left");
    }
    return (int) count;
  }

  boolean flag() {
    return octet() != 0;
  }

  byte[] raw() {
    int length = count();
    byte[] value = new byte[length];
    System.arraycopy(bytes, at, value, 0, length);
    at += length;
    return value;
  }

  String string() {
    int number = Math.toIntExact(varint());
    if (number != 0) {
      return numbered.get(number - 1);
    }
    int length = count();
    String value = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    if (value.length() <= ByteSink.NUMBERED_LENGTH) {
      numbered.add(value);
    }
    return value;
  }

  /// Passes over a string, which is numbered all the same; of those passed over none can be read by
  /// its number any more.
  void passString() {
    int number = Math.toIntExact(varint());
    if (number != 0) {
      Objects.checkIndex(number - 1, numbered.size());
      return;
    }
    int length = count();
    int characters = 0;
    for (int end = at + length; at < end; at++) {
      int octet = bytes[at] & 0xFF;
      // One that begins a character; from 0xF0 on it is two in a Java string.
      characters += octet >= 0xF0 ? 2 : octet < 0x80 || octet >= 0xC0 ? 1 : 0;
    }
    if (characters <= ByteSink.NUMBERED_LENGTH) {
      numbered.add("");
    }
  }

  void passMaybe() {
    if (flag()) {
      passString();
    }
  }

  BigDecimal decimal() {
    int scale = Math.toIntExact(signed());
    byte[] unscaled = raw();
    if (unscaled.length == 0
        || unscaled.length > ByteSink.MAX_UNSCALED_BYTES
        || Math.abs((long) scale) > ByteSink.MAX_SCALE) {
      throw new ArithmeticException(
          "a decimal of scale " + scale + " and " + unscaled.length + " bytes");
    }
    return new BigDecimal(new BigInteger(unscaled), scale);
  }

  <T> @Nullable T maybe(Supplier<T> read) {
    return flag() ? read.get() : null;
  }

  <T> List<T> list(Supplier<T> read) {
    int count = count();
    List<T> values = new ArrayList<>(Math.min(count, ROOM));
    for (int i = 0; i < count; i++) {
      values.add(read.get());
    }
    return values;
  }

  <E extends Enum<E>> E constant(E[] constants) {
    return constants[octet()];
  }
}
