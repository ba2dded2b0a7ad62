// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import io.farol.flow.Draft;
import io.farol.flow.DraftBatch;
import io.farol.flow.RawExchange;
import io.farol.flow.Signal;
import io.farol.flow.Tally;
import io.farol.gateway.Watcher;
import io.farol.ingest.wire.WireIntake;
import io.farol.model.Scope;
import io.farol.model.SpanKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// From what the gateway sees to the journal. The gateway only puts an exchange down here and goes
/// on; one thread, [#run], reads what waits, in the order it came, and takes it through the
/// pipeline.
///
/// What waits is bounded. Past the bound for bytes the bodies are left out and the metadata kept;
/// past the bound for exchanges the exchange is lost, and counted. While the journal takes nothing,
/// what waits goes on waiting. The queue is guarded by itself.
public final class Captures implements Watcher, Runnable, AutoCloseable {

  static final int MOST_WAITING = 100_000;
  static final long MOST_BYTES = 64L << 20;
  private static final int MOST_AT_ONCE = 2_000;

  /// How long what has come waits for more: a call that has ended by then is told once, and many
  /// are forced to disk together.
  private static final long GATHERING_MILLIS = 25;

  private static final long EACH = 1_024;
  private static final long LONGEST_PAUSE_MILLIS = 1_000;

  private final WireIntake wires;
  private final Pipeline pipeline;
  private final InstantSource clock;
  private final Deque<RawExchange> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private boolean closing;
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong bodiless = new AtomicLong();

  public Captures(WireIntake wires, Pipeline pipeline, InstantSource clock) {
    this.wires = wires;
    this.pipeline = pipeline;
    this.clock = clock;
  }

  @Override
  public void began(RawExchange exchange) {
    put(exchange);
  }

  @Override
  public void alive(RawExchange exchange) {
    put(exchange);
  }

  @Override
  public void ended(RawExchange exchange) {
    put(exchange);
  }

  private void put(RawExchange exchange) {
    synchronized (waiting) {
      if (closing || waiting.size() >= MOST_WAITING) {
        lost.incrementAndGet();
        return;
      }
      RawExchange kept = exchange;
      if (bodyBytes(exchange) > 0 && waitingBytes + bodyBytes(exchange) > MOST_BYTES) {
        kept = withoutBodies(exchange);
        bodiless.incrementAndGet();
      }
      waiting.addLast(kept);
      waitingBytes += EACH + bodyBytes(kept);
      waiting.notifyAll();
    }
  }

  private static long bodyBytes(RawExchange exchange) {
    return (long) exchange.request().kept() + exchange.response().kept();
  }

  private static RawExchange withoutBodies(RawExchange exchange) {
    return with(exchange, withoutBody(exchange.request()), withoutBody(exchange.response()));
  }

  private static RawExchange plain(RawExchange exchange) {
    RawExchange.Part request = CapturedBodies.plain(exchange.request());
    RawExchange.Part response = CapturedBodies.plain(exchange.response());
    return request == exchange.request() && response == exchange.response()
        ? exchange
        : with(exchange, request, response);
  }

  private static RawExchange with(
      RawExchange exchange, RawExchange.Part request, RawExchange.Part response) {
    return new RawExchange(
        exchange.key(),
        exchange.parent(),
        exchange.target(),
        exchange.startEpochNanos(),
        exchange.firstByteNanos(),
        exchange.durationNanos(),
        exchange.lastByteNanos(),
        exchange.status(),
        request,
        response,
        exchange.ending());
  }

  private static RawExchange.Part withoutBody(RawExchange.Part part) {
    return new RawExchange.Part(part.fields(), new byte[0], part.size());
  }

  /// Exchanges of which nothing was kept, and those of which only metadata was.
  public record Losses(long exchanges, long bodies) {}

  public Losses losses() {
    return new Losses(lost.get(), bodiless.get());
  }

  /// Works until it is closed and nothing waits.
  @Override
  public void run() {
    try {
      for (List<RawExchange> some = take(); !some.isEmpty(); some = take()) {
        keep(some);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private List<RawExchange> take() throws InterruptedException {
    boolean few;
    synchronized (waiting) {
      while (waiting.isEmpty() && !closing) {
        waiting.wait();
      }
      few = waiting.size() < MOST_AT_ONCE && !closing;
    }
    if (few) {
      TimeUnit.MILLISECONDS.sleep(GATHERING_MILLIS);
    }
    synchronized (waiting) {
      List<RawExchange> some = new ArrayList<>();
      long bytes = 0;
      while (!waiting.isEmpty() && some.size() < MOST_AT_ONCE && bytes < MOST_BYTES / 8) {
        RawExchange next = waiting.removeFirst();
        bytes += EACH + bodyBytes(next);
        some.add(next);
      }
      waitingBytes -= bytes;
      return some;
    }
  }

  private void keep(List<RawExchange> some) throws InterruptedException {
    Set<SpanKey> ended = new HashSet<>();
    for (RawExchange each : some) {
      if (!isOpen(each)) {
        ended.add(each.key());
      }
    }
    List<Draft> drafts = new ArrayList<>(some.size());
    for (RawExchange each : some) {
      if (!isOpen(each) || !ended.contains(each.key())) {
        read(each, drafts);
      }
    }
    if (drafts.isEmpty()) {
      return;
    }
    DraftBatch batch =
        new DraftBatch(
            Scope.DEFAULT_TENANT,
            TimeUnit.MILLISECONDS.toNanos(clock.millis()),
            drafts,
            List.of(),
            List.of(),
            Tally.of(Signal.SPANS, drafts.size(), 0, 0));
    while (accept(batch) instanceof Pipeline.Result.ComeBack back) {
      if (isClosing()) {
        lost.addAndGet(drafts.size());
        return;
      }
      Duration pause = back.refused().retryAfter();
      TimeUnit.MILLISECONDS.sleep(Math.clamp(pause.toMillis(), 10, LONGEST_PAUSE_MILLIS));
    }
  }

  private static boolean isOpen(RawExchange exchange) {
    return exchange.ending() instanceof RawExchange.Ending.Open;
  }

  private Pipeline.Result accept(DraftBatch batch) {
    try {
      return pipeline.accept(Signal.SPANS, batch);
    } catch (RuntimeException e) {
      lost.addAndGet(batch.drafts().size());
      return new Pipeline.Result.Done();
    }
  }

  /// A body that cannot be read costs its content, not the exchange.
  private void read(RawExchange exchange, List<Draft> into) {
    try {
      into.addAll(wires.read(plain(exchange)));
    } catch (RuntimeException unreadable) {
      bodiless.incrementAndGet();
      into.addAll(wires.read(withoutBodies(exchange)));
    }
  }

  private boolean isClosing() {
    synchronized (waiting) {
      return closing;
    }
  }

  /// Takes nothing more; what waits is still kept by [#run].
  @Override
  public void close() {
    synchronized (waiting) {
      closing = true;
      waiting.notifyAll();
    }
  }
}
