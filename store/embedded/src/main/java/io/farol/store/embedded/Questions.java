// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.store.embedded.StoreException.Kind;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks DuckDB on a small pool of its own, so that a native call never holds a virtual thread's
/// carrier, and with a deadline after which the question is cancelled. Safe for many threads.
final class Questions implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Questions.class);
  private static final int WAITING = 256;

  private final Engine engine;
  private final long deadlineMillis;
  private final ThreadPoolExecutor pool;
  private volatile @Nullable String damage;
  private volatile Runnable afterDamage = () -> {};

  Questions(Engine engine, EmbeddedOptions options) {
    this.engine = engine;
    this.deadlineMillis = options.deadline().toMillis();
    AtomicInteger number = new AtomicInteger();
    this.pool =
        new ThreadPoolExecutor(
            options.questions(),
            options.questions(),
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            work ->
                Thread.ofPlatform()
                    .name("duckdb-question-" + number.incrementAndGet())
                    .daemon()
                    .unstarted(work));
  }

  /// A question of several statements, which see the store at one moment.
  interface Work<T> {
    T with(Asking asking) throws SQLException;
  }

  /// @param sql with `$1`, `$2` … for the arguments
  /// @param arguments texts, longs, integers or null
  /// @throws StoreException when the deadline has passed, too many wait, or DuckDB fails
  <T> T ask(String sql, List<? extends @Nullable Object> arguments, Asking.Reading<T> reading) {
    return ask(asking -> asking.ask(sql, arguments, reading));
  }

  /// @throws StoreException when the deadline has passed, too many wait, or DuckDB fails
  <T> T ask(Work<T> work) {
    AtomicReference<@Nullable Asking> running = new AtomicReference<>();
    Future<T> answer;
    try {
      answer = pool.submit(() -> run(work, running));
    } catch (RejectedExecutionException e) {
      throw new StoreException(Kind.BUSY, WAITING + " questions wait already; come back", e);
    }
    try {
      return answer.get(deadlineMillis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      cancel(answer, running.get());
      throw new StoreException(
          Kind.DEADLINE,
          "the question was not answered within " + deadlineMillis + " ms; ask for a shorter range",
          e);
    } catch (InterruptedException e) {
      cancel(answer, running.get());
      Thread.currentThread().interrupt();
      throw new StoreException(Kind.BUSY, "interrupted while waiting for an answer", e);
    } catch (ExecutionException e) {
      throw failed(e.getCause() == null ? e : e.getCause());
    }
  }

  private <T> T run(Work<T> work, AtomicReference<@Nullable Asking> running) throws SQLException {
    return engine.ask(connection -> {
      Asking asking = new Asking(connection);
      running.set(asking);
      Sql.execute(connection, "begin transaction");
      T answer = work.with(asking);
      Sql.execute(connection, "commit");
      return answer;
    });
  }

  private StoreException failed(Throwable cause) {
    if (cause instanceof StoreException known) {
      return known;
    }
    String reason =
        cause instanceof SQLException sql ? Damaged.firstLine(sql) : String.valueOf(cause);
    if (cause instanceof SQLException sql && Damaged.is(sql)) {
      damage = reason;
      afterDamage.run();
    }
    return new StoreException(Kind.ENGINE, "the question could not be answered: " + reason, cause);
  }

  /// The last damage that a question met in a file, or null.
  @Nullable String damage() {
    return damage;
  }

  /// @param hearer is told when a question meets damage
  void afterDamage(Runnable hearer) {
    afterDamage = hearer;
  }

  private static void cancel(Future<?> answer, @Nullable Asking running) {
    answer.cancel(false);
    if (running == null) {
      return;
    }
    try {
      running.cancel();
    } catch (SQLException e) {
      LOG.atDebug().addKeyValue("error", e.getMessage()).log("a question ended by itself");
    }
  }

  @Override
  public void close() {
    pool.shutdown();
    try {
      if (!pool.awaitTermination(deadlineMillis, TimeUnit.MILLISECONDS)) {
        pool.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
