// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.farol.gateway.http.Fields;
import io.farol.gateway.http.Framing;
import io.farol.gateway.http.RequestHead;
import io.farol.gateway.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One exchange on its way: the request goes to the upstream as it comes, the answer comes back as
/// it comes, and each side reads no faster than the other takes.
///
/// ```
///   CONNECTING ──► SENDING ──► ANSWERING ──► OVER
///       │             │            └── upstream breaks off: the caller's stream is broken off
///       │             └── upstream gone: another try if that is safe, else 502
///       └── no connection: 502 or 504
/// ```
///
/// A caller that goes away cancels the upstream in every state. Confined to the event loop that
/// both sides share.
final class Forwarding implements Inbound {

  /// Methods that may be sent again when a used connection broke before an answer (RFC 9110,
  /// 9.2.2).
  private static final Set<String> REPEATABLE =
      Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");

  private static final int MOST_TRIES = 3;

  private static final long ALIVE_NANOS = TimeUnit.SECONDS.toNanos(Watcher.ALIVE_SECONDS);

  private static final long FIRST_ALIVE_NANOS =
      TimeUnit.SECONDS.toNanos(Watcher.FIRST_ALIVE_SECONDS);

  private final RequestHead head;
  private final Route route;
  private final ClientLeg client;
  private final Dialer dialer;
  private final Counters counters;
  private final Recorder recorder;
  private final Runnable over;
  private final ArrayDeque<ByteBuf> waiting = new ArrayDeque<>();

  private @Nullable UpstreamLeg upstream;
  private @Nullable Fields requestTrailers;
  private @Nullable Future<?> clock;
  private boolean bodyless;
  private boolean bodySent;
  private long requestBytes;
  private boolean answering;
  private boolean finished;
  private boolean starting;
  private boolean watched;
  private int tries;
  private long lastMoved = System.nanoTime();

  /// @param head as the upstream is to get it
  /// @param over run once when the exchange has ended, whichever way
  Forwarding(
      RequestHead head,
      Route route,
      ClientLeg client,
      Dialer dialer,
      Counters counters,
      Recorder recorder,
      Runnable over) {
    this.head = head;
    this.route = route;
    this.client = client;
    this.dialer = dialer;
    this.counters = counters;
    this.recorder = recorder;
    this.over = over;
  }

  @Override
  public void start(boolean ended) {
    bodyless = ended;
    if (ended) {
      requestTrailers = Fields.NONE;
      recorder.requestEnded();
    } else {
      client.reading(false);
    }
    starting = true;
    dial(false);
    starting = false;
  }

  private void dial(boolean fresh) {
    tries++;
    dialer.dial(this, fresh);
  }

  Route route() {
    return route;
  }

  RequestHead head() {
    return head;
  }

  /// A connection is there.
  void connected(UpstreamLeg leg) {
    if (finished) {
      leg.cancel();
      return;
    }
    upstream = leg;
    moved();
    leg.head(head, bodyless);
    for (ByteBuf piece = waiting.poll(); piece != null; piece = waiting.poll()) {
      bodySent = true;
      leg.data(piece);
    }
    if (!bodyless && requestTrailers != null) {
      leg.end(requestTrailers);
    }
    if (!starting) {
      leg.flush();
    }
    client.reading(leg.writable());
    watch();
  }

  // From the caller.

  @Override
  public void requestData(ByteBuf piece) {
    if (finished) {
      piece.release();
      return;
    }
    moved();
    requestBytes += piece.readableBytes();
    recorder.sent(piece);
    long most = route.limits().requestBytes();
    if (most > 0 && requestBytes > most) {
      piece.release();
      fail(
          new Refusal(
              Refusal.Reason.TOO_LARGE,
              413,
              "route \"" + route.name() + "\": the request body is over " + most + " bytes",
              "send less, or raise the route's limits"));
      return;
    }
    if (upstream == null) {
      waiting.add(piece);
    } else {
      bodySent = true;
      upstream.data(piece);
    }
  }

  @Override
  public void requestEnd(Fields trailers) {
    if (finished || bodyless) {
      return;
    }
    moved();
    requestTrailers = trailers;
    recorder.requestEnded();
    if (upstream != null) {
      upstream.end(trailers);
    }
  }

