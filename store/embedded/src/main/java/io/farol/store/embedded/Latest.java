// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// The newest rows of those whose numbers follow on each other. Confined to one thread at a time.
final class Latest<T> {

  private final int most;
  private final ToLongFunction<T> number;
  private final Deque<T> rows = new ArrayDeque<>();

  /// @param most how many are kept
  Latest(int most, ToLongFunction<T> number) {
    this.most = most;
    this.number = number;
  }

  /// @param more numbered one after the other; where they do not follow on the last ones, all
  ///   before are let go
  void add(List<T> more) {
    if (more.isEmpty()) {
      return;
    }
    if (!rows.isEmpty() && of(rows.getLast()) + 1 != of(more.getFirst())) {
      rows.clear();
    }
    rows.addAll(more);
    while (rows.size() > most) {
      rows.removeFirst();
    }
  }

  private long of(T row) {
    return number.applyAsLong(row);
  }

  /// Those with numbers from one to before another, or null when not all of them are here.
  @Nullable List<T> range(long from, long to) {
    if (from >= to) {
      return List.of();
    }
    if (rows.isEmpty() || of(rows.getFirst()) > from || of(rows.getLast()) < to - 1) {
      return null;
    }
    List<T> found = new ArrayList<>((int) (to - from));
    for (T row : rows) {
      long each = of(row);
      if (each >= to) {
        break;
      }
      if (each >= from) {
        found.add(row);
      }
    }
    return found;
  }

  /// Lets go of what lies before a number.
  void passed(long before) {
    while (!rows.isEmpty() && of(rows.getFirst()) < before) {
      rows.removeFirst();
    }
  }

  void clear() {
    rows.clear();
  }
}
