// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

/// What single characters mean to the detectors. ASCII letters and those of the Latin scripts make
/// words; other scripts do not write their words with spaces, so they bound a number or a key as
/// punctuation does.
final class Chars {

  /// Which detector a character of ASCII can wake.
  static final byte OTHER = 0;

  static final byte LETTER = 1;
  static final byte DIGIT = 2;
  static final byte AT = 3;
  static final byte PAIR = 4;
  static final byte TAG = 5;
  static final byte DASH = 6;
  static final byte DOT = 7;
  static final byte MARK = 8;

  /// The end of the Latin scripts; what lies beyond makes no words, one character wakes something.
  private static final int LATIN = 0x250;

  private static final byte[] CLASS = new byte[LATIN];
  private static final boolean[] TOKEN = new boolean[128];
  private static final boolean[] BASE64 = new boolean[128];

  static {
    for (char c = 'a'; c <= 'z'; c++) {
      CLASS[c] = LETTER;
      CLASS[c - 32] = LETTER;
    }
    for (char c = '0'; c <= '9'; c++) {
      CLASS[c] = DIGIT;
    }
    CLASS['@'] = AT;
    CLASS['='] = PAIR;
    CLASS[':'] = PAIR;
    CLASS['>'] = TAG;
    CLASS['-'] = DASH;
    CLASS['.'] = DOT;
    for (char c = 128; c < LATIN; c++) {
      CLASS[c] = Character.isLetter(c) && c != 'ª' && c != 'º' ? LETTER : OTHER;
    }
    for (char c = 0; c < 128; c++) {
      boolean word = CLASS[c] == LETTER || CLASS[c] == DIGIT;
      TOKEN[c] = word || c == '-' || c == '_';
      BASE64[c] = TOKEN[c] || c == '+' || c == '/';
    }
  }

  private Chars() {}

  static byte classOf(char c) {
    return c < LATIN ? CLASS[c] : c == Marker.OPEN ? MARK : OTHER;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetter(char c) {
    return c < LATIN && CLASS[c] == LETTER;
  }

  static boolean isWord(char c) {
    return isLetter(c) || isDigit(c);
  }

  static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  static boolean isHexDigit(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  /// `[A-Za-z0-9_-]`.
  static boolean isToken(char c) {
    return c < 128 && TOKEN[c];
  }

  /// Both alphabets of base64, without padding.
  static boolean isBase64(char c) {
    return c < 128 && BASE64[c];
  }

  static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '`';
  }

  static char lower(char c) {
    return isUpper(c) ? (char) (c + 32) : c;
  }
}
