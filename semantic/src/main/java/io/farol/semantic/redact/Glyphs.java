// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import java.text.Normalizer;

/// The characters beyond ASCII that stand for one of ASCII, or for nothing at all.
final class Glyphs {

  private static final boolean[] PLAIN = new boolean[0x300];

  static {
    for (char c = 0; c < PLAIN.length; c++) {
      boolean escape = c == '\\' || c == '%' || c == '&';
      PLAIN[c] = c < 128 ? !escape : !folds(c);
    }
  }

  private Glyphs() {}

  /// False for the many characters that always stand for themselves.
  static boolean mayFold(char c) {
    return c >= PLAIN.length || !PLAIN[c];
  }

  /// Whether a text with this unit needs folding. Letters, curly quotes and ordinary emoji do not.
  static boolean folds(char c) {
    if (c < 0x300) {
      return c == 0x85 || c == 0xA0 || c == 0xAD || c == 0xB7;
    }
    return isInvisible(c) || c == 0xD835 || c == 0xDB40 || fold(c) != c;
  }

  /// Joiners, marks of direction, soft hyphens, variation selectors, the keycap's frame, tags.
  static boolean isInvisible(int point) {
    return switch (point) {
      case 0xAD,
          0x34F,
          0x61C,
          0x115F,
          0x1160,
          0x17B4,
          0x17B5,
          0x180E,
          0x20E3,
          0x3164,
          0xFEFF,
          0xFFA0 ->
          true;
      default ->
          (point >= 0x200B && point <= 0x200F)
              || (point >= 0x202A && point <= 0x202E)
              || (point >= 0x2060 && point <= 0x206F)
              || (point >= 0xFE00 && point <= 0xFE0F)
              || (point >= 0x180B && point <= 0x180D)
              || (point >= 0xE0000 && point <= 0xE0FFF);
    };
  }

  /// The character of ASCII this one stands for, or the same.
  static char fold(char c) {
    if (c >= 0xFF01 && c <= 0xFF5E) {
      return (char) (c - 0xFEE0);
    }
    return switch (c) {
      case 0xB7, 0x2022, 0x2024, 0x2219, 0x22C5, 0x30FB, 0x3002, 0xFF61 -> '.';
      case 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2043, 0x2212 -> '-';
      case 0x2044, 0x2215 -> '/';
      case 0x85, 0x2028, 0x2029 -> '\n';
      case 0xA0, 0x1680, 0x202F, 0x205F, 0x3000 -> ' ';
      default -> byRange(c);
    };
  }

  private static char byRange(char c) {
    if (c < 0x660) {
      return c;
    }
    if (c >= 0x2000 && c <= 0x200A) {
      return ' ';
    }
    if (Character.isDigit(c)) {
      return (char) ('0' + Character.digit(c, 10));
    }
    boolean form = (c >= 0x2460 && c <= 0x24FF) || (c >= 0xFE50 && c <= 0xFE6F);
    if (form) {
      String same = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
      if (same.length() == 1 && same.charAt(0) < 128) {
        return same.charAt(0);
      }
    }
    return c;
  }
}
