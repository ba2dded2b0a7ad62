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

  private final Watcher watcher;
  private final RawExchange begun;
  private final long startNanos = System.nanoTime();
  private final Clip request;
  private final Clip response;
  private @Nullable Long firstByteNanos;
  private @Nullable Integer status;
  private List<RawExchange.Field> responseFields = List.of();
  private boolean over;

  private Recorder(Watcher watcher, RawExchange begun, int limit) {
    this.watcher = watcher;
    this.begun = begun;
    this.request = new Clip(limit);
    this.response = new Clip(limit);
  }

  /// @param head as the upstream gets it
  static Recorder begin(
      Watcher watcher, InstantSource clock, Route route, RequestHead head, TraceContext trace) {
    Upstream upstream = route.upstream();
    RawExchange begun =
        new RawExchange(
            trace.key(),
            trace.parent(),
            new RawExchange.Target(
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
            new RawExchange.Part(Harmless.fields(head.fields()), new byte[0], 0),
            RawExchange.Part.NOTHING,
            new RawExchange.Ending.Open());
    Recorder recorder =
        new Recorder(watcher, begun, route.capture() == Route.Capture.FULL ? MOST_BODY : 0);
    recorder.tell(() -> watcher.began(begun));
    return recorder;
  }

  private static long epochNanos(Instant now) {
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  void sent(ByteBuf piece) {
    request.add(piece);
  }

  void answered(ResponseHead head) {
    firstByteNanos = System.nanoTime() - startNanos;
    status = head.status();
    responseFields = Harmless.fields(head.fields());
  }

  void received(ByteBuf piece) {
    response.add(piece);
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
      case MALFORMED, TOO_LARGE, UNSUPPORTED, UNKNOWN_ROUTE, ACCESS, KEY, BUSY, GATE ->
          Cause.REJECTED;
      case INTERNAL -> Cause.UNKNOWN;
    };
  }

  private void end(RawExchange.Ending ending) {
    if (over) {
      return;
    }
    over = true;
    long duration = System.nanoTime() - startNanos;
    tell(() ->
        watcher.ended(
            new RawExchange(
                begun.key(),
                begun.parent(),
                begun.target(),
                begun.startEpochNanos(),
                firstByteNanos,
                duration,
                status,
                new RawExchange.Part(begun.request().fields(), request.take(), request.size()),
                new RawExchange.Part(responseFields, response.take(), response.size()),
                ending)));
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
