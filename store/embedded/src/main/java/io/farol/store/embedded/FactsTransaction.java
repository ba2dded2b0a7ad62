// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.flow.CleanBatch;
import io.farol.flow.Position;
import io.farol.model.Fact;
import io.farol.model.LedgerEntry;
import io.farol.model.LogLine;
import io.farol.model.MetricSample;
import io.farol.store.embedded.Entries.Entry;
import io.farol.store.embedded.Histories.History;
import io.farol.store.embedded.RecentRows.Written;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/// Rows that are kept together, with the progress they make. A table's appender is made with its
/// first row. Confined to the facts' thread.
final class FactsTransaction {

  /// What rows have in common with earlier ones.
  record Common(Dictionary<Shape> shapes, Dictionary<Terms> terms, Histories histories) {

    static Common of(DuckDBConnection connection) throws SQLException {
      return new Common(
          new Dictionary<>(free(connection, "shape")),
          new Dictionary<>(free(connection, "terms")),
          new Histories());
    }

    private static int free(DuckDBConnection connection, String table) throws SQLException {
      return (int)
          Sql.number(connection, "select coalesce(max(number), 0) + 1 from facts." + table);
    }

    /// After what was written may not have been kept.
    void forget() {
      shapes.forget();
      terms.forget();
      histories.forget();
    }
  }

  private final DuckDBConnection connection;
  private final Common common;
  private final Map<String, DuckDBAppender> appenders = new HashMap<>();
  private final Written written = new Written();
  private Progress progress;
  private long rows;

  private FactsTransaction(DuckDBConnection connection, Common common, Progress progress) {
    this.connection = connection;
    this.common = common;
    this.progress = progress;
  }

  static FactsTransaction begin(DuckDBConnection connection, Common common, Progress progress)
      throws SQLException {
    Sql.execute(connection, "begin transaction");
    return new FactsTransaction(connection, common, progress);
  }

  /// How far the facts will have come.
  Position reaches() {
    return progress.position();
  }

  /// Of the table that has most.
  long rows() {
    return rows;
  }

  void append(Position upTo, List<CleanBatch> batches) throws SQLException {
    long fact = progress.nextFact();
    long entry = progress.nextEntry();
    for (CleanBatch batch : batches) {
      fact = facts(fact, batch);
      entry = entries(entry, batch);
      logs(batch);
      metrics(batch);
      rows += Math.max(batch.facts().size(), Math.max(batch.logs().size(), batch.metrics().size()));
    }
    progress = progress.after(upTo, batches);
  }

  private long facts(long first, CleanBatch batch) throws SQLException {
    if (batch.facts().isEmpty()) {
      return first;
    }
    SpanRows spans = new SpanRows(row("telling"));
    String tenant = batch.tenant();
    long number = first;
    for (Fact fact : batch.facts()) {
      int shape =
          common.shapes.number(
              Shape.of(tenant, fact.span()), (free, each) -> each.write(row("shape"), free));
      History history = common.histories.of(tenant, number, fact.messages());
      spans.append(number, shape, batch.receivedEpochNanos(), fact, history);
      written.tellings.add(Telling.of(tenant, number++, batch.receivedEpochNanos(), fact));
    }
    return number;
  }

  private long entries(long first, CleanBatch batch) throws SQLException {
    if (batch.entries().isEmpty()) {
      return first;
    }
    LedgerRows ledger = new LedgerRows(row("entry"));
    long number = first;
    for (LedgerEntry entry : batch.entries()) {
      int terms =
          common.terms.number(
              Terms.of(batch.tenant(), entry), (free, each) -> each.write(row("terms"), free));
      ledger.append(number, terms, entry);
      written.entries.add(Entry.of(batch.tenant(), number++, entry));
    }
    return number;
  }

  private void logs(CleanBatch batch) throws SQLException {
    if (!batch.logs().isEmpty()) {
      LogRows logs = new LogRows(row("log"));
      for (LogLine line : batch.logs()) {
        logs.append(batch.tenant(), batch.receivedEpochNanos(), line);
      }
    }
  }

  private void metrics(CleanBatch batch) throws SQLException {
    if (!batch.metrics().isEmpty()) {
      MetricRows metrics = new MetricRows(row("metric"));
      for (MetricSample sample : batch.metrics()) {
        metrics.append(batch.tenant(), batch.receivedEpochNanos(), sample);
      }
    }
  }

  private Row row(String table) throws SQLException {
    DuckDBAppender appender = appenders.get(table);
    if (appender == null) {
      appender = connection.createAppender(FactsReader.DATABASE, "main", table);
      appenders.put(table, appender);
    }
    return new Row(appender);
  }

  /// What it has written so far.
  Written written() {
    return written;
  }

  /// Keeps all of it.
  Progress commit() throws SQLException {
    progress.append(row("progress"));
    for (DuckDBAppender appender : appenders.values()) {
      appender.flush();
    }
    close();
    Sql.execute(connection, "commit");
    return progress;
  }

  /// Keeps nothing of it.
  void abandon() {
    try {
      close();
    } catch (SQLException e) {
      Sql.LOG.atDebug().addKeyValue("error", e.getMessage()).log("an appender had rows left");
    }
    Sql.rollback(connection);
    common.forget();
  }

  private void close() throws SQLException {
    SQLException failure = null;
    for (DuckDBAppender appender : appenders.values()) {
      try {
        appender.close();
      } catch (SQLException e) {
        failure = e;
      }
    }
    appenders.clear();
    if (failure != null) {
      throw failure;
    }
  }
}
