// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.farol.flow.RawExchange;
import io.farol.gateway.http.RequestHead;
import io.farol.gateway.http.ResponseHead;
import io.farol.model.Cause;
import io.netty.buffer.ByteBuf;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Notes what passes in one exchange and tells the watcher at its start and at its end. Nothing it
/// does can fail the exchange. Confined to its event loop.
final class Recorder {

  /// Most bytes of a body that are kept; the rest is counted.
  static final int MOST_BODY = 1 << 20;

  /// So many of them are the end of a longer answer: there stands what was used.
  static final int MOST_END = 256 << 10;

  /// Nobody can unpack the end of what was packed: of such an answer more is kept instead.
  static final int MOST_PACKED = 4 << 20;

  private static final long ALIVE_NANOS =
      TimeUnit.SECONDS.toNanos(Watcher.ALIVE_SECONDS) - 1_000_000;

  private static final long FIRST_ALIVE_NANOS =
      TimeUnit.SECONDS.toNanos(Watcher.FIRST_ALIVE_SECONDS) - 1_000_000;

  private final Watcher watcher;
  private final RawExchange begun;
  private final long startNanos = System.nanoTime();
  private final Clip request;
  private final Clip response;
  private @Nullable Long firstByteNanos;
  private @Nullable Long lastByteNanos;
  private @Nullable Integer status;
  private List<RawExchange.Field> responseFields = List.of();
  private boolean requestWhole;
  private boolean requestTold;
  private boolean over;
  private long sayAt = startNanos + FIRST_ALIVE_NANOS;

  private Recorder(Watcher watcher, RawExchange begun, int limit, ClipMemory memory) {
    this.watcher = watcher;
    this.begun = begun;
    this.request = new Clip(limit, memory);
    this.response = new Clip(limit, memory);
  }

  /// @param parties who speaks with whom
  /// @param head as the upstream gets it
  static Recorder begin(
      Watcher watcher,
      InstantSource clock,
      Route route,
      RawExchange.Parties parties,
      RequestHead head,
      TraceContext trace,
      ClipMemory memory) {
    Upstream upstream = route.upstream();
    RawExchange begun =
        new RawExchange(
            trace.key(),
            trace.parent(),
            new RawExchange.Target(
                parties,
                route.name(),
                route.platform(),
                upstream.tls(),
                upstream.host(),
                upstream.port(),
                head.method(),
                Harmless.path(head.target()),
                Harmless.query(head.target())),
            epochNanos(clock.instant()),
            null,
            null,
            null,
            null,
            new RawExchange.Part(Harmless.fields(head.fields()), new byte[0], 0),
            RawExchange.Part.NOTHING,
            new RawExchange.Ending.Open(
                route.timeouts().connect().plus(route.timeouts().firstByte()).toNanos()));
    Recorder recorder =
        new Recorder(watcher, begun, route.capture() == Route.Capture.FULL ? MOST_BODY : 0, memory);
    recorder.tell(() -> watcher.began(begun));
    return recorder;
  }

  private static long epochNanos(Instant now) {
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  void sent(ByteBuf piece) {
    request.add(piece);
    lastByteNanos = System.nanoTime() - startNanos;
  }

  void answered(ResponseHead head) {
    firstByteNanos = System.nanoTime() - startNanos;
    status = head.status();
    responseFields = Harmless.fields(head.fields());
    if (head.fields().first("content-encoding") == null) {
      response.withEnd(MOST_END);
    } else {
      response.withMost(MOST_PACKED);
    }
  }

  void received(ByteBuf piece) {
    response.add(piece);
    lastByteNanos = System.nanoTime() - startNanos;
  }

  /// The request has passed whole.
  void requestEnded() {
    requestWhole = true;
  }

  /// Says that it is still on its way, where that has not been said for a while.
  ///
  /// @param patienceNanos how long nothing need move from now on until it is given up
  void aliveIfDue(long patienceNanos) {
    long now = System.nanoTime();
    if (!over && now - sayAt >= 0) {
      sayAt = now + ALIVE_NANOS;
      RawExchange alive =
          seen(
              new RawExchange.Part(begun.request().fields(), requestOnce(), request.size()),
              new RawExchange.Part(responseFields, new byte[0], response.size()),
              new RawExchange.Ending.Open(now - startNanos + patienceNanos));
      tell(() -> watcher.alive(alive));
    }
  }

  /// A call that lasts is understood before it ends: its request goes with the first sign of life
  /// after it was whole.
  private byte[] requestOnce() {
    if (requestTold || !requestWhole || begun.target().parties().way() != RawExchange.Way.OUT) {
      return new byte[0];
    }
    requestTold = true;
    return request.copy();
  }

  void whole() {
    end(new RawExchange.Ending.Whole());
  }

  void cancelled() {
    end(new RawExchange.Ending.Cancelled());
  }

  void broken(Refusal refusal) {
    end(new RawExchange.Ending.Broken(cause(refusal.reason()), refusal.detail()));
  }

  private static Cause cause(Refusal.Reason reason) {
    return switch (reason) {
      case DNS -> Cause.DNS;
      case CONNECT, ADDRESS -> Cause.CONNECT;
      case TLS -> Cause.TLS;
      case PROXY -> Cause.PROXY;
      case RESET -> Cause.RESET;
      case BAD_ANSWER -> Cause.MALFORMED;
      case TIMEOUT -> Cause.TIMEOUT;
      case MALFORMED,
          TOO_LARGE,
          UNSUPPORTED,
          UNKNOWN_ROUTE,
          ACCESS,
          KEY,
          SIGNATURE,
          VERIFY_TOKEN,
          BUSY,
          GATE ->
          Cause.REJECTED;
      case INTERNAL -> Cause.UNKNOWN;
    };
  }

  private void end(RawExchange.Ending ending) {
    if (over) {
      return;
    }
    over = true;
    RawExchange ended =
        seen(kept(begun.request().fields(), request), kept(responseFields, response), ending);
    tell(() -> watcher.ended(ended));
  }

  private static RawExchange.Part kept(List<RawExchange.Field> fields, Clip clip) {
    Clip.Kept kept = clip.take();
    return new RawExchange.Part(fields, kept.head(), kept.tail(), clip.size());
  }

  private RawExchange seen(
      RawExchange.Part sent, RawExchange.Part received, RawExchange.Ending ending) {
    return new RawExchange(
        begun.key(),
        begun.parent(),
        begun.target(),
        begun.startEpochNanos(),
        firstByteNanos,
        System.nanoTime() - startNanos,
        lastByteNanos,
        status,
        sent,
        received,
        ending);
  }

  /// Watching never breaks what is watched.
  private void tell(Runnable news) {
    try {
      news.run();
    } catch (RuntimeException dropped) {
      // The watcher counts what it loses; the exchange goes on.
    }
  }
}
