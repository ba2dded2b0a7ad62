// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

/// The key inside a Pix "copia e cola" code, `…br.gov.bcb.pix01LL<key>…`, where a person's CPF,
/// phone or e-mail stands glued between lengths. Found from the dot before `bcb`.
final class PixCodes {

  private static final String TAIL = ".bcb.pix01";

  private PixCodes() {}

  static int at(Scan scan, int dot) {
    if (!scan.startsWithAnyCase(dot, TAIL)) {
      return dot;
    }
    int size = dot + TAIL.length();
    if (!Chars.isDigit(scan.at(size)) || !Chars.isDigit(scan.at(size + 1))) {
      return dot;
    }
    int start = size + 2;
    int end = start + (scan.chars[size] - '0') * 10 + scan.chars[size + 1] - '0';
    if (end > scan.length || end == start) {
      return dot;
    }
    String key = scan.text(start, end);
    if (isAddress(key)) {
      return scan.found(Kind.EMAIL, start, end, key.toLowerCase(java.util.Locale.ROOT));
    }
    boolean plus = key.startsWith("+");
    Digits digits = Digits.of(plus ? key.substring(1) : key);
    if (digits == null) {
      return dot;
    }
    if (plus && digits.size() >= 8) {
      return scan.found(Kind.PHONE, start, end, digits.toString());
    }
    if (digits.size() == 11 && Documents.isCpf(digits)) {
      return scan.found(Kind.CPF, start, end, digits.toString());
    }
    if (digits.size() == 14 && Documents.isCnpj(key)) {
      return scan.found(Kind.CNPJ, start, end, key);
    }
    return dot;
  }

  private static boolean isAddress(String key) {
    int at = key.indexOf('@');
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (!Chars.isWord(c) && i != at && "._+-".indexOf(c) < 0) {
        return false;
      }
    }
    return at > 0 && key.indexOf('.', at) > 0;
  }
}
