// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.store.embedded.StoreException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one DuckDB instance: it lies in memory, and every file is attached to it. Safe for many
/// threads; all work is done in [#use(Work)], so that nobody holds anything of an instance that is
/// being opened again.
///
/// DuckDB gives a file up after a checkpoint that failed, and itself after an error that it cannot
/// judge; either is mended by opening the instance again, which takes its files as they lie on the
/// disk: the facts, what [#always(Step)] attaches, and the others when they are needed.
///
/// Checkpoints are made by [Checkpoints] alone: the automatic ones are put off by a threshold that
/// is never reached.
final class Engine implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

  /// How many rows lie together in a file, a multiple of DuckDB's vectors of 2,048. A transaction
  /// that brings so many writes them to their place at once.
  static final int ROW_GROUP = 20_480;

  /// The facts, in the instance.
  static final String FACTS = "facts";

  private final DataDirectory directory;
  private final EmbeddedOptions options;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private volatile boolean reopening;
  private volatile long generation;
  private final Set<DuckDBConnection> sessions = ConcurrentHashMap.newKeySet();
  private final Hold hold = new Hold();
  private final List<Step> standing = new CopyOnWriteArrayList<>();
  private DuckDBConnection root;

  /// Something done with a connection of its own; a transaction left open is rolled back.
  interface Work<T> {
    T with(DuckDBConnection connection) throws SQLException;
  }

  private Engine(DataDirectory directory, EmbeddedOptions options) throws SQLException {
    this.directory = directory;
    this.options = options;
    this.root = instance();
  }

  /// Starts an instance with the facts attached.
  static Engine start(DataDirectory directory, EmbeddedOptions options) {
    try {
      Engine engine = new Engine(directory, options);
      try {
        engine.attachFacts();
      } catch (SQLException | RuntimeException e) {
        engine.close();
        throw e;
      }
      return engine;
    } catch (SQLException e) {
      throw new StoreException(Kind.ENGINE, "DuckDB does not start: " + e.getMessage(), e);
    }
  }

  private DuckDBConnection instance() throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("threads", Integer.toString(options.threads()));
    settings.setProperty("memory_limit", (options.memoryBytes() >> 10) + "KiB");
    settings.setProperty("temp_directory", directory.tmp().toString());
    settings.setProperty("checkpoint_threshold", "1TB");
    settings.setProperty("preserve_insertion_order", "false");
    settings.setProperty("allocator_background_threads", "true");
    settings.setProperty("allocator_flush_threshold", "16MiB");
    settings.setProperty("allocator_bulk_deallocation_flush_threshold", "16MiB");
    settings.setProperty("autoinstall_known_extensions", "false");
    return (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", settings);
  }

  private void attachFacts() throws SQLException {
    try {
      attach(directory.facts(), FACTS, "facts");
    } catch (SQLException e) {
      throw Damaged.facts(directory.facts(), e);
    }
  }

  /// Whether somebody copies the files.
  Hold hold() {
    return hold;
  }

  /// How often it was opened again: what was attached before is not attached any more.
  long generation() {
    return generation;
  }

  /// Does this now, and each time the instance was opened again, before anyone else uses it.
  void always(Step step) throws SQLException {
    within(step);
    standing.add(step);
  }

  /// A connection that is kept from one step to the next, for a transaction that goes on. It is
  /// closed when the instance is opened again; to be used within [#within(Step)] alone.
  DuckDBConnection session() throws SQLException {
    lock.readLock().lock();
    try {
      DuckDBConnection session = (DuckDBConnection) root.duplicate();
      sessions.add(session);
      return session;
    } finally {
      lock.readLock().unlock();
    }
  }

  /// Closes a session for which nobody has a use any more.
  void end(DuckDBConnection session) throws SQLException {
    sessions.remove(session);
    session.close();
  }

  /// Something done with a session.
  interface Step {
    void run() throws SQLException;
  }

  /// Does it while the instance is not opened again.
  void within(Step step) throws SQLException {
    lock.readLock().lock();
    try {
      step.run();
    } finally {
      lock.readLock().unlock();
    }
  }

  <T> T use(Work<T> work) throws SQLException {
    lock.readLock().lock();
    try (DuckDBConnection connection = (DuckDBConnection) root.duplicate()) {
      return work.with(connection);
    } finally {
      lock.readLock().unlock();
    }
  }

  /// Like [#use(Work)], for questions: they are turned away while the instance is opened again, and
  /// when one meets an instance or a file that DuckDB has given up, it is opened again.
  <T> T ask(Work<T> work) throws SQLException {
    if (reopening) {
      throw again(null);
    }
    long seen = generation;
    try {
      return use(work);
    } catch (SQLException e) {
      if (!isGivenUp(e)) {
        throw e;
      }
      reopen(seen);
      throw again(e);
    }
  }

  private static StoreException again(@org.jspecify.annotations.Nullable SQLException cause) {
    String message = "the store is being opened again after a failure; ask again";
    return cause == null
        ? new StoreException(Kind.BUSY, message)
        : new StoreException(Kind.BUSY, message, cause);
  }

  /// Whether DuckDB will not go on after this failure.
  static boolean isGivenUp(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return message.contains("has been invalidated") || message.startsWith("FATAL Error");
  }

  /// Attaches a file and brings it to the newest form; what it was before is kept as a copy, but
  /// for the roll-ups, which can be made again.
  ///
  /// @param kind of its migrations
  void attach(Path file, String database, String kind) throws SQLException {
    use(connection -> {
      synchronized (this) {
        attach(connection, file, database);
        long step = Migrations.step(connection, database);
        if (Migrations.isOld(kind, step) && !kind.equals(RollUps.DATABASE)) {
          Sql.execute(connection, "checkpoint " + database);
          Sql.execute(connection, "detach " + database);
          new KeptCopies(directory, options).keep(file, step);
          attach(connection, file, database);
        }
        Migrations.apply(connection, database, kind);
      }
      return true;
    });
  }

  private static void attach(DuckDBConnection connection, Path file, String database)
      throws SQLException {
    Sql.execute(
        connection,
        "attach if not exists %s as %s (row_group_size %d)"
            .formatted(Sql.quoted(file.toString()), database, ROW_GROUP));
  }

  void detach(String database) throws SQLException {
    use(connection -> {
      synchronized (this) {
        Sql.execute(connection, "detach database if exists " + database);
      }
      return true;
    });
  }

  /// Opens the instance again, with the facts attached, once all work in it has ended.
  ///
  /// @param seen the generation that failed; nothing is done when it is not the present one
  /// @throws StoreException when the facts cannot be attached
  void reopen(long seen) throws SQLException {
    reopening = true;
    lock.writeLock().lock();
    try {
      if (seen != generation) {
        return;
      }
      generation++;
      closeSessions();
      try {
        root.close();
      } catch (SQLException e) {
        LOG.atDebug().addKeyValue("error", e.getMessage()).log("a failed DuckDB closed badly");
      }
      openAgain();
      LOG.atWarn().addKeyValue("times", generation).log("DuckDB failed and was opened again");
    } finally {
      reopening = false;
      lock.writeLock().unlock();
    }
  }

  /// Puts another file in the place of the facts, once all work has ended; that waits meanwhile.
  /// When DuckDB does not close the old one cleanly it stays.
  void replaceFacts(Path fresh) throws SQLException {
    lock.writeLock().lock();
    try {
      generation++;
      closeSessions();
      root.close();
      Path facts = directory.facts();
      if (Files.exists(facts.resolveSibling(facts.getFileName() + ".wal"))) {
        LOG.atWarn().log("the facts were not closed cleanly and stay as they are");
        Files.deleteIfExists(fresh);
      } else {
        Files.move(fresh, facts, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("error", e.getMessage()).log("the facts stay as they are");
    } finally {
      openAgain();
      lock.writeLock().unlock();
    }
  }

  private void openAgain() throws SQLException {
    root = instance();
    attachFacts();
    for (Step step : standing) {
      attachAgain(step);
    }
  }

  private static void attachAgain(Step step) {
    try {
      step.run();
    } catch (SQLException | RuntimeException e) {
      LOG.atWarn().addKeyValue("error", e.getMessage()).log("a file is not attached again");
    }
  }

  private void closeSessions() {
    for (DuckDBConnection session : sessions) {
      try {
        session.close();
      } catch (SQLException e) {
        LOG.atDebug().addKeyValue("error", e.getMessage()).log("a connection closed badly");
      }
    }
    sessions.clear();
  }

  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      generation++;
      closeSessions();
      root.close();
    } catch (SQLException e) {
      throw new StoreException(Kind.ENGINE, "DuckDB does not stop: " + e.getMessage(), e);
    } finally {
      lock.writeLock().unlock();
    }
  }
}
