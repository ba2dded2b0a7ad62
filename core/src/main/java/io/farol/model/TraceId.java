// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

import java.util.HexFormat;

/// A W3C trace id: 16 bytes, not all zero, written as 32 lower-case hex digits.
///
/// @param high the first eight bytes, big-endian
/// @param low the last eight bytes, big-endian
public record TraceId(long high, long low) implements Comparable<TraceId> {

  public TraceId {
    if (high == 0 && low == 0) {
      throw new IllegalArgumentException("trace id is all zeros; a valid one has a non-zero byte");
    }
  }

  /// Reads 32 hex digits of either case.
  ///
  /// @throws IllegalArgumentException naming the text, when it is of another length or not hex
  public static TraceId parse(String hex) {
    if (hex.length() != 32) {
      throw new IllegalArgumentException(
          "trace id \"" + hex + "\" has " + hex.length() + " characters; expected 32 hex digits");
    }
    try {
      return new TraceId(
          HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("trace id \"" + hex + "\" is not hex", e);
    }
  }

  /// 32 lower-case hex digits.
  public String hex() {
    return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
  }

  @Override
  public int compareTo(TraceId other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  @Override
  public String toString() {
    return hex();
  }
}
