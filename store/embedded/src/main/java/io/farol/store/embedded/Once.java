// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Lists of records that may lie in a table more than once: rows come in the order of their keys,
/// so that those of one key follow each other, and the first is taken.
final class Once {

  private Once() {}

  /// Some rows after a place in the order.
  interface Rows<T, K> {
    List<T> after(@Nullable K place, int limit);
  }

  /// The first records after a place, as many as wanted or as there are.
  static <T, K> List<T> read(int wanted, @Nullable K after, Function<T, K> key, Rows<T, K> rows) {
    List<T> found = new ArrayList<>();
    K place = after;
    while (true) {
      List<T> read = rows.after(place, wanted);
      for (T each : read) {
        if (!key.apply(each).equals(place)) {
          found.add(each);
          place = key.apply(each);
        }
        if (found.size() == wanted) {
          return found;
        }
      }
      if (read.size() < wanted) {
        return found;
      }
    }
  }
}
