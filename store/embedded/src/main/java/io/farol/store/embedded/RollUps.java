// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.store.embedded.StoreException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the roll-ups and the trace locator of `rollup.duckdb` behind the facts, on a thread of its
/// own that rests four times as long as it works: piece by piece, each in a transaction with the
/// numbers it has come to. The file holds nothing that the facts do not: where it is missing,
/// broken, or ahead of the facts, it is made again from the first fact on.
///
/// Safe for many threads.
final class RollUps implements AutoCloseable {

  static final String DATABASE = "rollup";

  private static final Logger LOG = LoggerFactory.getLogger(RollUps.class);
  private static final int REST = 4;
  private static final Duration LEAST_REST = Duration.ofMillis(300);

  /// How far the roll-ups have come.
  ///
  /// @param receivedEpochNanos everything received before is in
  /// @param asOfNanos when, on [System#nanoTime], they last held all that was applied; null while
  ///   they never did
  record Rolled(long fact, long entry, long receivedEpochNanos, @Nullable Long asOfNanos) {

    boolean holds(Progress progress) {
      return fact >= progress.nextFact() && entry >= progress.nextEntry();
    }
  }

  private final Engine engine;
  private final Path root;
  private final Path file;
  private final RecentRows recent;
  private final Supplier<Progress> facts;
  private final EmbeddedOptions options;
  private final Checkpoints checkpoints;
  private final Object stepping = new Object();
  private final Thread thread;
  private DuckDBConnection connection;
  private long generation;
  private volatile boolean suspect;
  private boolean madeAnew;
  private Rolled rolled = new Rolled(0, 0, 0, null);
  private @Nullable String failure;
  private long unsettled;
  private boolean urgent;
  private boolean closed;

