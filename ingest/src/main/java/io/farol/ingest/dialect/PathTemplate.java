// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

/// Turns a path into one of few: a segment that names a person, a document or a thing becomes
/// `{id}`. A CPF in a path so never becomes part of an operation's name, and there are as many
/// operations as there are routes.
///
/// A segment is replaced when it has four digits in a row, or five in all; when it is
/// percent-encoded or holds an `@`; when it is 16 or more hex digits; when it is 20 or more
/// characters and mixes letters with three digits; or when it is longer than 40. Version numbers,
/// words and model names (`gpt-4.1`) stay.
final class PathTemplate {

  static final String ID = "{id}";

  private static final int MAX_SEGMENTS = 10;

  private PathTemplate() {}

  /// The path with its ids replaced, cut after ten segments.
  static String of(String path) {
    StringBuilder out = new StringBuilder(path.length());
    int segments = 0;
    int from = 0;
    while (from <= path.length()) {
      int slash = path.indexOf('/', from);
      int to = slash < 0 ? path.length() : slash;
      if (segments == MAX_SEGMENTS + 1) {
        return out.append('…').toString();
      }
      out.append(segment(path.substring(from, to)));
      segments++;
      if (slash < 0) {
        break;
      }
      out.append('/');
      from = slash + 1;
    }
    return out.toString();
  }

  /// One segment, or a name that may hold an id.
  static String segment(String segment) {
    return isId(segment) ? ID : segment;
  }

  private static boolean isId(String segment) {
    if (segment.startsWith("{") && segment.endsWith("}")) {
      return false;
    }
    int digits = 0;
    int run = 0;
    int longestRun = 0;
    int letters = 0;
    int hex = 0;
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if (c == '%' || c == '@') {
        return true;
      }
      boolean digit = Character.isDigit(c);
      digits += digit ? 1 : 0;
      run = digit ? run + 1 : 0;
      longestRun = Math.max(longestRun, run);
      letters += Character.isLetter(c) ? 1 : 0;
      hex += Character.digit(c, 16) >= 0 ? 1 : 0;
    }
    boolean mixed = digits > 0 && letters > 0;
    return longestRun >= 4
        || digits >= 5
        || segment.length() > 40
        || (segment.length() >= 20 && mixed && digits >= 3)
        || (segment.length() >= 16 && hex == segment.length() && digits > 0);
  }
}
