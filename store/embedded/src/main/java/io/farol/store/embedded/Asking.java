// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// A question that takes several statements, all of which see the store as it was when the first
/// one ran. Confined to its thread, but for [#cancel()].
final class Asking {

  /// Reads an answer.
  interface Reading<T> {
    T from(ResultSet rows) throws SQLException;
  }

  /// Reads the row that a result stands at.
  interface EachRow {
    void read(ResultSet rows) throws SQLException;
  }

  private static final int LISTED = 64;

  private final DuckDBConnection connection;
  private volatile @Nullable PreparedStatement running;
  private volatile boolean cancelled;

  Asking(DuckDBConnection connection) {
    this.connection = connection;
  }

  /// @param sql with `$1`, `$2` … for the arguments
  /// @param arguments texts, longs, integers or null
  <T> T ask(String sql, List<? extends @Nullable Object> arguments, Reading<T> reading)
      throws SQLException {
    if (cancelled) {
      throw new SQLException("cancelled");
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      running = statement;
      for (int i = 0; i < arguments.size(); i++) {
        statement.setObject(i + 1, arguments.get(i));
      }
      try (ResultSet rows = statement.executeQuery()) {
        return reading.from(rows);
      }
    } finally {
      running = null;
    }
  }

  void each(String sql, List<? extends @Nullable Object> arguments, EachRow row)
      throws SQLException {
    ask(
        sql,
        arguments,
        rows -> {
          int read = 0;
          while (rows.next()) {
            row.read(rows);
            read++;
          }
          return read;
        });
  }

  /// A condition that a column of hashes is one of these: written out where they are few, else
  /// through a table of this connection.
  String oneOf(String column, Collection<Integer> hashes) throws SQLException {
    if (hashes.size() <= LISTED) {
      return column
          + " in ("
          + String.join(", ", hashes.stream().map(String::valueOf).toList())
          + ")";
    }
    Sql.execute(connection, "create or replace temp table wanted_hash (hash integer)");
    try (DuckDBAppender appender = connection.createAppender("temp", "main", "wanted_hash")) {
      Row row = new Row(appender);
      for (int hash : hashes) {
        row.begin().integer(hash).end();
      }
    }
    return column + " in (select hash from wanted_hash)";
  }

  /// The same for a column of trace ids.
  String oneOfTraces(String column, Collection<UUID> traces) throws SQLException {
    if (traces.size() <= LISTED) {
      return column
          + " in ("
          + String.join(", ", traces.stream().map(trace -> "'" + trace + "'::uuid").toList())
          + ")";
    }
    Sql.execute(connection, "create or replace temp table wanted_trace (trace uuid)");
    try (DuckDBAppender appender = connection.createAppender("temp", "main", "wanted_trace")) {
      Row row = new Row(appender);
      for (UUID trace : traces) {
        row.begin().uuid(trace.getMostSignificantBits(), trace.getLeastSignificantBits()).end();
      }
    }
    return column + " in (select trace from wanted_trace)";
  }

  /// From any thread.
  void cancel() throws SQLException {
    cancelled = true;
    PreparedStatement now = running;
    if (now != null) {
      now.cancel();
    }
  }
}
