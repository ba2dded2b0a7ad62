// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.config;

import java.util.Comparator;
import java.util.List;

/// Which of several words somebody meant: the one with the least edit distance.
final class Nearest {

  private Nearest() {}

  static String to(String word, List<String> known) {
    return known.stream().min(Comparator.comparingInt(each -> distance(word, each))).orElseThrow();
  }

  /// Levenshtein's distance.
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
