// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.flow.BatchReader;
import io.farol.flow.CleanBatch;
import io.farol.flow.CleanMessage;
import io.farol.flow.Position;
import io.farol.model.Fact;
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
///
/// What a file holds after a failure is asked by nobody, for the same reason. A file that is
/// damaged is moved aside; DuckDB is opened again when it fails time and again.
final class ContentReader implements BatchReader, AutoCloseable {

  private static final int RECENT = 16_384;

  private record Stored(int epochDay, MessageId id) {}

  private final Engine engine;
  private final ContentDays days;
  private final DataDirectory directory;
  private final EmbeddedOptions options;
  private final Checkpoints checkpoints;
  private final Set<Stored> recent = LinkedHashSet.newLinkedHashSet(RECENT);
  private final ContentBlock block = new ContentBlock();
  private DuckDBConnection connection;
  private long generation;
  private @Nullable ContentTransaction open;
  private @Nullable Integer writing;
  private int failures;
  private Position handed;
  private volatile Position position;
  private volatile @Nullable String failure;

  ContentReader(Engine engine, ContentDays days, DataDirectory directory, EmbeddedOptions options)
      throws SQLException {
    this.engine = engine;
    this.days = days;
    this.directory = directory;
    this.options = options;
    this.checkpoints = new Checkpoints(directory, options, engine.hold());
    this.generation = engine.generation();
    this.connection = engine.session();
    this.position = engine.use(days::position);
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

  /// How long its files are between two steps.
  synchronized List<Part> parts() {
    return days.files().stream()
        .flatMap(file -> Part.ofDatabase(directory.root(), file).stream())
        .toList();
  }

  /// Drops the days before one, but for one that is being written and while the files are copied.
  ///
  /// @return how many files went
  synchronized int forget(long before) {
    if (engine.hold().isHeld()) {
      return 0;
    }
    ContentTransaction rows = open;
    return days.drop(before, rows == null ? null : rows.epochDay());
  }

  /// Why the last step failed, or null when it did not.
  @Nullable String failure() {
    return failure;
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
        CleanMessage message = batch.messages().get(ref.id());
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
      writing = epochDay;
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
    writing = null;
  }

  private void attempt(Engine.Step step) {
    try {
      engine.within(() -> {
        if (generation != engine.generation()) {
          abandon();
          connection = engine.session();
          generation = engine.generation();
        }
        step.run();
      });
      failures = 0;
      failure = null;
    } catch (SQLException e) {
      failure = "content cannot be written: " + Damaged.firstLine(e);
      again(e);
      throw new StoreException(Kind.ENGINE, "content cannot be written: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      failure = e.getMessage();
      abandon();
      throw e;
    }
  }

  private void again(SQLException cause) {
    abandon();
    failures++;
    Integer day = writing;
    try {
      if (Engine.isGivenUp(cause) || failures > 1 && Integer.bitCount(failures) == 1) {
        engine.reopen(generation);
      } else if (day != null && Damaged.is(cause)) {
        days.moveAside(day, cause);
      }
    } catch (SQLException e) {
      failure = "content cannot be written: " + Damaged.firstLine(e);
    }
  }

  /// Everything since the position will be handed again, and written again where it had been.
  private void abandon() {
    ContentTransaction rows = open;
    if (rows != null) {
      rows.abandon();
      open = null;
    }
    recent.clear();
    handed = position;
  }

  @Override
  public synchronized void close() {
    abandon();
    block.close();
  }
}
