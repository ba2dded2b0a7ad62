// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves a file's write-ahead log into the file, when the log is large and the disk has room for
/// both. A checkpoint that meets a full disk costs the file until it is attached again, so it is
/// not begun without room.
record Checkpoints(DataDirectory directory, EmbeddedOptions options, Hold hold) {

  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

  /// To be called after a commit, outside a transaction, by the file's only writer.
  ///
  /// @return whether one was made
  boolean afterCommit(Connection connection, Path file, String database) throws SQLException {
    long log = logBytes(file);
    return log >= options.logBytes() && !hold.isHeld() && checkpoint(connection, log, database);
  }

  /// The same, however short the log is. One that waits for others' transactions is made later.
  void now(Connection connection, Path file, String database) throws SQLException {
    long log = logBytes(file);
    if (log > 0 && !hold.isHeld()) {
      checkpoint(connection, log, database);
    }
  }

  private boolean checkpoint(Connection connection, long log, String database) throws SQLException {
    if (directory.freeBytes() < options.reserveBytes() + 2 * log) {
      LOG.atWarn()
          .addKeyValue("file", database)
          .addKeyValue("logBytes", log)
          .log("no room for a checkpoint; the log grows on");
      return false;
    }
    try {
      Sql.execute(connection, "checkpoint " + database);
      return true;
    } catch (SQLException e) {
      if (!String.valueOf(e.getMessage()).contains("Cannot CHECKPOINT")) {
        throw e;
      }
      LOG.atDebug().addKeyValue("file", database).log("a checkpoint waits for transactions to end");
      return false;
    }
  }

  private static long logBytes(Path file) {
    Path log = file.resolveSibling(file.getFileName() + ".wal");
    try {
      return Files.exists(log) ? Files.size(log) : 0;
    } catch (IOException e) {
      LOG.atDebug().addKeyValue("error", e.getMessage()).log("a log went while it was measured");
      return 0;
    }
  }
}
