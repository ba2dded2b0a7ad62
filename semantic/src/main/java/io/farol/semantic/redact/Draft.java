// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// A text on its way to being clean, and which finds of the text as it came made it so. Immutable.
record Draft(String text, List<Find> finds) {

  Draft(String raw) {
    this(raw, List.of());
  }

  /// The same with further hits replaced, which lie between the markers already there.
  Draft with(List<Hit> hits, Function<Hit, String> replacement) {
    StringBuilder next = new StringBuilder(text.length() + 32);
    List<Find> all = new ArrayList<>(finds);
    int copied = 0;
    for (Hit hit : hits) {
      String marker = replacement.apply(hit);
      next.append(text, copied, hit.start()).append(marker);
      copied = hit.end();
      all.add(new Find(hit.kind(), origin(hit.start(), false), origin(hit.end(), true), marker));
    }
    next.append(text, copied, text.length());
    return new Draft(next.toString(), withoutCovered(all));
  }

  /// Where a place of this text was in the text as it came. A place inside a marker is the start or
  /// the end of what the marker stands for.
  private int origin(int place, boolean end) {
    int shift = 0;
    for (Find find : finds) {
      int start = find.start() + shift;
      int after = start + find.replacement().length();
      if (place < start || (place == start && end)) {
        break;
      }
      if (place < after) {
        return end ? find.end() : find.start();
      }
      shift += find.replacement().length() - (find.end() - find.start());
    }
    return place - shift;
  }

  private static List<Find> withoutCovered(List<Find> finds) {
    finds.sort(
        Comparator.comparingInt(Find::start).thenComparing(Find::end, Comparator.reverseOrder()));
    List<Find> kept = new ArrayList<>(finds.size());
    int covered = 0;
    for (Find find : finds) {
      if (find.end() > covered) {
        kept.add(find);
        covered = find.end();
      }
    }
    return kept;
  }
}
