// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.store.embedded.StoreException.Kind;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.duckdb.DuckDBConnection;

/// The one DuckDB instance: it lies in memory, and every file is attached to it, so that a file
/// whose checkpoint failed can be detached and attached again without the others. Safe for many
/// threads; a connection is used by one at a time.
///
/// Checkpoints are made by [Checkpoints] alone: the automatic ones are put off by a threshold that
/// is never reached.
final class Engine implements AutoCloseable {

  /// How many rows lie together in a file, a multiple of DuckDB's vectors of 2,048. A transaction
  /// that brings so many writes them to their place at once.
  static final int ROW_GROUP = 20_480;

  private final DuckDBConnection root;

  private Engine(DuckDBConnection root) {
    this.root = root;
  }

  static Engine start(DataDirectory directory, EmbeddedOptions options) {
    Properties settings = new Properties();
    settings.setProperty("threads", Integer.toString(options.threads()));
    settings.setProperty("memory_limit", (options.memoryBytes() >> 10) + "KiB");
    settings.setProperty("temp_directory", directory.tmp().toString());
    settings.setProperty("checkpoint_threshold", "1TB");
    settings.setProperty("preserve_insertion_order", "false");
    settings.setProperty("autoinstall_known_extensions", "false");
    try {
      return new Engine((DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", settings));
    } catch (SQLException e) {
      throw new StoreException(Kind.ENGINE, "DuckDB does not start: " + e.getMessage(), e);
    }
  }

  DuckDBConnection connect() throws SQLException {
    return (DuckDBConnection) root.duplicate();
  }

  /// Attaches a file and brings it to the newest form.
  ///
  /// @param kind of its migrations
  synchronized void attach(Path file, String database, String kind) throws SQLException {
    Sql.execute(
        root,
        "attach if not exists %s as %s (row_group_size %d)"
            .formatted(Sql.quoted(file.toString()), database, ROW_GROUP));
    try (DuckDBConnection connection = connect()) {
      Migrations.apply(connection, database, kind);
    }
  }

  synchronized void detach(String database) throws SQLException {
    Sql.execute(root, "detach database if exists " + database);
  }

  @Override
  public void close() {
    try {
      root.close();
    } catch (SQLException e) {
      throw new StoreException(Kind.ENGINE, "DuckDB does not stop: " + e.getMessage(), e);
    }
  }
}
