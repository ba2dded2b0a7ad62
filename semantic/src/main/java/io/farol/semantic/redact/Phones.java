// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import org.jspecify.annotations.Nullable;

/// Brazilian phones (Anatel's plan): area code and nine digits beginning with 9 for mobiles, eight
/// beginning with 2…5 for landlines, with or without `+55`, `0055`, the trunk zero and a carrier's
/// code. Written differently they are one number, so the normal form is E.164 without `+`; mobiles
/// from before the ninth digit, as WhatsApp still writes them, get theirs.
final class Phones {

  private static final String COUNTRY = "55";
  private static final boolean[] AREA = new boolean[100];

  static {
    int[][] areas = {
      {11, 19}, {21, 22}, {24, 24}, {27, 28}, {31, 35}, {37, 38}, {41, 49}, {51, 51}, {53, 55},
      {61, 69}, {71, 71}, {73, 75}, {77, 77}, {79, 79}, {81, 89}, {91, 99}
    };
    for (int[] range : areas) {
      for (int area = range[0]; area <= range[1]; area++) {
        AREA[area] = true;
      }
    }
  }

  private Phones() {}

  /// The normal form of digits written in groups that end where `breaks` has bits, or null when
  /// they are no Brazilian phone.
  static @Nullable String normal(Digits digits, int breaks, boolean sure) {
    int size = digits.size();
    if (digits.allEqual()) {
      return null;
    }
    for (int prefix = 0; prefix <= Math.min(6, size - 10); prefix++) {
      boolean country = endsWithCountry(digits, prefix);
      if (!isPrefix(digits, prefix)) {
        continue;
      }
      String normal = local(digits, prefix, breaks >>> prefix, country, sure);
      if (normal != null) {
        return normal;
      }
    }
    return null;
  }

  /// What may stand before the area code: nothing, `55`, `0055`, `550`, the trunk zero alone or
  /// with a carrier's two digits.
  private static boolean isPrefix(Digits digits, int prefix) {
    return switch (prefix) {
      case 0 -> true;
      case 1 -> digits.at(0) == 0;
      case 2 -> digits.number(0, 2) == 55;
      case 3 ->
          digits.number(0, 3) == 550 || (digits.at(0) == 0 && digits.at(1) > 0 && digits.at(2) > 0);
      case 4 -> digits.number(0, 4) == 55;
      case 5 -> digits.number(0, 5) == 550 || digits.number(0, 3) == 550;
      default -> false;
    };
  }

  private static boolean endsWithCountry(Digits digits, int prefix) {
    return (prefix >= 2 && digits.number(0, 2) == 55) || (prefix >= 4 && digits.number(0, 4) == 55);
  }

  private static @Nullable String local(
      Digits digits, int from, int breaks, boolean country, boolean sure) {
    int size = digits.size() - from;
    if (size != 10 && size != 11 || !AREA[digits.number(from, from + 2)]) {
      return null;
    }
    int first = digits.at(from + 2);
    int inner = breaks & ~1;
    if (size == 11) {
      boolean written = sure || isMobile(inner);
      return first == 9 && written ? COUNTRY + digits.from(from) : null;
    }
    boolean written = sure || (inner & ~(1 << 2 | 1 << 6)) == 0;
    boolean landline = first >= 2 && first <= 5;
    boolean oldMobile = first >= 6 && (country || sure);
    if (!written || !(landline || oldMobile)) {
      return null;
    }
    String text = digits.from(from);
    return COUNTRY + (oldMobile ? text.substring(0, 2) + '9' + text.substring(2) : text);
  }

  /// 11 98765-4321 · 11 9 8765-4321 · 11 987 654 321.
  private static boolean isMobile(int inner) {
    int usual = 1 << 2 | 1 << 3 | 1 << 7;
    return (inner & ~usual) == 0 || inner == (1 << 2 | 1 << 5 | 1 << 8);
  }
}
