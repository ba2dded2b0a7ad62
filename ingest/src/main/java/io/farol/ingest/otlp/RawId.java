// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// An id field as it came: absent, valid bytes of some length, or text that is no id.
///
/// @param bytes null when the text was neither hex nor base64
/// @param length of the bytes, or of the text
record RawId(byte @Nullable [] bytes, int length) {

  static final RawId ABSENT = new RawId(new byte[0], 0);

  static RawId of(byte[] bytes) {
    return bytes.length == 0 ? ABSENT : new RawId(bytes, bytes.length);
  }

  /// Hex, as OTLP/JSON has it. Base64, as plain protobuf JSON has it, is told by its padding.
  static RawId parse(String text) {
    if (text.isEmpty()) {
      return ABSENT;
    }
    try {
      return text.endsWith("=")
          ? of(Base64.getDecoder().decode(text))
          : of(HexFormat.of().parseHex(text));
    } catch (IllegalArgumentException notAnId) {
      return new RawId(null, text.length());
    }
  }

  boolean isAbsent() {
    return length == 0;
  }

  /// Why it is no id of so many bytes; null when it is one.
  @Nullable String fault(String name, int expected) {
    if (bytes == null) {
      return name + " is not hex; write " + expected * 2 + " hex digits";
    }
    if (length != expected) {
      return name + " has " + length + " bytes; an id has " + expected;
    }
    return isZero() ? name + " is all zeros; an id has a non-zero byte" : null;
  }

  boolean isZero() {
    if (bytes != null) {
      for (byte each : bytes) {
        if (each != 0) {
          return false;
        }
      }
    }
    return bytes != null;
  }

  /// Eight bytes from an offset, big-endian.
  long longAt(int offset) {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = value << 8 | (bytes == null ? 0 : bytes[offset + i] & 0xFF);
    }
    return value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RawId that && length == that.length && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
