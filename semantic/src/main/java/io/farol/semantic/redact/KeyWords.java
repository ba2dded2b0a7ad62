// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import java.util.Locale;

/// The last words of a key, however it joins them: `x-api-key`, `apiKey`, `API_KEY`, `api key`.
/// Words that only say which or how (`value`, `new`, a number) are passed over at the end.
///
/// @param last the last word that names something, in lower case; empty when there is none
/// @param before the word before it; empty when there is none
/// @param joined whether the two stand together without a space
/// @param shouted whether the last word is written in upper case throughout
/// @param start where the last word begins
record KeyWords(String last, String before, boolean joined, boolean shouted, int start) {

  static KeyWords of(char[] chars, int from, int to) {
    int end = to;
    while (true) {
      end = lastWordChar(chars, from, end);
      int start = wordStart(chars, from, end);
      if (start == end) {
        return new KeyWords("", "", false, false, from);
      }
      String word = lower(chars, start, end);
      if (!isDecoration(word) || lastWordChar(chars, from, start) == from) {
        return with(chars, from, start, end, word);
      }
      end = start;
    }
  }

  private static KeyWords with(char[] chars, int from, int start, int end, String word) {
    int beforeEnd = lastWordChar(chars, from, start);
    int beforeStart = wordStart(chars, from, beforeEnd);
    boolean joined = beforeEnd > from;
    for (int i = beforeEnd; i < start; i++) {
      joined &= chars[i] != ' ';
    }
    return new KeyWords(
        word, lower(chars, beforeStart, beforeEnd), joined, isShouted(chars, start, end), start);
  }

  private static boolean isDecoration(String word) {
    return switch (word) {
      case "value", "header", "old", "new", "current", "confirm", "confirmation", "raw", "text" ->
          true;
      default -> Chars.isDigit(word.charAt(0)) && Chars.isDigit(word.charAt(word.length() - 1));
    };
  }

  private static boolean isShouted(char[] chars, int start, int end) {
    for (int i = start; i < end; i++) {
      if (Chars.isLower(chars[i])) {
        return false;
      }
    }
    return true;
  }

  private static int lastWordChar(char[] chars, int from, int end) {
    int at = end;
    while (at > from && !Chars.isWord(chars[at - 1])) {
      at--;
    }
    return at;
  }

  /// Back to a separator, or to where camel case begins a word.
  private static int wordStart(char[] chars, int from, int end) {
    int at = end;
    while (at > from && Chars.isWord(chars[at - 1])) {
      at--;
      boolean capital = Chars.isUpper(chars[at]);
      boolean afterSmall =
          at > from && (Chars.isLower(chars[at - 1]) || Chars.isDigit(chars[at - 1]));
      boolean beforeSmall = at + 1 < end && Chars.isLower(chars[at + 1]);
      boolean afterCapital = at > from && Chars.isUpper(chars[at - 1]);
      if (capital && (afterSmall || (afterCapital && beforeSmall))) {
        break;
      }
    }
    return at;
  }

  private static String lower(char[] chars, int start, int end) {
    return new String(chars, start, end - start).toLowerCase(Locale.ROOT);
  }
}
