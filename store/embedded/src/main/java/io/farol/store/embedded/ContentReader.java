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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// Writes the content of messages into one file a day, in blocks. Applied by one thread at a time.
///
/// A transaction writes one file, so it ends where another day begins, and the position goes with
/// the last of them: after a crash in between, days that were written are written again. A message
/// that is there twice is the same message, so that costs room alone. Batches without content leave
/// the position where it is: reading them again costs nothing.
final class ContentReader implements BatchReader, AutoCloseable {

  private static final int RECENT = 200_000;

  private record Stored(int epochDay, MessageId id) {}

  private final ContentDays days;
  private final DataDirectory directory;
  private final EmbeddedOptions options;
  private final Checkpoints checkpoints;
  private final Set<Stored> recent = LinkedHashSet.newLinkedHashSet(RECENT);
  private final ContentBlock block = new ContentBlock();
  private DuckDBConnection connection;
  private @Nullable ContentTransaction open;
  private Position handed;
  private volatile Position position;

  ContentReader(Engine engine, ContentDays days, DataDirectory directory, EmbeddedOptions options)
      throws SQLException {
    this.days = days;
    this.directory = directory;
    this.options = options;
    this.checkpoints = new Checkpoints(directory, options);
    this.connection = engine.connect();
    this.position = days.position(connection);
    this.handed = position;
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
    attempt(() -> {
      if (upTo.compareTo(handed) <= 0) {
        return;
      }
      checkRoom();
      for (CleanBatch batch : batches) {
        append(batch);
      }
      handed = upTo;
      ContentTransaction rows = open;
      if (rows == null) {
        position = upTo;
      } else if (rows.kept().size() >= Engine.ROW_GROUP) {
        keep(rows, upTo);
      }
    });
  }

  @Override
  public synchronized void settle() {
    attempt(() -> {
      ContentTransaction rows = open;
      if (rows != null) {
        keep(rows, handed);
      }
    });
  }

  private void checkRoom() {
    if (directory.freeBytes() < options.reserveBytes()) {
      throw new StoreException(
          Kind.OPERATOR,
          "the disk has less than %d MiB left; content waits in the journal until there is room"
              .formatted(options.reserveBytes() >> 20));
    }
  }

  private void append(CleanBatch batch) throws SQLException {
    for (Fact fact : batch.facts()) {
      for (MessageRef ref : fact.messages()) {
        Message message = batch.messages().get(ref.id());
        if (message != null && isNew(ref)) {
          of(ref.epochDay()).append(batch.tenant(), batch.receivedEpochNanos(), ref.id(), message);
        }
      }
    }
  }

  /// Remembers what is written lately; a rollback forgets it.
  private boolean isNew(MessageRef ref) {
    boolean added = recent.add(new Stored(ref.epochDay(), ref.id()));
    if (recent.size() > RECENT) {
      recent.remove(recent.iterator().next());
    }
    return added;
  }

  private ContentTransaction of(int epochDay) throws SQLException {
    ContentTransaction rows = open;
    if (rows != null && rows.epochDay() != epochDay) {
      keep(rows, Position.START);
      rows = null;
    }
    if (rows == null) {
      rows = new ContentTransaction(connection, days.attach(epochDay), epochDay, block);
      open = rows;
    }
    return rows;
  }

  private void keep(ContentTransaction rows, Position reached) throws SQLException {
    rows.commit(reached);
    open = null;
    if (!reached.equals(Position.START)) {
      position = reached;
    }
    checkpoints.afterCommit(connection, days.file(rows.epochDay()), rows.database());
  }

  private interface Step {
    void run() throws SQLException;
  }

  private void attempt(Step step) {
    try {
      step.run();
    } catch (SQLException e) {
      abandon();
      throw new StoreException(Kind.ENGINE, "content cannot be written: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      abandon();
      throw e;
    }
  }

  /// Everything since the position will be handed again, and written again where it had been.
  private void abandon() {
    ContentTransaction rows = open;
    if (rows != null) {
      rows.abandon();
      days.reattach(rows.epochDay());
      open = null;
    }
    recent.clear();
    handed = position;
  }

  @Override
  public synchronized void close() throws SQLException {
    abandon();
    block.close();
    connection.close();
  }
}
