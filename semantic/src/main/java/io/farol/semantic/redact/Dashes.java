// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

/// What begins with a dash: private keys in PEM, and passwords on a command line (`--password x`,
/// `-u user:x`).
final class Dashes {

  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";

  private Dashes() {}

  static int at(Scan scan, int dash) {
    if (scan.startsWith(dash, BEGIN)) {
      return pem(scan, dash);
    }
    boolean first = dash == 0 || Chars.isSpace(scan.chars[dash - 1]) || scan.chars[dash - 1] == '"';
    if (!first) {
      return dash;
    }
    if (scan.at(dash + 1) == '-' && Chars.isLetter(scan.at(dash + 2))) {
      return option(scan, dash);
    }
    boolean user = scan.at(dash + 1) == 'u' && scan.at(dash + 2) == ' ';
    return user ? user(scan, dash) : dash;
  }

  private static int pem(Scan scan, int start) {
    int label = start + BEGIN.length();
    int body = label;
    while (body < scan.length && body - label < 64 && scan.chars[body] != '-') {
      body++;
    }
    if (!scan.text(label, body).contains("PRIVATE KEY")) {
      return start;
    }
    int end = body;
    while (end < scan.length && isPem(scan.chars[end])) {
      if (scan.startsWith(end, END)) {
        return scan.found(Kind.CREDENTIAL, start, lineEnd(scan, end + END.length()), "");
      }
      end++;
    }
    return scan.found(Kind.CREDENTIAL, start, end, "");
  }

  private static int lineEnd(Scan scan, int from) {
    int end = from;
    while (end < scan.length && (Chars.isUpper(scan.chars[end]) || scan.chars[end] == ' ')) {
      end++;
    }
    while (end < scan.length && scan.chars[end] == '-') {
      end++;
    }
    return end;
  }

  private static boolean isPem(char c) {
    return Chars.isBase64(c) || Chars.isSpace(c) || c == '=' || c == ':' || c == ',' || c == '\\';
  }

  private static int option(Scan scan, int dash) {
    int name = dash + 2;
    int end = name;
    while (end < scan.length && Chars.isToken(scan.chars[end])) {
      end++;
    }
    if (scan.at(end) != ' ' || SecretKeys.grade(scan.chars, name, end) == SecretKeys.Grade.NONE) {
      return dash;
    }
    int body = scan.skipSpaces(end, 4);
    int last = Values.bareEnd(scan, body);
    boolean value = last > body && scan.chars[body] != '-';
    return value ? scan.found(Kind.CREDENTIAL, body, last, "") : dash;
  }

  private static int user(Scan scan, int dash) {
    int body = scan.skipSpaces(dash + 2, 4);
    body = Chars.isQuote(scan.at(body)) ? body + 1 : body;
    int end = Values.bareEnd(scan, body);
    int colon = scan.text(body, end).indexOf(':');
    boolean pair =
        colon > 0
            && body + colon + 1 < end
            && scan.at(body + colon + 1) != '/'
            && Digits.of(scan.text(body, body + colon)) == null;
    return pair ? scan.found(Kind.CREDENTIAL, body, end, "") : dash;
  }
}
