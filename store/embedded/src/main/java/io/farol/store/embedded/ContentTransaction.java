// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.flow.CleanMessage;
import io.farol.flow.Position;
import io.farol.model.MessageId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/// Messages of one day that are kept together. Confined to the content's thread.
final class ContentTransaction {

  private final DuckDBConnection connection;
  private final String database;
  private final int epochDay;
  private final ContentBlock block;
  private final DuckDBAppender messages;
  private final DuckDBAppender blocks;
  private final List<MessageId> kept = new ArrayList<>();
  private long number;

  /// @param block an empty one to fill
  ContentTransaction(DuckDBConnection connection, String database, int epochDay, ContentBlock block)
      throws SQLException {
    this.connection = connection;
    this.database = database;
    this.epochDay = epochDay;
    this.block = block;
    block.clear();
    Sql.execute(connection, "begin transaction");
    number =
        Sql.number(connection, "select coalesce(max(number), 0) + 1 from " + database + ".block");
    messages = connection.createAppender(database, "main", "message");
    blocks = connection.createAppender(database, "main", "block");
  }

  int epochDay() {
    return epochDay;
  }

  String database() {
    return database;
  }

  /// The ids of what was appended.
  List<MessageId> kept() {
    return kept;
  }

  void append(String tenant, long received, MessageId id, CleanMessage message)
      throws SQLException {
    int nth = block.add(message);
    new Row(messages)
        .begin()
        .text(tenant)
        .uuid(id.high(), id.low())
        .number(received)
        .nulls(1)
        .number(number)
        .integer(nth)
        .end();
    kept.add(id);
    if (block.isFull()) {
      closeBlock();
    }
  }

  private void closeBlock() throws SQLException {
    new Row(blocks).begin().number(number++).bytes(block.pack()).end();
  }

  /// @param reached how far content has come with it, or the start when more of the same is to
  ///   follow
  void commit(Position reached) throws SQLException {
    if (!block.isEmpty()) {
      closeBlock();
    }
    messages.flush();
    blocks.flush();
    messages.close();
    blocks.close();
    if (!reached.equals(Position.START)) {
      try (DuckDBAppender progress = connection.createAppender(database, "main", "progress")) {
        new Row(progress).begin().number(reached.value()).end();
        progress.flush();
      }
    }
    Sql.execute(connection, "commit");
  }

  /// Keeps nothing of it.
  void abandon() {
    try {
      messages.close();
      blocks.close();
    } catch (SQLException e) {
      Sql.LOG.atDebug().addKeyValue("error", e.getMessage()).log("an appender had rows left");
    }
    Sql.rollback(connection);
  }
}
