// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import java.util.Locale;

/// CNPJ with letters, found from its two check digits backwards: `12.ABC.345/01DE-35`,
/// `12ABC34501DE35`. Without punctuation only in upper case, unless the text says CNPJ.
final class AlphanumericCnpj {

  private static final int BODY = 12;
  private static final int LONGEST = 20;

  private AlphanumericCnpj() {}

  /// The index after the CNPJ whose digits end at `end`, which then is reported; `start` when the
  /// run of digits between the indices ends none.
  static int endingAt(Scan scan, Surroundings around, int start, int end) {
    boolean inside =
        Chars.isLetter(scan.at(start - 1)) || (end - start == 2 && isGap(scan.at(start - 1)));
    if (end - start < 2 || !inside || Chars.isWord(scan.at(end))) {
      return start;
    }
    int missing = BODY + 2;
    int at = end;
    int breaks = 0;
    boolean letters = false;
    boolean lower = false;
    boolean spaces = false;
    while (missing > 0 && at > 0 && end - at < LONGEST) {
      char c = scan.chars[at - 1];
      if (c < 128 && Chars.isWord(c)) {
        letters |= !Chars.isDigit(c);
        lower |= Chars.isLower(c);
        missing--;
      } else if (isGap(c) && isUsual(missing) && (breaks & 1 << missing) == 0) {
        breaks |= 1 << missing;
        spaces |= c == ' ';
      } else {
        return start;
      }
      at--;
    }
    boolean written = breaks == 0 ? !lower : !spaces;
    if (missing > 0 || !letters || Chars.isWord(scan.at(at - 1)) || at < scan.wall()) {
      return start;
    }
    String text = bare(scan.text(at, end));
    if (!Documents.isCnpj(text) || !(written || around.saysCnpj(at))) {
      return start;
    }
    return scan.found(Kind.CNPJ, at, end, text);
  }

  private static String bare(String written) {
    StringBuilder bare = new StringBuilder(BODY + 2);
    for (int i = 0; i < written.length(); i++) {
      char c = written.charAt(i);
      if (!isGap(c)) {
        bare.append(c);
      }
    }
    return bare.toString().toUpperCase(Locale.ROOT);
  }

  /// Where punctuation stands: after the second, fifth, eighth and twelfth character.
  private static boolean isUsual(int place) {
    return place == 2 || place == 5 || place == 8 || place == 12;
  }

  private static boolean isGap(char c) {
    return c == '.' || c == '/' || c == '-' || c == ' ';
  }
}
