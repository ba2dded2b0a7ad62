// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

/// What stands between `://` and `@` in an address: a user's name and password, or a token. Found
/// from the colon. Passwords may hold `@` and `/` unescaped; a path that holds an `@` is not taken
/// for one, since a port is a number.
final class Urls {

  private static final int LONGEST = 512;

  private Urls() {}

  static int at(Scan scan, int colon) {
    if (scan.at(colon + 1) != '/' || scan.at(colon + 2) != '/' || !isScheme(scan, colon)) {
      return colon;
    }
    int start = colon + 3;
    int at = lastAt(scan, start, false);
    if (at < 0 && hasOddPort(scan, start)) {
      at = lastAt(scan, start, true);
    }
    if (at <= start || scan.chars[at - 1] == Marker.CLOSE) {
      return colon;
    }
    boolean git = at - start == 3 && scan.startsWith(start, "git");
    if (git) {
      return at + 1;
    }
    scan.found(Kind.CREDENTIAL, start, at, "");
    return at + 1;
  }

  private static boolean isScheme(Scan scan, int colon) {
    return colon > 0 && Chars.isWord(scan.chars[colon - 1]);
  }

  private static int lastAt(Scan scan, int start, boolean throughPath) {
    int limit = Math.min(scan.length, start + LONGEST);
    int last = -1;
    for (int i = start; i < limit; i++) {
      char c = scan.chars[i];
      boolean path = c == '/' || c == '?' || c == '#';
      if (isEnd(c) || (path && !throughPath)) {
        break;
      }
      if (c == '@') {
        last = i;
      }
    }
    return last;
  }

  /// Whether the host is followed by a colon and something that is no port: then it is a password.
  private static boolean hasOddPort(Scan scan, int start) {
    int i = start;
    while (i < scan.length && (Chars.isToken(scan.chars[i]) || scan.chars[i] == '.')) {
      i++;
    }
    if (i == start || scan.at(i) != ':') {
      return false;
    }
    char c = scan.at(i + 1);
    return !Chars.isDigit(c) && !isEnd(c) && c != '/' && c != '{' && c != ':';
  }

  private static boolean isEnd(char c) {
    return Chars.isSpace(c)
        || Chars.isQuote(c)
        || c == '<'
        || c == '>'
        || c == '\0'
        || c == ','
        || c == Marker.OPEN;
  }
}
