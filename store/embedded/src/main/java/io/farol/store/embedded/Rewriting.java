// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.store.embedded.StoreException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives disk back after much was dropped: DuckDB uses freed blocks again and never shortens its
/// file, so the facts are copied into a new one, which takes the old one's place. Done by the only
/// writer, between transactions; questions wait while the files change places, intake never.
final class Rewriting {

  private static final Logger LOG = LoggerFactory.getLogger(Rewriting.class);

  private final DataDirectory directory;
  private final EmbeddedOptions options;
  private final Hold hold;

  Rewriting(DataDirectory directory, EmbeddedOptions options, Hold hold) {
    this.directory = directory;
    this.options = options;
    this.hold = hold;
  }

  private record Room(long used, long free) {

    static Room of(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery(
                  "select used_blocks * block_size, free_blocks * block_size from pragma_database_size() where database_name = 'facts'")) {
        row.next();
        return new Room(row.getLong(1), row.getLong(2));
      }
    }

    /// A file of which most is free costs more than another copy of the rest.
    boolean isWorthIt(long least) {
      return free > used && free >= least;
    }
  }

  /// @return whether there is a copy that is to take the place of the facts
  boolean copyIfWorthIt(Connection connection) throws SQLException {
    Room room = Room.of(connection);
    if (hold.isHeld() || !room.isWorthIt(options.logBytes())) {
      return false;
    }
    if (directory.freeBytes() < options.reserveBytes() + 2 * room.used()) {
      LOG.atWarn()
          .addKeyValue("freeInFile", room.free())
          .log("no room to rewrite the facts; their free blocks are used again, not given back");
      return false;
    }
    try {
      Files.deleteIfExists(directory.freshFacts());
    } catch (IOException e) {
      throw new StoreException(Kind.OPERATOR, directory.freshFacts() + ": " + e.getMessage(), e);
    }
    copy(connection, directory.freshFacts());
    LOG.atInfo().addKeyValue("bytesGivenBack", room.free()).log("the facts are rewritten");
    return true;
  }

  /// In the order of the rows, by which ranges and blocks are found fast.
  private void copy(Connection connection, Path fresh) throws SQLException {
    Sql.execute(
        connection,
        "attach %s as fresh (row_group_size %d)"
            .formatted(Sql.quoted(fresh.toString()), Engine.ROW_GROUP));
    try {
      Sql.execute(connection, "set preserve_insertion_order = true");
      Sql.execute(connection, "copy from database facts to fresh");
    } finally {
      Sql.rollback(connection);
      Sql.execute(connection, "set preserve_insertion_order = false");
      Sql.execute(connection, "detach fresh");
    }
  }
}
