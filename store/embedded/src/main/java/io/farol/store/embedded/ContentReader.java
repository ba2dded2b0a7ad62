// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.flow.BatchReader;
import io.farol.flow.CleanBatch;
import io.farol.flow.Position;
import io.farol.model.Fact;
import io.farol.model.Message;
import io.farol.model.MessageId;
import io.farol.model.MessageRef;
import io.farol.store.embedded.StoreException.Kind;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/// Writes the content of messages into one file a day. Applied by one thread at a time.
///
/// A transaction writes one file, so an apply is one transaction a day, and the position goes with
/// the last of them: after a crash in between, days that were written are written again. A message
/// that is there twice is the same message, so that costs room alone. Batches without content leave
/// the position where it is: reading them again costs nothing.
final class ContentReader implements BatchReader, AutoCloseable {

  private static final int RECENT = 200_000;

  private record Stored(int epochDay, MessageId id) {}

  private record Telling(String tenant, long received, Message message) {}

  private final ContentDays days;
  private final DataDirectory directory;
  private final EmbeddedOptions options;
  private final Checkpoints checkpoints;
  private final Set<Stored> recent = java.util.LinkedHashSet.newLinkedHashSet(RECENT);
  private DuckDBConnection connection;
  private volatile Position position;

  ContentReader(Engine engine, ContentDays days, DataDirectory directory, EmbeddedOptions options)
      throws SQLException {
    this.days = days;
    this.directory = directory;
    this.options = options;
    this.checkpoints = new Checkpoints(directory, options);
    this.connection = engine.connect();
    this.position = days.position(connection);
  }

  @Override
  public String name() {
    return "content";
  }

  @Override
  public boolean durable() {
    return true;
  }

  @Override
  public Position position() {
    return position;
  }

  @Override
  public synchronized void apply(Position upTo, List<CleanBatch> batches) {
    if (upTo.compareTo(position) <= 0) {
      return;
    }
    if (directory.freeBytes() < options.reserveBytes()) {
      throw new StoreException(
          Kind.OPERATOR,
          "the disk has less than %d MiB left; content waits in the journal until there is room"
              .formatted(options.reserveBytes() >> 20));
    }
    TreeMap<Integer, Map<MessageId, Telling>> byDay = fresh(batches);
    try {
      Iterator<Map.Entry<Integer, Map<MessageId, Telling>>> each = byDay.entrySet().iterator();
      while (each.hasNext()) {
        Map.Entry<Integer, Map<MessageId, Telling>> day = each.next();
        write(day.getKey(), day.getValue(), each.hasNext() ? Position.START : upTo);
      }
    } catch (SQLException e) {
      Sql.rollback(connection);
      byDay.keySet().forEach(days::reattach);
      throw new StoreException(Kind.ENGINE, "content cannot be written: " + e.getMessage(), e);
    }
    byDay.forEach((day, messages) -> messages.keySet().forEach(id -> remember(day, id)));
    position = upTo;
  }

  private TreeMap<Integer, Map<MessageId, Telling>> fresh(List<CleanBatch> batches) {
    TreeMap<Integer, Map<MessageId, Telling>> byDay = new TreeMap<>();
    Set<Stored> seen = new HashSet<>();
    for (CleanBatch batch : batches) {
      for (Fact fact : batch.facts()) {
        for (MessageRef ref : fact.messages()) {
          Message message = batch.messages().get(ref.id());
          Stored stored = new Stored(ref.epochDay(), ref.id());
          if (message != null && !recent.contains(stored) && seen.add(stored)) {
            byDay
                .computeIfAbsent(ref.epochDay(), day -> new java.util.LinkedHashMap<>())
                .put(ref.id(), new Telling(batch.tenant(), batch.receivedEpochNanos(), message));
          }
        }
      }
    }
    return byDay;
  }

  private void remember(int day, MessageId id) {
    if (recent.size() >= RECENT) {
      recent.remove(recent.iterator().next());
    }
    recent.add(new Stored(day, id));
  }

  private void write(int day, Map<MessageId, Telling> messages, Position reached)
      throws SQLException {
    String database = days.attach(day);
    Sql.execute(connection, "begin transaction");
    try (DuckDBAppender appender = connection.createAppender(database, "main", "message")) {
      Row row = new Row(appender);
      for (Map.Entry<MessageId, Telling> message : messages.entrySet()) {
        Telling telling = message.getValue();
        row.begin()
            .text(telling.tenant())
            .uuid(message.getKey().high(), message.getKey().low())
            .number(telling.received())
            .text(MessageJson.write(telling.message()))
            .end();
      }
      appender.flush();
    }
    if (!reached.equals(Position.START)) {
      try (DuckDBAppender appender = connection.createAppender(database, "main", "progress")) {
        new Row(appender).begin().number(reached.value()).end();
        appender.flush();
      }
    }
    Sql.execute(connection, "commit");
    checkpoints.afterCommit(connection, days.file(day), database);
  }

  @Override
  public synchronized void close() throws SQLException {
    connection.close();
  }
}
