// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import org.jspecify.annotations.Nullable;

/// A run of decimal digits. Immutable as long as nobody writes to the array it was given.
final class Digits {

  private final byte[] values;
  private final int size;

  /// The first `size` digits of an array of 0…9.
  Digits(byte[] values, int size) {
    this.values = values;
    this.size = size;
  }

  /// The digits of a text, or null when it holds anything else or nothing.
  static @Nullable Digits of(String text) {
    byte[] values = new byte[text.length()];
    for (int i = 0; i < values.length; i++) {
      char c = text.charAt(i);
      if (!Chars.isDigit(c)) {
        return null;
      }
      values[i] = (byte) (c - '0');
    }
    return values.length == 0 ? null : new Digits(values, values.length);
  }

  int size() {
    return size;
  }

  int at(int index) {
    return values[index];
  }

  /// The number that the digits from `start` to `end` write; at most nine of them.
  int number(int start, int end) {
    int number = 0;
    for (int i = start; i < end; i++) {
      number = number * 10 + values[i];
    }
    return number;
  }

  boolean allEqual() {
    for (int i = 1; i < size; i++) {
      if (values[i] != values[0]) {
        return false;
      }
    }
    return true;
  }

  /// With zeros put before them until there are `wanted`.
  Digits padded(int wanted) {
    byte[] padded = new byte[wanted];
    System.arraycopy(values, 0, padded, wanted - size, size);
    return new Digits(padded, wanted);
  }

  String from(int start) {
    StringBuilder text = new StringBuilder(size - start);
    for (int i = start; i < size; i++) {
      text.append((char) ('0' + values[i]));
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return from(0);
  }
}
