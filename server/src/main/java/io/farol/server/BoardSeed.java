// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server;

import io.farol.model.Exchange;
import io.farol.model.Scope;
import io.farol.model.TimeRange;
import io.farol.server.log.SafeCause;
import io.farol.store.ExchangeQuery;
import io.farol.store.ExchangeStore;
import io.farol.store.Page;
import io.farol.system.LiveBoard;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shows the board what the store knows: what had begun and not ended within a day, then the last
/// hour. It works beside an open Farol, since a store that has much to tell takes seconds; the
/// board takes old and new in any order.
final class BoardSeed implements Runnable, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BoardSeed.class);
  private static final Duration SEEN = Duration.ofHours(1);
  private static final Duration STILL_OPEN = Duration.ofDays(1);
  private static final ExchangeQuery.Filter OPEN =
      new ExchangeQuery.Filter(null, null, null, ExchangeQuery.State.OPEN, null, null, null);
  private static final int MOST_SEEDED = 20_000;
  private static final int TRIES = 10;
  private static final int PAUSE_SECONDS = 2;

  private final ExchangeStore store;
  private final LiveBoard board;
  private final Instant started;
  private final CountDownLatch closed = new CountDownLatch(1);

  BoardSeed(ExchangeStore store, LiveBoard board, InstantSource clock) {
    this.store = store;
    this.board = board;
    this.started = clock.instant();
  }

  @Override
  public void run() {
    attempt(STILL_OPEN, OPEN);
    attempt(SEEN, ExchangeQuery.Filter.ALL);
  }

  /// The store may be busy with what a crash has left to do.
  private void attempt(Duration length, ExchangeQuery.Filter filter) {
    for (int tries = 1; !isClosed(0); tries++) {
      try {
        seed(range(length), filter);
        return;
      } catch (RuntimeException e) {
        if (tries == TRIES) {
          LOG.atWarn().setCause(SafeCause.of(e)).log("the live board does not know the last hour");
          return;
        }
        LOG.atDebug().setCause(SafeCause.of(e)).log("the live board waits for the store");
        if (isClosed(PAUSE_SECONDS)) {
          return;
        }
      }
    }
  }

  private void seed(TimeRange range, ExchangeQuery.Filter filter) {
    Scope scope = new Scope(Scope.DEFAULT_TENANT, null);
    ExchangeQuery.Cursor after = null;
    int seeded = 0;
    do {
      Page<Exchange, ExchangeQuery.Cursor> page =
          store
              .exchanges(new ExchangeQuery(scope, range, filter, ExchangeQuery.MAX_LIMIT, after))
              .value();
      board.seed(scope.tenant(), page.items());
      seeded += page.items().size();
      after = page.next();
    } while (after != null && seeded < MOST_SEEDED && !isClosed(0));
  }

  private TimeRange range(Duration length) {
    long end = TimeUnit.SECONDS.toNanos(started.getEpochSecond()) + started.getNano();
    return new TimeRange(end - length.toNanos(), end);
  }

  private boolean isClosed(int seconds) {
    try {
      return closed.await(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /// Lets it end soon.
  @Override
  public void close() {
    closed.countDown();
  }
}
