// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// `Bearer …` and `Basic …` wherever they stand. The name of the scheme stays, what follows goes.
final class Schemes {

  private static final int LONG = 20;
  private static final int SHORT = 8;

  private Schemes() {}

  static int at(Scan scan, int start) {
    if (scan.startsWithAnyCase(start, "bearer")) {
      return bearer(scan, start, start + 6);
    }
    return scan.startsWithAnyCase(start, "basic") ? basic(scan, start, start + 5) : start;
  }

  private static int bearer(Scan scan, int start, int after) {
    int body = scan.skipSpaces(after, 8);
    int end = token(scan, body);
    if (body == after || Jwts.end(scan, body) > body) {
      return start;
    }
    boolean secret =
        end - body >= LONG || (end - body >= SHORT && KeyShape.isMixed(scan.chars, body, end));
    return secret ? scan.found(Kind.CREDENTIAL, body, end, "") : start;
  }

  private static int basic(Scan scan, int start, int after) {
    int body = scan.skipSpaces(after, 8);
    int end = token(scan, body);
    boolean secret = body > after && end - body >= SHORT && holdsColon(scan.text(body, end));
    return secret ? scan.found(Kind.CREDENTIAL, body, end, "") : start;
  }

  private static int token(Scan scan, int from) {
    int end = from;
    while (end < scan.length && isToken(scan.chars[end])) {
      end++;
    }
    while (end > from && scan.chars[end - 1] == '.') {
      end--;
    }
    return end;
  }

  private static boolean isToken(char c) {
    return Chars.isBase64(c) || c == '.' || c == '~' || c == '=';
  }

  /// Whether it is base64 of `user:password`; plain words after "basic" are not.
  private static boolean holdsColon(String token) {
    String body = token.replace("=", "");
    if (body.length() % 4 == 1 || body.indexOf('.') >= 0 || body.indexOf('~') >= 0) {
      return false;
    }
    String standard = body.replace('-', '+').replace('_', '/');
    byte[] decoded = Base64.getDecoder().decode(standard);
    return new String(decoded, StandardCharsets.ISO_8859_1).indexOf(':') >= 0;
  }
}
