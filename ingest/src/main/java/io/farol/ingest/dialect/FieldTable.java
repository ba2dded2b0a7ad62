// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The tables of several dialects as one: for each field the rows of the first dialect, then those
/// of the next.
final class FieldTable {

  private static final Row[] NONE = new Row[0];

  private final Row[][] rows;

  FieldTable(List<Dialect> dialects) {
    Map<Field, List<Row>> byField = new EnumMap<>(Field.class);
    for (Dialect dialect : dialects) {
      for (Row row : dialect.rows()) {
        byField.computeIfAbsent(row.field(), _ -> new ArrayList<>()).add(row);
      }
    }
    rows = new Row[Field.values().length][];
    Arrays.fill(rows, NONE);
    byField.forEach((field, list) -> rows[field.ordinal()] = list.toArray(NONE));
  }

  /// In order of precedence; not to be changed.
  Row[] rows(Field field) {
    return rows[field.ordinal()];
  }
}
