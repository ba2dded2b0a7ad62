// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import java.util.Locale;
import java.util.Set;

/// People telling a password in words: "a senha do wifi é abc123", "my password is hunter2". What
/// follows must look like one: a digit, a sign or an inner capital, so that "a senha é obrigatória"
/// stays.
final class Phrases {

  private static final String[] SUBJECTS = {"senha", "password", "passcode", "passphrase", "pwd"};
  private static final Set<String> VERBS =
      Set.of("é", "eh", "e", "is", "era", "was", "seria", "=", ":");
  private static final int WORDS_BETWEEN = 4;
  private static final int SHORTEST = 4;

  private Phrases() {}

  static int at(Scan scan, int start) {
    int end = subjectEnd(scan, start);
    if (end == start) {
      return start;
    }
    int at = end;
    for (int i = 0; i <= WORDS_BETWEEN; i++) {
      int word = scan.skipSpaces(at, 2);
      int after = tokenEnd(scan, word);
      if (after == word) {
        return start;
      }
      if (VERBS.contains(lower(scan, word, after)) || (i > 0 && scan.chars[after - 1] == ':')) {
        return value(scan, start, scan.skipSpaces(after, 2));
      }
      at = after;
    }
    return start;
  }

  private static int value(Scan scan, int start, int from) {
    boolean quoted = Chars.isQuote(scan.at(from));
    int body = quoted ? from + 1 : from;
    int end = tokenEnd(scan, body);
    while (end > body && ".,;!?)*".indexOf(scan.chars[end - 1]) >= 0) {
      end--;
    }
    boolean secret = end - body >= SHORTEST && (quoted || isOdd(scan, body, end));
    return secret ? scan.found(Kind.CREDENTIAL, body, end, "") : start;
  }

  private static boolean isOdd(Scan scan, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = scan.chars[i];
      boolean innerCapital = Chars.isUpper(c) && i > start && Chars.isLower(scan.chars[i - 1]);
      if (Chars.isDigit(c) || innerCapital || "@#$%&*!_+=".indexOf(c) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static int subjectEnd(Scan scan, int start) {
    for (String subject : SUBJECTS) {
      int end = start + subject.length();
      if (scan.startsWithAnyCase(start, subject) && !Chars.isWord(scan.at(end))) {
        return end;
      }
    }
    return start;
  }

  private static int tokenEnd(Scan scan, int from) {
    int end = from;
    while (end < scan.length
        && !Chars.isSpace(scan.chars[end])
        && scan.chars[end] != Marker.OPEN
        && "\"'`<>{}".indexOf(scan.chars[end]) < 0
        && end - from < 128) {
      end++;
    }
    return end;
  }

  private static String lower(Scan scan, int start, int end) {
    return scan.text(start, end).toLowerCase(Locale.ROOT);
  }
}
