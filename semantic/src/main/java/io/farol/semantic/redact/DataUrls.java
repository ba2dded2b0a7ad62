// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

/// `data:` URLs, found from their colon: `data:image/png;base64,iVBOR…`. Only the type and the
/// decoded size stay. "data: 12/10" is a date in Portuguese and needs a media type to be more.
final class DataUrls {

  private static final int LONGEST_HEAD = 160;

  private DataUrls() {}

  static int at(Scan scan, int colon) {
    int start = colon - 4;
    if (!scan.startsWithAnyCase(start, "data") || Chars.isWord(scan.at(start - 1))) {
      return colon;
    }
    int comma = comma(scan, colon + 1);
    if (comma < 0) {
      return colon;
    }
    String head = scan.text(colon + 1, comma);
    int semicolon = head.indexOf(';');
    String type = semicolon < 0 ? head : head.substring(0, semicolon);
    boolean base64 = head.toLowerCase(java.util.Locale.ROOT).endsWith(";base64");
    if (type.indexOf('/') <= 0 && !base64) {
      return colon;
    }
    int end = base64 ? base64End(scan, comma + 1) : textEnd(scan, comma + 1);
    if (end == comma + 1) {
      return colon;
    }
    long bytes = base64 ? decodedBytes(scan.chars, comma + 1, end) : end - comma - 1;
    String marker = Marker.data(type.isEmpty() ? "text/plain" : type, bytes);
    return scan.found(Kind.DATA_URL, start, end, marker);
  }

  private static int comma(Scan scan, int from) {
    int limit = Math.min(scan.length, from + LONGEST_HEAD);
    for (int i = from; i < limit; i++) {
      char c = scan.chars[i];
      if (c == ',') {
        return i;
      }
      boolean head = Chars.isToken(c) || "/;=.+\"".indexOf(c) >= 0;
      if (!head) {
        return -1;
      }
    }
    return -1;
  }

  /// Base64 may be broken into lines; a further line counts when it goes on for long.
  private static int base64End(Scan scan, int from) {
    int end = from;
    while (true) {
      while (end < scan.length && Chars.isBase64(scan.chars[end])) {
        end++;
      }
      end = padding(scan.chars, scan.length, end);
      int next = scan.skipSpaces(end, 4);
      int run = next;
      while (run < scan.length && run - next < 40 && Chars.isBase64(scan.chars[run])) {
        run++;
      }
      boolean goesOn = next > end && scan.chars[end] != ' ' && run - next == 40;
      if (!goesOn) {
        return end;
      }
      end = next;
    }
  }

  private static int textEnd(Scan scan, int from) {
    int end = from;
    while (end < scan.length
        && !Chars.isSpace(scan.chars[end])
        && scan.chars[end] != '"'
        && scan.chars[end] != Marker.OPEN) {
      end++;
    }
    return end;
  }

  /// The index after up to two `=` at `from`.
  static int padding(char[] chars, int length, int from) {
    int end = from;
    while (end < length && end - from < 2 && chars[end] == '=') {
      end++;
    }
    return end;
  }

  /// How many bytes the base64 between two indices holds; white space does not count.
  static long decodedBytes(char[] chars, int start, int end) {
    long symbols = 0;
    for (int i = start; i < end; i++) {
      symbols += Chars.isBase64(chars[i]) ? 1 : 0;
    }
    return symbols * 3 / 4;
  }
}