  /// @param recent the facts that were kept lately
  /// @param facts how far they have come
  RollUps(
      Engine engine,
      DataDirectory directory,
      EmbeddedOptions options,
      RecentRows recent,
      Supplier<Progress> facts)
      throws SQLException {
    this.engine = engine;
    this.root = directory.root();
    this.file = directory.rollUps();
    this.recent = recent;
    this.facts = facts;
    this.options = options;
    this.checkpoints = new Checkpoints(directory, options, engine.hold());
    engine.always(this::attach);
    this.generation = engine.generation();
    this.connection = engine.session();
    engine.within(this::readRolled);
    this.thread = Thread.ofPlatform().name("roll-ups").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// In an instance that was just opened with the facts in it.
  private void attach() throws SQLException {
    try {
      engine.attach(file, DATABASE, DATABASE);
    } catch (SQLException e) {
      if (Damaged.isFullDisk(e)) {
        throw e;
      }
      LOG.atWarn()
          .addKeyValue("error", e.getMessage())
          .log("the roll-ups cannot be opened and are made again");
      startAgain();
    }
    boolean ahead =
        engine.use(connection -> {
          Rolled found = read(new Asking(connection));
          Progress progress = Progress.read(connection, Engine.FACTS);
          return found.fact() > progress.nextFact() || found.entry() > progress.nextEntry();
        });
    if (ahead) {
      startAgain();
    }
  }

  /// Takes a session of the present instance.
  private void begin() throws SQLException {
    generation = engine.generation();
    connection = engine.session();
    readRolled();
  }

  private void readRolled() throws SQLException {
    Rolled found = read(new Asking(connection));
    Sql.execute(connection, "delete from rollup.rolled where fact < " + found.fact());
    noteRolled(found);
  }

  /// After a failure nobody knows whether the step was kept: the file says so.
  private void ask() throws SQLException {
    Rolled found = read(new Asking(connection));
    synchronized (this) {
      if (found.fact() != rolled.fact() || found.entry() != rolled.entry()) {
        rolled = found;
      }
    }
  }

  /// A question has met damage, maybe here. What is damaged is made again, but not time and again:
  /// if it goes on it lies in the facts.
  synchronized void suspect() {
    suspect = true;
    notifyAll();
  }

  private void makeAnew() throws SQLException {
    suspect = false;
    if (madeAnew) {
      return;
    }
    madeAnew = true;
    LOG.atWarn().log("the roll-ups may be damaged and are made again");
    engine.end(connection);
    startAgain();
    begin();
  }

  private void startAgain() throws SQLException {
    engine.detach(DATABASE);
    try {
      Files.deleteIfExists(file);
      Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".wal"));
    } catch (IOException e) {
      throw new StoreException(Kind.OPERATOR, file + " cannot be deleted: " + e.getMessage(), e);
    }
    engine.attach(file, DATABASE, DATABASE);
  }

  /// How far the roll-ups are that a question sees.
  static Rolled read(Asking asking) throws SQLException {
    return asking.ask(
        "select fact, entry, received from rollup.rolled order by fact desc, entry desc limit 1",
        List.of(),
        rows ->
            rows.next()
                ? new Rolled(rows.getLong(1), rows.getLong(2), rows.getLong(3), null)
                : new Rolled(0, 0, 0, null));
  }

  /// The facts have moved on.
  synchronized void applied() {
    notifyAll();
  }

  /// Waits until the roll-ups are no staler than allowed; while they fail, what they last were is
  /// taken, and says how old it is.
  ///
  /// @throws StoreException when they are not in time
  synchronized Rolled fresh() {
    Progress wanted = facts.get();
    long now = System.nanoTime();
    long end = now + options.deadline().toNanos();
    while (!rolled.holds(wanted) && !isYoung()) {
      if (failure != null && rolled.receivedEpochNanos() > 0) {
        return rolled;
      }
      if (failure != null) {
        throw new StoreException(Kind.ENGINE, failure, new SQLException(failure));
      }
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0 || closed) {
        throw new StoreException(
            Kind.BUSY, "sums are being made from the facts; come back in a minute");
      }
      urgent = true;
      notifyAll();
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StoreException(Kind.BUSY, "interrupted while waiting for an answer", e);
      }
    }
    return rolled.holds(wanted)
        ? new Rolled(rolled.fact(), rolled.entry(), wanted.receivedEpochNanos(), rolled.asOfNanos())
        : rolled;
  }

  /// The same, or null while they are being made from the first fact on, which takes its time.
  @Nullable Rolled freshUnlessMaking() {
    synchronized (this) {
      long behind = facts.get().nextFact() - rolled.fact();
      if (rolled.asOfNanos() == null && behind > RollUpStep.FACTS) {
        return null;
      }
    }
    return fresh();
  }

  /// How far they are now.
  synchronized Rolled now() {
    return rolled;
  }

  private boolean isYoung() {
    return rolled.asOfNanos() != null
        && System.nanoTime() - rolled.asOfNanos() < options.staleness().toNanos();
  }

  private void run() {
    while (awaitWork()) {
      long began = System.nanoTime();
      long from = now().fact();
      try {
        engine.within(() -> step(began));
      } catch (SQLException | RuntimeException e) {
        failed(e);
      }
      if (now().fact() - from < RollUpStep.FACTS) {
        rest(System.nanoTime() - began);
      }
    }
  }

  /// How long its files are between two steps.
  List<Part> parts() {
    synchronized (stepping) {
      return Part.ofDatabase(root, file);
    }
  }

  /// Drops the sums whose time is over, between two steps.
  void forget(Forgetting forgetting) throws SQLException {
    engine.within(() -> {
      synchronized (stepping) {
        if (generation != engine.generation()) {
          begin();
        }
        Sql.execute(connection, "begin transaction");
        try {
          forgetting.rollUps(connection);
          Sql.execute(connection, "commit");
        } catch (SQLException | RuntimeException e) {
          Sql.rollback(connection);
          throw e;
        }
      }
    });
  }

  private void step(long began) throws SQLException {
    synchronized (stepping) {
      stepTowards(began);
    }
  }

  private void stepTowards(long began) throws SQLException {
    if (generation != engine.generation()) {
      begin();
    }
    if (suspect) {
      makeAnew();
    }
    Progress target = facts.get();
    RollUpStep step = new RollUpStep(connection, recent, now());
    Rolled next = step.towards(target);
    recent.passed(next.fact(), next.entry());
    noteRolled(
        next.holds(target)
            ? new Rolled(next.fact(), next.entry(), target.receivedEpochNanos(), began)
            : new Rolled(next.fact(), next.entry(), now().receivedEpochNanos(), now().asOfNanos()));
    unsettled += step.rows();
    if (unsettled >= options.settleRows()) {
      Settling.settle(connection);
      unsettled = 0;
    }
    checkpoints.afterCommit(connection, file, DATABASE);
  }

  private synchronized boolean awaitWork() {
    while (!closed && !suspect && rolled.holds(facts.get())) {
      try {
        wait();
      } catch (InterruptedException e) {
        return false;
      }
    }
    return !closed;
  }

  private synchronized void rest(long workedNanos) {
    long end = System.nanoTime() + Math.max(LEAST_REST.toNanos(), REST * workedNanos);
    while (!closed && !urgent) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        break;
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        closed = true;
      }
    }
    urgent = false;
  }

  private synchronized void noteRolled(Rolled next) {
    rolled = next;
    failure = null;
    notifyAll();
  }

  private void failed(Exception e) {
    LOG.atWarn().addKeyValue("error", e.getMessage()).log("the roll-ups do not go on");
    try {
      if (Engine.isGivenUp(e)) {
        engine.reopen(generation);
      } else {
        engine.within(this::ask);
      }
    } catch (SQLException | RuntimeException again) {
      LOG.atDebug().addKeyValue("error", again.getMessage()).log("the roll-ups are attached again");
      attachAgain();
    }
    suspect = Damaged.is(e);
    synchronized (this) {
      failure = "sums cannot be made from the facts: " + Damaged.firstLine(e);
      notifyAll();
    }
  }

  private void attachAgain() {
    try {
      engine.within(() -> {
        if (generation == engine.generation()) {
          engine.end(connection);
        }
        attach();
        begin();
      });
    } catch (SQLException | RuntimeException e) {
      LOG.atDebug().addKeyValue("error", e.getMessage()).log("the roll-ups stay as they are");
    }
  }

  /// Why the last step failed, or null when it did not.
  synchronized @Nullable String failure() {
    return failure;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
