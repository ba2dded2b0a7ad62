// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.store.embedded.StoreException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;

/// Forward-only numbered migrations of one kind of file: `<kind>-001.sql`, `<kind>-002.sql` … Each
/// runs in a transaction with the note that it has run. Before a file that holds something is
/// migrated [Engine#attach] keeps a copy of it.
final class Migrations {

  private Migrations() {}

  /// The step at which an attached file stands; 0 when it is new.
  static long step(Connection connection, String database) throws SQLException {
    long tables =
        Sql.number(
            connection,
            "select count(*) from duckdb_tables() where database_name = %s and table_name = 'migration'"
                .formatted(Sql.quoted(database)));
    return tables == 0
        ? 0
        : Sql.number(connection, "select coalesce(max(number), 0) from " + database + ".migration");
  }

  /// Whether there are steps behind one.
  static boolean isOld(String kind, long step) {
    return step > 0 && script(kind, step + 1) != null;
  }

  /// Brings an attached file to the newest form.
  ///
  /// @param database its name in the instance
  static void apply(Connection connection, String database, String kind) throws SQLException {
    Sql.execute(connection, "use " + database);
    try {
      Sql.execute(connection, "create table if not exists migration (number integer)");
      long done = Sql.number(connection, "select coalesce(max(number), 0) from migration");
      if (done > 0 && script(kind, done) == null) {
        throw new StoreException(
            Kind.OPERATOR,
            database + " was migrated by a newer Farol (step " + done + "): start that one");
      }
      long next = done + 1;
      for (String script = script(kind, next); script != null; script = script(kind, next)) {
        run(connection, script, next);
        next++;
      }
    } finally {
      Sql.execute(connection, "use memory");
    }
  }

  private static void run(Connection connection, String script, long number) throws SQLException {
    Sql.execute(connection, "begin transaction");
    try {
      Sql.execute(connection, script);
      Sql.execute(connection, "insert into migration values (" + number + ")");
      Sql.execute(connection, "commit");
    } catch (SQLException e) {
      Sql.rollback(connection);
      throw e;
    }
  }

  private static @org.jspecify.annotations.Nullable String script(String kind, long number) {
    String name = "%s-%03d.sql".formatted(kind, number);
    try (InputStream in = Migrations.class.getResourceAsStream(name)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new StoreException(Kind.ENGINE, name + " cannot be read", e);
    }
  }
}
