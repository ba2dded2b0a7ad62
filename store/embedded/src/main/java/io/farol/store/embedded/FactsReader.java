// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.flow.BatchReader;
import io.farol.flow.CleanBatch;
import io.farol.flow.Position;
import io.farol.model.Fact;
import io.farol.model.LedgerEntry;
import io.farol.model.LogLine;
import io.farol.model.MessageRef;
import io.farol.model.MetricSample;
import io.farol.store.embedded.StoreException.Kind;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBAppender;
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
  private boolean unsure;
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

  /// Why the last apply failed, or null when it did not.
  @Nullable String failure() {
    return failure;
  }

  @Override
  public synchronized void apply(Position upTo, List<CleanBatch> batches) {
    try {
      if (unsure) {
        recover();
      }
      if (upTo.compareTo(progress.position()) <= 0) {
        return;
      }
      if (directory.freeBytes() < options.reserveBytes()) {
        throw new StoreException(
            Kind.OPERATOR,
            "the disk has less than %d MiB left; facts wait in the journal until there is room"
                .formatted(options.reserveBytes() >> 20));
      }
      Progress next = progress.after(upTo, batches);
      unsure = true;
      write(batches, next);
      unsure = false;
      progress = next;
      failure = null;
      checkpoints.afterCommit(connection, file(), DATABASE);
    } catch (SQLException e) {
      failure = "facts cannot be written: " + e.getMessage();
      unsure = true;
      throw new StoreException(Kind.ENGINE, "facts cannot be written: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      failure = "facts cannot be written: " + e.getMessage();
      throw e;
    }
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

  private void write(List<CleanBatch> batches, Progress next) throws SQLException {
    Sql.execute(connection, "begin transaction");
    spans(batches);
    refs(batches);
    entries(batches);
    logs(batches);
    metrics(batches);
    try (DuckDBAppender appender = appender("progress")) {
      next.append(new Row(appender));
      appender.flush();
    }
    Sql.execute(connection, "commit");
  }

  private DuckDBAppender appender(String table) throws SQLException {
    return connection.createAppender(DATABASE, "main", table);
  }

  private void spans(List<CleanBatch> batches) throws SQLException {
    long number = progress.nextFact();
    try (DuckDBAppender appender = appender("span")) {
      SpanRows rows = new SpanRows(new Row(appender));
      for (CleanBatch batch : batches) {
        for (Fact fact : batch.facts()) {
          rows.append(number++, batch.tenant(), batch.receivedEpochNanos(), fact);
        }
      }
      appender.flush();
    }
  }

  private void refs(List<CleanBatch> batches) throws SQLException {
    long number = progress.nextFact();
    try (DuckDBAppender appender = appender("message_ref")) {
      Row row = new Row(appender);
      for (CleanBatch batch : batches) {
        for (Fact fact : batch.facts()) {
          int nth = 0;
          for (MessageRef ref : fact.messages()) {
            row.begin()
                .number(number)
                .integer(nth++)
                .constant(ref.direction())
                .uuid(ref.id().high(), ref.id().low())
                .integer(ref.epochDay())
                .number(fact.span().timing().startEpochNanos())
                .end();
          }
          number++;
        }
      }
      appender.flush();
    }
  }

  private void entries(List<CleanBatch> batches) throws SQLException {
    if (batches.stream().allMatch(batch -> batch.entries().isEmpty())) {
      return;
    }
    long number = progress.nextEntry();
    try (DuckDBAppender appender = appender("ledger")) {
      LedgerRows rows = new LedgerRows(new Row(appender));
      for (CleanBatch batch : batches) {
        for (LedgerEntry entry : batch.entries()) {
          rows.append(number++, batch.tenant(), entry);
        }
      }
      appender.flush();
    }
  }

  private void logs(List<CleanBatch> batches) throws SQLException {
    if (batches.stream().allMatch(batch -> batch.logs().isEmpty())) {
      return;
    }
    try (DuckDBAppender appender = appender("log")) {
      LogRows rows = new LogRows(new Row(appender));
      for (CleanBatch batch : batches) {
        for (LogLine line : batch.logs()) {
          rows.append(batch.tenant(), batch.receivedEpochNanos(), line);
        }
      }
      appender.flush();
    }
  }

  private void metrics(List<CleanBatch> batches) throws SQLException {
    if (batches.stream().allMatch(batch -> batch.metrics().isEmpty())) {
      return;
    }
    try (DuckDBAppender appender = appender("metric")) {
      MetricRows rows = new MetricRows(new Row(appender));
      for (CleanBatch batch : batches) {
        for (MetricSample sample : batch.metrics()) {
          rows.append(batch.tenant(), batch.receivedEpochNanos(), sample);
        }
      }
      appender.flush();
    }
  }

  @Override
  public synchronized void close() throws SQLException {
    connection.close();
  }
}
