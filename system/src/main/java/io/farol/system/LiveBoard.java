// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import io.farol.flow.BatchReader;
import io.farol.flow.CleanBatch;
import io.farol.flow.Position;
import io.farol.model.Detail;
import io.farol.model.Exchange;
import io.farol.model.Fact;
import io.farol.model.FactKey;
import io.farol.model.Outcome;
import io.farol.model.Scope;
import io.farol.model.Span;
import io.farol.model.SpanKind;
import io.farol.model.SpanStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// What is in flight now and how every integration stands, from what passed through the journal.
///
/// It keeps nothing on disk: after a start it reads what the journal still holds, and [#seed] tells
/// it of the rest. The same facts give the same snapshot in whatever order and however often they
/// come, within [LiveLimits]. An end may come before its start, or after its call was lost.
///
/// What is shown once is one call: a transport open below an open model or tool call, and the same
/// model call seen twice by parent and child, are views of it and lend it their bytes.
///
/// Safe for many threads; reads and writes wait for each other.
public final class LiveBoard implements BatchReader {

  /// The most calls in flight that a snapshot lists; the counts of the integrations know of all.
  public static final int MOST_SHOWN = 1_000;

  private final LiveLimits limits;
  private final Object lock = new Object();
  private final Map<String, TenantBoard> tenants = new HashMap<>();
  private final AtomicLong version = new AtomicLong();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private Position position = Position.START;

  public LiveBoard() {
    this(LiveLimits.STANDARD);
  }

  public LiveBoard(LiveLimits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "live";
  }

  @Override
  public boolean durable() {
    return false;
  }

  @Override
  public Position position() {
    synchronized (lock) {
      return position;
    }
  }

  @Override
  public void apply(Position upTo, List<CleanBatch> batches) {
    boolean changed = false;
    synchronized (lock) {
      if (upTo.compareTo(position) <= 0) {
        return;
      }
      for (CleanBatch batch : batches) {
        TenantBoard board = board(batch.tenant());
        for (Fact fact : batch.facts()) {
          changed |= board.tell(fact, batch.receivedEpochNanos());
        }
      }
      position = upTo;
    }
    if (changed) {
      announce();
    }
  }

  /// Tells it of exchanges that a store has, to be shown after a restart: those of the last hour,
  /// and those that began earlier and are open. In any order; what the journal tells of the same
  /// calls counts once.
  public void seed(String tenant, List<Exchange> exchanges) {
    synchronized (lock) {
      TenantBoard board = board(tenant);
      exchanges.stream()
          .sorted(Comparator.comparingLong(LiveBoard::lastMoment))
          .forEach(exchange -> board.tell(fact(exchange), lastMoment(exchange)));
    }
    announce();
  }

  /// The board of a scope at a moment, with no lag behind the journal.
  public LiveSnapshot snapshot(Scope scope, Instant now) {
    return snapshot(scope, now, Duration.ZERO);
  }

  /// @param lag how far this reader is behind the journal: past [HealthRule#LAG] every state is
  ///   unknown
  public LiveSnapshot snapshot(Scope scope, Instant now, Duration lag) {
    long at = epochNanos(now);
    synchronized (lock) {
      return board(scope.tenant()).snapshot(scope.environment(), at, lag.toNanos(), MOST_SHOWN);
    }
  }

  /// Stays in a bad state since the board began, newest first; the newest hundred of each
  /// integration.
  public List<Incident> incidents(Scope scope, Instant now) {
    long at = epochNanos(now);
    synchronized (lock) {
      return board(scope.tenant()).incidents(scope.environment(), at);
    }
  }

  /// Grows whenever news came that may show. Time changes a snapshot as well (ages, stalled, lost,
  /// the window): [LiveSnapshot#showsSameAs] tells whether a new one is worth sending.
  public long version() {
    return version.get();
  }

  /// Runs the listener after each change of [#version], on the thread that brought the news; it
  /// must not block.
  ///
  /// @return what ends it
  public Runnable onChange(Runnable listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  private TenantBoard board(String tenant) {
    return tenants.computeIfAbsent(tenant, name -> new TenantBoard(name, limits));
  }

  private void announce() {
    version.incrementAndGet();
    listeners.forEach(Runnable::run);
  }

  private static Fact fact(Exchange exchange) {
    boolean open =
        exchange.call().outcome() instanceof Outcome.Open
            || exchange.call().outcome() instanceof Outcome.Lost;
    return new Fact(
        new Span(
            open ? FactKey.start(exchange.key()) : FactKey.end(exchange.key()),
            exchange.parent(),
            null,
            exchange.timing(),
            exchange.call().operation(),
            SpanKind.CLIENT,
            exchange.origin(),
            SpanStatus.UNSET,
            null,
            exchange.call(),
            Detail.NONE),
        List.of());
  }

  private static long lastMoment(Exchange exchange) {
    Long end = exchange.timing().endEpochNanos();
    return end == null ? exchange.timing().startEpochNanos() : end;
  }

  private static long epochNanos(Instant instant) {
    return Math.addExact(TimeUnit.SECONDS.toNanos(instant.getEpochSecond()), instant.getNano());
  }
}
