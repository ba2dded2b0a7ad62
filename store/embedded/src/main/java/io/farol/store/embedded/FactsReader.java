// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.flow.BatchReader;
import io.farol.flow.CleanBatch;
import io.farol.flow.Position;
import io.farol.store.embedded.StoreException.Kind;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// Writes facts, ledger, logs and metrics into `facts.duckdb`: one transaction an apply, the
/// position with the rows. Applied by one thread at a time; its progress may be asked for by any.
///
/// When a transaction fails nobody knows whether it was kept: the file is attached again and says
/// so itself before the next one.
final class FactsReader implements BatchReader, AutoCloseable {

  static final String DATABASE = "facts";

  private final Engine engine;
  private final DataDirectory directory;
  private final Checkpoints checkpoints;
  private final EmbeddedOptions options;
  private DuckDBConnection connection;
  private @Nullable FactsTransaction open;
  private boolean unsure;
  private volatile Runnable afterApply = () -> {};
  private volatile Progress progress;
  private volatile @Nullable String failure;

  FactsReader(Engine engine, DataDirectory directory, EmbeddedOptions options) throws SQLException {
    this.engine = engine;
    this.directory = directory;
    this.options = options;
    this.checkpoints = new Checkpoints(directory, options);
    engine.attach(file(), DATABASE, "facts");
    this.connection = engine.connect();
    this.progress = Progress.read(connection, DATABASE);
    Sql.execute(
        connection, "delete from facts.progress where position < " + progress.position().value());
  }

  private Path file() {
    return directory.facts();
  }

  @Override
  public String name() {
    return DATABASE;
  }

  @Override
  public boolean durable() {
    return true;
  }

  @Override
  public Position position() {
    return progress.position();
  }

  Progress progress() {
    return progress;
  }

  /// @param hearer is told of every transaction that was kept; it must not wait
  void afterApply(Runnable hearer) {
    afterApply = hearer;
  }

  /// Why the last apply failed, or null when it did not.
  @Nullable String failure() {
    return failure;
  }

  @Override
  public synchronized void apply(Position upTo, List<CleanBatch> batches) {
    attempt(() -> {
      if (upTo.compareTo(reaches()) <= 0) {
        return;
      }
      checkRoom();
      FactsTransaction rows = open;
      if (rows == null) {
        rows = FactsTransaction.begin(connection, progress);
        open = rows;
      }
      rows.append(upTo, batches);
      if (rows.rows() >= Engine.ROW_GROUP) {
        keep(rows);
      }
    });
  }

  @Override
  public synchronized void settle() {
    attempt(() -> {
      FactsTransaction rows = open;
      if (rows != null) {
        keep(rows);
      }
    });
  }

  private Position reaches() {
    FactsTransaction rows = open;
    return rows == null ? progress.position() : rows.reaches();
  }

  private void checkRoom() {
    if (directory.freeBytes() < options.reserveBytes()) {
      throw new StoreException(
          Kind.OPERATOR,
          "the disk has less than %d MiB left; facts wait in the journal until there is room"
              .formatted(options.reserveBytes() >> 20));
    }
  }

  private void keep(FactsTransaction rows) throws SQLException {
    progress = rows.commit();
    open = null;
    failure = null;
    afterApply.run();
    checkpoints.afterCommit(connection, file(), DATABASE);
  }

  private interface Step {
    void run() throws SQLException;
  }

  /// After a failure nothing is open, and the file itself says how far it has come before the next
  /// step.
  private void attempt(Step step) {
    try {
      if (unsure) {
        recover();
      }
      step.run();
    } catch (SQLException e) {
      fail(e);
      throw new StoreException(Kind.ENGINE, "facts cannot be written: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      fail(e);
      throw e;
    }
  }

  private void fail(Exception cause) {
    failure = "facts cannot be written: " + cause.getMessage();
    FactsTransaction rows = open;
    if (rows != null) {
      rows.abandon();
      open = null;
    }
    unsure = true;
  }

  /// Attaches the file again where that is possible, and asks it how far it has come.
  private void recover() throws SQLException {
    Sql.rollback(connection);
    try {
      progress = Progress.read(connection, DATABASE);
    } catch (SQLException e) {
      connection.close();
      engine.detach(DATABASE);
      engine.attach(file(), DATABASE, "facts");
      connection = engine.connect();
      progress = Progress.read(connection, DATABASE);
    }
    unsure = false;
  }

  @Override
  public synchronized void close() throws SQLException {
    FactsTransaction rows = open;
    if (rows != null) {
      rows.abandon();
      open = null;
    }
    connection.close();
  }
}
