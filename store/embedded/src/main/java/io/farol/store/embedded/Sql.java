// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One statement at a time.
final class Sql {

  static final Logger LOG = LoggerFactory.getLogger(Sql.class);

  private Sql() {}

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// The number that a query answers with.
  static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /// Ends a transaction that failed; that there is none any more is no failure.
  static void rollback(Connection connection) {
    try {
      execute(connection, "rollback");
    } catch (SQLException e) {
      LOG.atDebug().addKeyValue("error", e.getMessage()).log("nothing to roll back");
    }
  }

  static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
