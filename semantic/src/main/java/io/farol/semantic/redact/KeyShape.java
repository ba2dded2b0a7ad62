// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

/// The shape of one vendor's keys: a fixed head, then at least so many characters of an alphabet.
///
/// @param prefix its head, case matters
/// @param atLeast how many characters follow the head at least
/// @param mixed whether what follows must hold a digit or both cases, because the head alone could
///   begin an ordinary hyphenated word
record KeyShape(String prefix, int atLeast, Alphabet alphabet, boolean mixed)
    implements Words.Probe {

  /// The characters a key is written in.
  enum Alphabet {
    /// `[A-Za-z0-9]`
    PLAIN,
    /// `[A-Z0-9]`
    UPPER,
    /// `[A-Za-z0-9_-]`
    TOKEN,
    /// the same with dots
    DOTTED,
    /// `[A-Za-z0-9+/=._-]`
    BASE64,
    /// `[0-9a-f]`
    HEX;

    boolean has(char c) {
      return switch (this) {
        case PLAIN -> c < 128 && Chars.isWord(c);
        case UPPER -> Chars.isUpper(c) || Chars.isDigit(c);
        case TOKEN -> Chars.isToken(c);
        case DOTTED -> Chars.isToken(c) || c == '.';
        case BASE64 -> Chars.isBase64(c) || c == '.' || c == '=';
        case HEX -> Chars.isDigit(c) || (c >= 'a' && c <= 'f');
      };
    }
  }

  @Override
  public int at(Scan scan, int start) {
    if (!scan.startsWith(start, prefix)) {
      return start;
    }
    int body = start + prefix.length();
    int end = body;
    while (end < scan.length && alphabet.has(scan.chars[end])) {
      end++;
    }
    while (end > body && scan.chars[end - 1] == '.') {
      end--;
    }
    boolean enough = end - body >= atLeast && (!mixed || isMixed(scan.chars, body, end));
    return enough ? scan.found(Kind.CREDENTIAL, start, end, "") : start;
  }

  /// Whether the characters look drawn rather than written: a digit, or both cases beyond a leading
  /// capital, or no seam in twenty.
  static boolean isMixed(char[] chars, int start, int end) {
    boolean lower = false;
    boolean upper = false;
    int run = 0;
    for (int i = start; i < end; i++) {
      char c = chars[i];
      run = Chars.isWord(c) ? run + 1 : 0;
      lower |= Chars.isLower(c);
      upper |= i > start && Chars.isUpper(c);
      if (Chars.isDigit(c) || (lower && upper) || run >= 20) {
        return true;
      }
    }
    return false;
  }
}
