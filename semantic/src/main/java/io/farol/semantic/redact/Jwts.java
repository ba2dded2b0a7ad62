// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

/// JSON Web Tokens: `eyJ…` and at least one more part after a dot, or the common heads alone, as
/// when a log cut the rest off.
final class Jwts {

  private static final String[] HEADS = {"eyJhbGciOi", "eyJ0eXAiOi", "eyJraWQiOi", "eyJlbmMiOi"};
  private static final int SHORTEST_PART = 8;

  private Jwts() {}

  static int at(Scan scan, int start) {
    int end = end(scan, start);
    return end > start ? scan.found(Kind.JWT, start, end, "") : start;
  }

  /// The index after the token that begins at `start`, or `start`.
  static int end(Scan scan, int start) {
    if (!scan.startsWith(start, "eyJ")) {
      return start;
    }
    int end = part(scan, start);
    if (end - start < SHORTEST_PART) {
      return start;
    }
    int parts = 1;
    while (scan.at(end) == '.' && parts < 5) {
      int next = part(scan, end + 1);
      boolean empty = next == end + 1;
      boolean allowed =
          empty
              ? parts == 2 || (parts == 1 && scan.at(next) == '.')
              : parts > 1 || next - end > SHORTEST_PART;
      if (!allowed) {
        break;
      }
      end = next;
      parts++;
    }
    return parts > 1 || hasKnownHead(scan, start) ? end : start;
  }

  private static int part(Scan scan, int from) {
    int end = from;
    while (end < scan.length && (Chars.isToken(scan.chars[end]) || scan.chars[end] == '=')) {
      end++;
    }
    return end;
  }

  private static boolean hasKnownHead(Scan scan, int start) {
    for (String head : HEADS) {
      if (scan.startsWith(start, head)) {
        return true;
      }
    }
    return false;
  }
}
