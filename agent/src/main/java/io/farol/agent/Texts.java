// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.agent;

/// Strings cut to at most 1,024 bytes of UTF-8, never inside a character.
final class Texts {
  static final int MAX_BYTES = 1024;

  private Texts() {}

  static String shortened(String text) {
    if (text.length() * 3L <= MAX_BYTES) {
      return text;
    }
    int bytes = 0;
    int end = 0;
    while (end < text.length()) {
      int codePoint = text.codePointAt(end);
      bytes += encodedLength(codePoint);
      if (bytes > MAX_BYTES) {
        return text.substring(0, end);
      }
      end += Character.charCount(codePoint);
    }
    return text;
  }

  private static int encodedLength(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x10000 ? 3 : 4;
  }
}
