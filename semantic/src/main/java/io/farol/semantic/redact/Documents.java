// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

/// Check digits of CPF and CNPJ (Receita Federal; alphanumeric CNPJ by IN RFB 2.229/2024, issued
/// since July 2026): each is 11 − (Σ value·weight mod 11), and 0 when that would be 10 or 11. A
/// letter's value is its ASCII code − 48. All-equal digits pass the sum and are not issued.
final class Documents {

  private static final int CNPJ_BODY = 12;
  private static final int CNPJ_SIZE = 14;
  private static final int CPF_SIZE = 11;

  private Documents() {}

  static boolean isCpf(Digits digits) {
    if (digits.size() != CPF_SIZE || digits.allEqual()) {
      return false;
    }
    return cpfCheck(digits, 9) == digits.at(9) && cpfCheck(digits, 10) == digits.at(10);
  }

  private static int cpfCheck(Digits digits, int upTo) {
    int sum = 0;
    for (int i = 0; i < upTo; i++) {
      sum += digits.at(i) * (upTo + 1 - i);
    }
    return check(sum);
  }

  /// @param text 14 characters without punctuation, letters in upper case
  static boolean isCnpj(String text) {
    if (text.length() != CNPJ_SIZE || text.chars().allMatch(c -> c == text.charAt(0))) {
      return false;
    }
    for (int i = 0; i < CNPJ_SIZE; i++) {
      char c = text.charAt(i);
      if (!(Chars.isDigit(c) || (Chars.isUpper(c) && i < CNPJ_BODY))) {
        return false;
      }
    }
    return cnpjCheck(text, CNPJ_BODY) == text.charAt(CNPJ_BODY) - '0'
        && cnpjCheck(text, CNPJ_BODY + 1) == text.charAt(CNPJ_BODY + 1) - '0';
  }

  /// Weights run 2…9 from the right and begin again.
  private static int cnpjCheck(String text, int upTo) {
    int sum = 0;
    for (int i = 0; i < upTo; i++) {
      sum += (text.charAt(i) - '0') * (2 + (upTo - 1 - i) % 8);
    }
    return check(sum);
  }

  private static int check(int sum) {
    int rest = sum % 11;
    return rest < 2 ? 0 : 11 - rest;
  }
}
