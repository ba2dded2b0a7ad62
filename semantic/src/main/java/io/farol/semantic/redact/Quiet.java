// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

/// Tells of a short text, at one look and without making anything, that no detector can find
/// something in it: names, enums, ids of few digits, most values of attributes. It may only err on
/// the side of looking: whatever could wake a detector into more than a glance is not quiet.
///
/// | what a detector needs | what is not quiet |
/// |---|---|
/// | [Folding] | a backslash, `%`, `&`, anything beyond ASCII |
/// | [Emails], [Pairs], [Urls], [DataUrls] | `@`, `=`, `:`, `>` |
/// | [Words] | a word that begins as a probe does |
/// | [Dashes] | a dash at the start, after a space or a quote, or before another |
/// | [PixCodes] | `.b` |
/// | [Numbers] | eight digits in all, whatever stands between them |
/// | [AlphanumericCnpj] | two digits, not the first of their word or alone, at its least length |
/// | [Blobs], [SignedKeys] | more than [#LONGEST] characters |
final class Quiet {

  static final int LONGEST = 64;

  private static final int FEWEST_DIGITS = 8;
  private static final int CNPJ = 14;

  private Quiet() {}

  static boolean is(String text) {
    int length = text.length();
    if (length > LONGEST) {
      return false;
    }
    int digits = 0;
    boolean word = false;
    char before = '\0';
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (Glyphs.mayFold(c) || c >= 128) {
        return false;
      }
      switch (Chars.classOf(c)) {
        case Chars.LETTER -> {
          if (!word && Words.mayBegin(c, i + 1 < length ? text.charAt(i + 1) : '\0')) {
            return false;
          }
          word = true;
        }
        case Chars.DIGIT -> {
          if (++digits == FEWEST_DIGITS || (i + 1 >= CNPJ && Chars.isDigit(before))) {
            return false;
          }
          word = true;
        }
        case Chars.DASH -> {
          if (i == 0 || before == '-' || before == '"' || Chars.isSpace(before)) {
            return false;
          }
          word = false;
        }
        case Chars.DOT -> {
          if (i + 1 < length && Chars.lower(text.charAt(i + 1)) == 'b') {
            return false;
          }
          word = false;
        }
        case Chars.OTHER -> word = false;
        default -> {
          return false;
        }
      }
      before = c;
    }
    return true;
  }
}
