// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

/// Where the value of a key begins and ends, in JSON, YAML, environment files, addresses, headers
/// and prose.
final class Values {

  private static final int LONGEST_ARRAY = 16_384;

  private Values() {}

  /// The index of the quote that closes the one at `open`, or -1. In JSON within JSON the quotes of
  /// an inner text carry more backslashes than those around it, so only one of the same depth
  /// closes; one of lesser depth ends everything.
  static int closing(Scan scan, int open) {
    char quote = scan.chars[open];
    int depth = scan.view.backslashes(open);
    int step = 2 * (depth + 1);
    for (int i = open + 1; i < scan.length; i++) {
      if (scan.chars[i] == quote) {
        int here = scan.view.backslashes(i);
        if (here < depth || (here - depth) % step == 0) {
          return i;
        }
      }
    }
    return -1;
  }

  /// The end of a value without quotes, in prose or an environment file.
  static int bareEnd(Scan scan, int from) {
    int end = from;
    while (end < scan.length) {
      char c = scan.chars[end];
      boolean stop = Chars.isSpace(c) || "\"'`{}[]<>,".indexOf(c) >= 0 || c == Marker.OPEN;
      boolean next = (c == '&' || c == ';') && isLastOrPair(scan, end);
      if (stop || next) {
        break;
      }
      end++;
    }
    while (end > from
        && (scan.chars[end - 1] == '.' || scan.chars[end - 1] == ')')
        && isBoundary(scan, end)) {
      end--;
    }
    return end;
  }

  /// The end of a value in the query of an address.
  static int queryEnd(Scan scan, int from) {
    int end = from;
    while (end < scan.length) {
      char c = scan.chars[end];
      if (Chars.isSpace(c) || "\"'`<>&#".indexOf(c) >= 0 || c == Marker.OPEN) {
        break;
      }
      end++;
    }
    while (end > from && ".,;)]}".indexOf(scan.chars[end - 1]) >= 0) {
      end--;
    }
    return end;
  }

  /// The end of the line, or of the quotes that a header stands in.
  static int lineEnd(Scan scan, int from) {
    int end = from;
    while (end < scan.length) {
      char c = scan.chars[end];
      if (c == '\n' || c == '\r' || c == '"' || c == '\'' || c == Marker.OPEN) {
        break;
      }
      end++;
    }
    while (end > from && Chars.isSpace(scan.chars[end - 1])) {
      end--;
    }
    return end;
  }

  /// The end of the list that begins at `open`.
  static int arrayEnd(Scan scan, int open) {
    int limit = Math.min(scan.length, open + LONGEST_ARRAY);
    int i = open + 1;
    while (i < limit) {
      char c = scan.chars[i];
      if (c == ']') {
        return i;
      }
      if (c == '"' || c == '\'') {
        int close = closing(scan, i);
        if (close < 0) {
          return i;
        }
        i = close;
      }
      i++;
    }
    return i;
  }

  private static boolean isBoundary(Scan scan, int at) {
    return at == scan.length || Chars.isSpace(scan.chars[at]);
  }

  /// Whether `;` or `&` ends the value: the text ends, or another `key=` follows.
  private static boolean isLastOrPair(Scan scan, int at) {
    int i = scan.skipSpaces(at + 1, 4);
    if (i >= scan.length || i > at + 1) {
      return true;
    }
    int start = i;
    while (i < scan.length
        && (Chars.isToken(scan.chars[i]) || scan.chars[i] == '.' || scan.chars[i] == ' ')) {
      i++;
    }
    return i > start && scan.at(i) == '=';
  }
}
