// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import java.util.Locale;

/// What stands where something was: `⟦cpf:0123…⟧` with 32 hex digits, `⟦credential⟧`, `⟦jwt⟧`,
/// `⟦data:image/png;bytes=1234⟧`, `⟦dropped⟧`. Well-formed markers in a text are walls: nothing is
/// searched inside or across them, so that a redacted text stays as it is.
final class Marker {

  static final char OPEN = '⟦';
  static final char CLOSE = '⟧';
  static final String CREDENTIAL = "⟦credential⟧";

  private static final int HEX_DIGITS = 32;
  private static final int LONGEST = 96;
  private static final String[] BARE = {"credential", "jwt", "dropped"};
  private static final String[] MEDIA = {
    "image/", "audio/", "video/", "text/", "application/", "font/", "model/", "multipart/"
  };
  private static final String BYTES = ";bytes=";

  private Marker() {}

  static String secret(Kind kind) {
    return kind == Kind.CREDENTIAL ? CREDENTIAL : OPEN + kind.label() + CLOSE;
  }

  static String pseudonym(Kind kind, String hex) {
    return OPEN + kind.label() + ':' + hex + CLOSE;
  }

  /// @param mediaType `image/png`; what is not the plain name of a type becomes
  ///   `application/octet-stream`
  static String data(String mediaType, long bytes) {
    String type = mediaType.toLowerCase(Locale.ROOT);
    return OPEN
        + "data:"
        + (isMediaType(type) ? type : "application/octet-stream")
        + BYTES
        + bytes
        + CLOSE;
  }

  /// The index after the marker that begins at `start`, or `start` when none does.
  static int end(char[] chars, int start, int length) {
    if (chars[start] != OPEN) {
      return start;
    }
    int limit = Math.min(length, start + LONGEST);
    for (int i = start + 1; i < limit; i++) {
      if (chars[i] == CLOSE) {
        return isBody(new String(chars, start + 1, i - start - 1)) ? i + 1 : start;
      }
    }
    return start;
  }

  private static boolean isBody(String body) {
    for (String bare : BARE) {
      if (body.equals(bare)) {
        return true;
      }
    }
    if (body.startsWith("data:")) {
      int at = body.indexOf(BYTES);
      return at > 0 && isMediaType(body.substring(5, at)) && isCount(body, at + BYTES.length());
    }
    int colon = body.indexOf(':');
    return colon > 0
        && body.length() == colon + 1 + HEX_DIGITS
        && isPseudonymous(body.substring(0, colon))
        && isHex(body, colon + 1);
  }

  private static boolean isPseudonymous(String label) {
    for (Kind kind : Kind.values()) {
      if (kind.pseudonymous() && kind.label().equals(label)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isHex(String body, int from) {
    for (int i = from; i < body.length(); i++) {
      char c = body.charAt(i);
      if (!(Chars.isDigit(c) || (c >= 'a' && c <= 'f'))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isCount(String body, int from) {
    for (int i = from; i < body.length(); i++) {
      if (!Chars.isDigit(body.charAt(i))) {
        return false;
      }
    }
    return body.length() > from && body.length() - from <= 10;
  }

  /// A known family and a short name that could not hide a number.
  private static boolean isMediaType(String type) {
    for (String family : MEDIA) {
      if (type.startsWith(family)) {
        return isSubtype(type, family.length());
      }
    }
    return false;
  }

  private static boolean isSubtype(String type, int from) {
    int digits = 0;
    for (int i = from; i < type.length(); i++) {
      char c = type.charAt(i);
      digits += Chars.isDigit(c) ? 1 : 0;
      boolean plain =
          (c >= 'a' && c <= 'z') || Chars.isDigit(c) || c == '-' || c == '.' || c == '+';
      if (!plain) {
        return false;
      }
    }
    return type.length() > from && type.length() - from <= 48 && digits <= 4;
  }
}
