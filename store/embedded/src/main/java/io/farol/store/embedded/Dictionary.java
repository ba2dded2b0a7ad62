// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/// Numbers under which what many rows have in common is written once. A number is never used again;
/// what was forgotten is written a second time, under another. Confined to one thread.
final class Dictionary<T extends Record> {

  private static final int REMEMBERED = 16_384;

  /// Writes a row of the dictionary.
  interface Writer<T> {
    void write(int number, T common) throws SQLException;
  }

  private final Map<T, Integer> numbers = new HashMap<>();
  private int next;

  /// @param next the first number that is free
  Dictionary(int next) {
    this.next = next;
  }

  int number(T common, Writer<T> writer) throws SQLException {
    Integer known = numbers.get(common);
    if (known != null) {
      return known;
    }
    if (numbers.size() >= REMEMBERED) {
      numbers.clear();
    }
    int number = next++;
    writer.write(number, common);
    numbers.put(common, number);
    return number;
  }

  /// After what was written may not have been kept.
  void forget() {
    numbers.clear();
  }
}
