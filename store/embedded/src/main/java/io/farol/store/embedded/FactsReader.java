// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.flow.BatchReader;
import io.farol.flow.CleanBatch;
import io.farol.flow.Position;
import io.farol.store.embedded.Retention.Forgotten;
import io.farol.store.embedded.StoreException.Kind;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// Writes facts, ledger, logs and metrics into `facts.duckdb`: one transaction an apply, the
/// position with the rows. Applied by one thread at a time; its progress may be asked for by any.
///
/// When a transaction fails nobody knows whether it was kept: the file says so itself before the
/// next one, after DuckDB was opened again where it must be. When the file has gone back (it was
/// damaged or replaced), what lies between is handed over again by the journal.
final class FactsReader implements BatchReader, AutoCloseable {

  static final String DATABASE = Engine.FACTS;

  private static final long PATIENCE_NANOS = 10_000_000_000L;

  private final Engine engine;
  private final DataDirectory directory;
  private final Checkpoints checkpoints;
  private final EmbeddedOptions options;
  private final RecentRows recent;
  private final Gaps gaps;
  private final Rewriting rewriting;
  private final FactsTransaction.Common common;
  private DuckDBConnection connection;
  private @Nullable FactsTransaction open;
  private @Nullable Forgetting wanted;
  private @Nullable Forgotten forgotten;
  private boolean mayShrink;
  private boolean unsure;
  private int failures;
  private long generation;
  private volatile Runnable afterApply = () -> {};
  private volatile Progress progress;
  private volatile @Nullable String failure;

  /// @param recent is given what was kept
  FactsReader(Engine engine, DataDirectory directory, EmbeddedOptions options, RecentRows recent)
      throws SQLException {
    this.engine = engine;
    this.recent = recent;
    this.directory = directory;
    this.options = options;
    this.checkpoints = new Checkpoints(directory, options, engine.hold());
    this.rewriting = new Rewriting(directory, options, engine.hold());
    this.generation = engine.generation();
    this.connection = engine.session();
    this.progress = Progress.read(connection, DATABASE);
    this.gaps = Gaps.read(connection);
    this.common = FactsTransaction.Common.of(connection);
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

  /// Drops what is over its time, gives disk back where much was dropped. Waits until what is open
  /// is kept, which takes a second or so; nothing is dropped while the files are copied, or when it
  /// cannot be done now.
  synchronized Forgotten forget(Forgetting forgetting) {
    wanted = forgetting;
    forgotten = null;
    if (open == null && !unsure && generation == engine.generation()) {
      attempt(this::forgetWanted);
    }
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (wanted != null) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      try {
        if (left > 0) {
          wait(left);
          continue;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      wanted = null;
    }
    return forgotten == null ? Forgotten.NOTHING : forgotten;
  }

  /// Nothing is open, and all that was handed is kept.
  private void forgetWanted() throws SQLException {
    Forgetting forgetting = wanted;
    if (forgetting == null) {
      return;
    }
    wanted = null;
    notifyAll();
    if (engine.hold().isHeld()) {
      return;
    }
    Sql.execute(connection, "begin transaction");
    Forgotten dropped = forgetting.facts(connection);
    common.forget();
    Sql.execute(connection, "commit");
    recent.clear();
    forgotten = dropped;
    checkpoints.now(connection, file(), DATABASE);
    mayShrink = true;
  }

  private void rewriteIfWorthIt() throws SQLException {
    if (!mayShrink || open != null) {
      return;
    }
    mayShrink = false;
    AtomicBoolean copied = new AtomicBoolean();
    engine.within(() -> copied.set(rewriting.copyIfWorthIt(connection)));
    if (copied.get()) {
      engine.replaceFacts(directory.freshFacts());
      generation = engine.generation();
      connection = engine.session();
    }
  }

  /// How long its files are between two steps.
  synchronized List<Part> parts() {
    return Part.ofDatabase(directory.root(), file());
  }

  /// @param hearer is told of every transaction that was kept; it must not wait
  void afterApply(Runnable hearer) {
    afterApply = hearer;
  }

  /// Why the last apply failed, or null when it did not.
  @Nullable String failure() {
    return failure;
  }

  /// What the journal could not hand over, in words.
  List<String> gaps() {
    return gaps.inWords();
  }

  @Override
  public synchronized void skipped(Position from, Position to, String what) {
    gaps.add(from, to, what);
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
        rows = FactsTransaction.begin(connection, common, progress);
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
    gaps.append(connection);
    Progress reached = rows.commit();
    recent.add(rows.written());
    progress = reached;
    gaps.written();
    open = null;
    failures = 0;
    failure = null;
    afterApply.run();
    checkpoints.afterCommit(connection, file(), DATABASE);
    forgetWanted();
  }

  /// After a failure nothing is open, and the file itself says how far it has come before the next
  /// step.
  private void attempt(Engine.Step step) {
    try {
      if (unsure || generation != engine.generation()) {
        checkRoom();
        recover();
      }
      engine.within(step);
      rewriteIfWorthIt();
    } catch (SQLException e) {
      fail(e);
      throw new StoreException(Kind.ENGINE, "facts cannot be written: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      fail(e);
      throw e;
    }
  }

  private void fail(Exception cause) {
    failures++;
    failure =
        cause instanceof SQLException sql
            ? "facts cannot be written: " + Damaged.firstLine(sql)
            : cause.getMessage();
    FactsTransaction rows = open;
    if (rows != null) {
      rows.abandon();
      open = null;
    }
    unsure = true;
  }

  /// Asks the file how far it has come, after opening DuckDB again when it does not answer or has
  /// failed time and again.
  private void recover() throws SQLException {
    Position before = progress.position();
    FactsTransaction rows = open;
    if (rows != null) {
      rows.abandon();
      open = null;
    }
    try {
      if (failures >= 4 && Integer.bitCount(failures) == 1) {
        engine.reopen(engine.generation());
      }
      progress = engine.use(fresh -> Progress.read(fresh, DATABASE));
    } catch (SQLException e) {
      engine.reopen(engine.generation());
      progress = engine.use(fresh -> Progress.read(fresh, DATABASE));
    }
    if (generation != engine.generation()) {
      generation = engine.generation();
      connection = engine.session();
      unsure = false;
      throw new StoreException(
          Kind.ENGINE,
          "DuckDB was opened again; the facts stood at position %d and go on from %d"
              .formatted(before.value(), progress.position().value()));
    }
    Sql.rollback(connection);
    unsure = false;
  }

  @Override
  public synchronized void close() {
    FactsTransaction rows = open;
    if (rows != null) {
      rows.abandon();
      open = null;
    }
  }
}
