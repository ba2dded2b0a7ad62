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
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// From what the gateway sees to the journal. The gateway only puts an exchange down here and goes
/// on; one thread, [#run], reads what waits and takes it through the pipeline.
///
/// That a call began waits by itself, for a moment: one that has ended by then is told once, by its
/// end. Starts are taken before all else, so that a call is seen in flight however much of what has
/// ended waits; the rest is read in the order it came.
///
/// What waits is bounded. Past the bound for bytes the bodies are left out and the metadata kept;
/// past the bound for exchanges the exchange is lost, and counted. While the journal takes nothing,
/// what waits goes on waiting. Queue and starts are guarded by the queue.
public final class Captures implements Watcher, Runnable, AutoCloseable {

  static final int MOST_WAITING = 100_000;
  static final long MOST_BYTES = 64L << 20;

  /// What is read lives until it is kept: more at once costs the collector more than it saves.
  private static final int MOST_AT_ONCE = 500;

  /// How long what has come waits for more, so that many are forced to disk together; and how long
  /// a start waits for its end.
  private static final long GATHERING_MILLIS = 25;

  private static final long EACH = 1_024;
  private static final long LONGEST_PAUSE_MILLIS = 1_000;

  private final WireIntake wires;
  private final Pipeline pipeline;
  private final InstantSource clock;
  private final Deque<RawExchange> waiting = new ArrayDeque<>();
  private final Map<SpanKey, RawExchange> starts = new LinkedHashMap<>();
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
    synchronized (waiting) {
      if (closing || starts.size() >= MOST_WAITING) {
        lost.incrementAndGet();
        return;
      }
      starts.put(exchange.key(), exchange);
      waitingBytes += EACH;
      waiting.notifyAll();
    }
  }

  @Override
  public void alive(RawExchange exchange) {
    put(exchange);
  }

  /// A call of which neither start nor end could be kept is lost once.
  @Override
  public void ended(RawExchange exchange) {
    synchronized (waiting) {
      if (starts.remove(exchange.key()) != null) {
        waitingBytes -= EACH;
      }
      put(exchange);
    }
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
    while (true) {
      boolean few;
      synchronized (waiting) {
        while (waiting.isEmpty() && starts.isEmpty() && !closing) {
          waiting.wait();
        }
        few = waiting.size() < MOST_AT_ONCE && !closing;
      }
      if (few) {
        TimeUnit.MILLISECONDS.sleep(GATHERING_MILLIS);
      }
      synchronized (waiting) {
        List<RawExchange> some = taken();
        if (!some.isEmpty() || closing) {
          return some;
        }
      }
    }
  }

  /// Starts first, then as much of the rest as is read at once.
  private List<RawExchange> taken() {
    List<RawExchange> some = new ArrayList<>();
    long now = TimeUnit.MILLISECONDS.toNanos(clock.millis());
    long gathering = TimeUnit.MILLISECONDS.toNanos(GATHERING_MILLIS);
    Iterator<RawExchange> begun = starts.values().iterator();
    while (begun.hasNext() && some.size() < MOST_AT_ONCE) {
      RawExchange start = begun.next();
      long age = now - start.startEpochNanos();
      if (age >= 0 && age < gathering && !closing) {
        break;
      }
      begun.remove();
      waitingBytes -= EACH;
      some.add(start);
    }
    long bytes = 0;
    while (!waiting.isEmpty() && some.size() < MOST_AT_ONCE && bytes < MOST_BYTES / 8) {
      RawExchange next = waiting.removeFirst();
      bytes += EACH + bodyBytes(next);
      some.add(next);
    }
    waitingBytes -= bytes;
    return some;
  }

  private void keep(List<RawExchange> some) throws InterruptedException {
    List<Draft> drafts = new ArrayList<>(some.size());
    for (RawExchange each : some) {
      read(each, drafts);
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
