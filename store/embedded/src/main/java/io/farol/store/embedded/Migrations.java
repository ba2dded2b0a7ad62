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
/// runs in a transaction with the note that it has run.
final class Migrations {

  private Migrations() {}

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
        Sql.execute(connection, "begin transaction");
        Sql.execute(connection, script);
        Sql.execute(connection, "insert into migration values (" + next + ")");
        Sql.execute(connection, "commit");
        next++;
      }
    } finally {
      Sql.execute(connection, "use memory");
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