  @Override
  public void flushRequest() {
    if (!finished && upstream != null) {
      upstream.flush();
      if (!upstream.writable()) {
        client.reading(false);
      }
    }
  }

  @Override
  public void clientWritable(boolean writable) {
    if (!finished && upstream != null) {
      upstream.reading(writable);
    }
  }

  @Override
  public void clientGone() {
    if (!finished) {
      finish();
      recorder.cancelled();
      if (upstream != null) {
        upstream.cancel();
      }
    }
  }

  @Override
  public void requestBroken(Refusal refusal) {
    fail(refusal);
  }

  // From the upstream.

  void upstreamWritable(boolean writable) {
    if (!finished && requestTrailers == null) {
      client.reading(writable);
    }
  }

  void informational(ResponseHead informational) {
    moved();
    client.informational(informational);
  }

  void responseHead(ResponseHead response, Framing framing) {
    moved();
    answering = true;
    recorder.answered(response);
    client.head(response, framing);
  }

  void responseData(ByteBuf piece) {
    if (finished) {
      piece.release();
      return;
    }
    moved();
    recorder.received(piece);
    client.data(piece);
  }

  void responseEnd(Fields trailers) {
    if (!finished) {
      finish();
      client.end(trailers);
      recorder.whole();
    }
  }

  /// @return whether the request went out whole; a connection with half a request is of no use
  boolean requestWhole() {
    return requestTrailers != null;
  }

  void flushResponse() {
    client.flush();
    if (!finished && upstream != null && !client.writable()) {
      upstream.reading(false);
    }
  }

  /// No connection, or it broke before the answer was whole.
  ///
  /// @param reset whether it broke by a reset rather than an orderly end
  void upstreamFailed(Failure failure, boolean reset) {
    if (finished) {
      return;
    }
    UpstreamLeg broken = upstream;
    upstream = null;
    if (broken != null && mayTryAgain(failure, broken)) {
      dial(true);
    } else {
      finish();
      Refusal refusal = failure.refusal(route);
      counters.count(refusal);
      recorder.broken(refusal);
      if (answering) {
        client.abort(reset);
      } else {
        client.refuse(refusal);
      }
    }
  }

  /// A connection that had waited in the pool may have been closed by the other side just before.
  /// Only a request that can do no harm twice, and of which no body is gone, is sent again.
  private boolean mayTryAgain(Failure failure, UpstreamLeg broken) {
    return failure.reason() == Refusal.Reason.RESET
        && broken.usedBefore()
        && !answering
        && !bodySent
        && bodyless
        && tries < MOST_TRIES
        && REPEATABLE.contains(head.method());
  }

  private void fail(Refusal refusal) {
    if (finished) {
      return;
    }
    finish();
    counters.count(refusal);
    recorder.broken(refusal);
    if (upstream != null) {
      upstream.cancel();
    }
    if (answering) {
      client.abort(true);
    } else {
      client.refuse(refusal);
    }
  }

  private void finish() {
    finished = true;
    if (clock != null) {
      clock.cancel(false);
    }
    for (ByteBuf piece = waiting.poll(); piece != null; piece = waiting.poll()) {
      piece.release();
    }
    over.run();
  }

  private void moved() {
    lastMoved = System.nanoTime();
  }

  /// Looks from time to time whether something still moves; moving itself costs no timer.
  private void watch() {
    boolean first = !watched;
    watched = true;
    long left = patienceLeft();
    if (finished) {
      return;
    }
    if (left <= 0) {
      fail(
          new Failure(
                  Refusal.Reason.TIMEOUT,
                  answering
                      ? "nothing moved for " + route.timeouts().idle().toSeconds() + " s"
                      : "no answer came in " + route.timeouts().firstByte().toSeconds() + " s")
              .refusal(route));
      return;
    }
    clock =
        client
            .loop()
            .schedule(
                () -> {
                  recorder.aliveIfDue(patienceLeft());
                  watch();
                },
                Math.clamp(left, 1_000_000L, first ? FIRST_ALIVE_NANOS : ALIVE_NANOS),
                TimeUnit.NANOSECONDS);
  }

  private long patienceLeft() {
    boolean waitingForAnswer = !answering && requestTrailers != null;
    Duration patience = waitingForAnswer ? route.timeouts().firstByte() : route.timeouts().idle();
    return patience.toNanos() - (System.nanoTime() - lastMoved);
  }
}
