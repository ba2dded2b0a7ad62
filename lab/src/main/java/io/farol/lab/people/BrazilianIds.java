// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.people;

/// CPF and CNPJ numbers whose check digits are right and whose owners do not exist.
///
/// CPF: nine digits and two check digits; CNPJ: eight places of root and four of order, digits or
/// capital letters (since July 2026), and two check digits. Each check digit is 11 minus the
/// weighted sum modulo 11, or 0 where that would be 10 or 11; a letter counts as its ASCII code
/// minus 48.
public final class BrazilianIds {
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final int CPF_HEAVIEST = 11;
  private static final int CNPJ_HEAVIEST = 9;

  private BrazilianIds() {}

  /// Eleven digits, without punctuation.
  public static String cpf(Luck luck) {
    String body = luck.digits(9);
    return withCheckDigits(body, CPF_HEAVIEST);
  }

  /// Fourteen places, without punctuation; one in eight has letters, as the newest companies do.
  public static String cnpj(Luck luck) {
    String root = luck.chance(0.125) ? withLetters(luck.digits(8), luck) : luck.digits(8);
    return withCheckDigits(root + "0001", CNPJ_HEAVIEST);
  }

  /// `000.000.000-00`.
  public static String punctuatedCpf(String cpf) {
    return "%s.%s.%s-%s"
        .formatted(cpf.substring(0, 3), cpf.substring(3, 6), cpf.substring(6, 9), cpf.substring(9));
  }

  /// `00.000.000/0000-00`.
  public static String punctuatedCnpj(String cnpj) {
    return "%s.%s.%s/%s-%s"
        .formatted(
            cnpj.substring(0, 2),
            cnpj.substring(2, 5),
            cnpj.substring(5, 8),
            cnpj.substring(8, 12),
            cnpj.substring(12));
  }

  /// Whether eleven digits are a CPF.
  public static boolean isCpf(String number) {
    return number.matches("\\d{11}")
        && number.equals(withCheckDigits(number.substring(0, 9), CPF_HEAVIEST));
  }

  /// Whether fourteen places are a CNPJ.
  public static boolean isCnpj(String number) {
    return number.matches("[0-9A-Z]{12}\\d\\d")
        && number.equals(withCheckDigits(number.substring(0, 12), CNPJ_HEAVIEST));
  }

  private static String withLetters(String digits, Luck luck) {
    char[] places = digits.toCharArray();
    for (int i = 2; i < 5; i++) {
      places[i] = LETTERS.charAt(luck.between(0, LETTERS.length() - 1));
    }
    return new String(places);
  }

  private static String withCheckDigits(String body, int heaviest) {
    String first = body + checkDigit(body, heaviest);
    return first + checkDigit(first, heaviest);
  }

  /// Weights run 2, 3, 4 … from the right, and begin anew after the heaviest.
  private static int checkDigit(String body, int heaviest) {
    int sum = 0;
    int weight = 2;
    for (int i = body.length() - 1; i >= 0; i--) {
      sum += (body.charAt(i) - '0') * weight;
      weight = weight == heaviest ? 2 : weight + 1;
    }
    int rest = sum % 11;
    return rest < 2 ? 0 : 11 - rest;
  }
}
