// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

import java.util.HexFormat;

/// A W3C span id: eight bytes, not all zero, written as 16 lower-case hex digits.
public record SpanId(long value) implements Comparable<SpanId> {

  public SpanId {
    if (value == 0) {
      throw new IllegalArgumentException("span id is all zeros; a valid one has a non-zero byte");
    }
  }

  /// Reads 16 hex digits of either case.
  ///
  /// @throws IllegalArgumentException naming the text, when it is of another length or not hex
  public static SpanId parse(String hex) {
    if (hex.length() != 16) {
      throw new IllegalArgumentException(
          "span id \"" + hex + "\" has " + hex.length() + " characters; expected 16 hex digits");
    }
    try {
      return new SpanId(HexFormat.fromHexDigitsToLong(hex));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("span id \"" + hex + "\" is not hex", e);
    }
  }

  /// 16 lower-case hex digits.
  public String hex() {
    return HexFormat.of().toHexDigits(value);
  }

  @Override
  public int compareTo(SpanId other) {
    return Long.compareUnsigned(value, other.value);
  }

  @Override
  public String toString() {
    return hex();
  }
}
