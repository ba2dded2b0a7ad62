// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An HTML character reference that stands for one UTF-16 unit.
///
/// @param end the index after its semicolon
record Reference(char stands, int end) {

  private static final int LONGEST = 10;

  private static final Map<String, Character> NAMED =
      Map.ofEntries(
          Map.entry("amp", '&'),
          Map.entry("quot", '"'),
          Map.entry("apos", '\''),
          Map.entry("lt", '<'),
          Map.entry("gt", '>'),
          Map.entry("nbsp", ' '),
          Map.entry("shy", '\u00AD'),
          Map.entry("commat", '@'),
          Map.entry("period", '.'),
          Map.entry("colon", ':'),
          Map.entry("equals", '='),
          Map.entry("plus", '+'),
          Map.entry("sol", '/'),
          Map.entry("hyphen", '-'));

  /// The reference that begins with the `&` at `at`, or null.
  static @Nullable Reference at(char[] in, int at) {
    int limit = Math.min(in.length, at + LONGEST);
    for (int i = at + 1; i < limit; i++) {
      char c = in[i];
      if (c == ';') {
        return of(new String(in, at + 1, i - at - 1), i + 1);
      }
      if (!Chars.isWord(c) && c != '#') {
        return null;
      }
    }
    return null;
  }

  private static @Nullable Reference of(String body, int end) {
    if (body.startsWith("#")) {
      boolean hex = body.startsWith("#x") || body.startsWith("#X");
      String digits = body.substring(hex ? 2 : 1);
      if (digits.isEmpty()
          || digits.length() > 6
          || !digits.chars().allMatch(c -> Character.digit(c, hex ? 16 : 10) >= 0)) {
        return null;
      }
      int point = Integer.parseInt(digits, hex ? 16 : 10);
      return point > 0 && point < Character.MAX_VALUE ? new Reference((char) point, end) : null;
    }
    Character named = NAMED.get(body);
    return named == null ? null : new Reference(named, end);
  }
}
