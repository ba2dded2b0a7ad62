// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.flow.Position;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/// What the journal could not hand over to the facts, kept in table `gap`, so that it is told at
/// every later start, too. Written by the facts' reader alone; read by any thread.
final class Gaps {

  private static final int TOLD = 100;

  private record Gap(Position from, Position to, String what) {}

  private final List<Gap> kept = new ArrayList<>();
  private final List<Gap> fresh = new ArrayList<>();

  static Gaps read(DuckDBConnection connection) throws SQLException {
    Gaps gaps = new Gaps();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select from_position, to_position, what from facts.gap order by all limit "
                    + TOLD)) {
      while (rows.next()) {
        gaps.kept.add(
            new Gap(
                new Position(rows.getLong(1)), new Position(rows.getLong(2)), rows.getString(3)));
      }
    }
    return gaps;
  }

  synchronized void add(Position from, Position to, String what) {
    Gap gap = new Gap(from, to, what);
    if (!kept.contains(gap) && !fresh.contains(gap)) {
      fresh.add(gap);
    }
  }

  /// Adds what is new to the transaction.
  synchronized void append(DuckDBConnection connection) throws SQLException {
    if (fresh.isEmpty()) {
      return;
    }
    try (DuckDBAppender appender = connection.createAppender(Engine.FACTS, "main", "gap")) {
      Row row = new Row(appender);
      for (Gap gap : fresh) {
        row.begin().number(gap.from().value()).number(gap.to().value()).text(gap.what()).end();
      }
      appender.flush();
    }
  }

  /// The transaction was kept.
  synchronized void written() {
    kept.addAll(fresh);
    fresh.clear();
  }

  synchronized List<String> inWords() {
    return Stream.concat(kept.stream(), fresh.stream())
        .map(gap ->
            "%s: up to %d bytes of acknowledged data after journal position %d are not in the facts"
                .formatted(gap.what(), gap.to().value() - gap.from().value(), gap.from().value()))
        .toList();
  }
}
