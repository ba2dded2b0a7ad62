// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import java.util.SplittableRandom;

/// Makes valid numbers by chance, computing the check digits on its own.
final class Samples {

  private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final int[] AREAS = {11, 19, 21, 27, 31, 38, 41, 51, 55, 61, 71, 79, 85, 91, 99};

  private final SplittableRandom random;

  Samples(SplittableRandom random) {
    this.random = random;
  }

  static String cpfWithLeadingZero() {
    return withCpfDigits("012345678");
  }

  String cpf() {
    return withCpfDigits(digits(9));
  }

  private static String withCpfDigits(String body) {
    String one = body + elevens(body, 10, 2);
    return one + elevens(one, 11, 2);
  }

  /// @param letters whether it may hold letters
  String cnpj(boolean letters) {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      body.append(ALPHABET.charAt(random.nextInt(letters ? 36 : 10)));
    }
    if (letters && body.chars().allMatch(Character::isDigit)) {
      body.setCharAt(3, 'Q');
    }
    String one = body.toString() + elevens(body.toString(), 5, 9);
    return one + elevens(one, 6, 9);
  }

  /// Weights fall from `first` to 2 and begin again at `again`.
  private static int elevens(String body, int first, int again) {
    int sum = 0;
    int weight = first;
    for (char c : body.toCharArray()) {
      sum += (c - 48) * weight;
      weight = weight == 2 ? again : weight - 1;
    }
    int rest = sum % 11;
    return rest < 2 ? 0 : 11 - rest;
  }

  String card() {
    String[] heads = {"4", "51", "2720", "34", "36", "6011", "6062", "5067", "3528", "650"};
    String head = heads[random.nextInt(heads.length)];
    int size = head.equals("34") ? 15 : head.equals("36") ? 14 : 16;
    String body = head + digits(size - 1 - head.length());
    int sum = 0;
    for (int i = 0; i < body.length(); i++) {
      int digit = body.charAt(body.length() - 1 - i) - '0';
      int weighed = i % 2 == 0 ? digit * 2 : digit;
      sum += weighed / 10 + weighed % 10;
    }
    return body + (10 - sum % 10) % 10;
  }

  /// Eleven digits: area code and mobile.
  String mobile() {
    return AREAS[random.nextInt(AREAS.length)] + "9" + digits(8);
  }

  /// Ten digits: area code and landline.
  String landline() {
    return AREAS[random.nextInt(AREAS.length)] + String.valueOf(2 + random.nextInt(4)) + digits(7);
  }

  String email() {
    return word() + "." + word() + random.nextInt(100) + "@" + word() + ".com.br";
  }

  /// No word of any language, so that none of them is a key or a context by chance.
  String word() {
    StringBuilder word = new StringBuilder("q");
    for (int i = 3 + random.nextInt(6); i > 0; i--) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.toString();
  }

  String digits(int count) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < count; i++) {
      digits.append(random.nextInt(10));
    }
    return digits.toString();
  }
}
