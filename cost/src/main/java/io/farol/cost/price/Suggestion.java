// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost.price;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;

/// The known word that an unknown one was probably meant to be.
public final class Suggestion {

  private Suggestion() {}

  /// A clause that mends: `did you mean "input"?`, or the known words where none is near.
  public static String forWord(String word, Collection<String> known) {
    return nearest(word, known)
        .map(near -> "did you mean \"" + near + "\"?")
        .orElseGet(() -> "known are " + String.join(", ", new TreeSet<>(known)));
  }

  private static Optional<String> nearest(String word, Collection<String> known) {
    int allowed = word.length() < 4 ? 1 : Math.max(2, word.length() / 3);
    return known.stream()
        .filter(candidate -> distance(word, candidate) <= allowed)
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
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
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
