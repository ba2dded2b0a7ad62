// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.farol.gateway.http.Field;
import io.farol.gateway.http.Fields;
import io.farol.gateway.http.Framing;
import io.farol.gateway.http.RequestHead;
import io.farol.gateway.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/// One webhook on its way in. Its body is held until it is whole and its signature is right; only
/// then anything of it is sent on, as it came, and only then it is told of.
///
/// A sender that goes away meanwhile does not stop the delivery: what was delivered is known when
/// it comes again. What is not taken by its receiver is answered with an error, and nothing of it
/// is kept: its sender has it and sends it again. Confined to the sender's event loop.
final class Delivery implements Inbound, ClientLeg {

  /// Most bytes of a body where the route says nothing.
  static final long MOST_BODY = 4L << 20;

  private static final long BODY_SECONDS = 30;

  private final Hook hook;
  private final RequestHead head;
  private final String rest;
  private final ClientLeg sender;
  private final Departures departures;
  private final Counters counters;
  private final Shared shared;
  private final Mac mac;
  private final Coming coming;

  /// The body so far, copied together: what a piece costs beside its bytes is for its sender to
  /// choose, who may be anybody until the signature is right.
  private ByteBuf body = Unpooled.EMPTY_BUFFER;

  private int held;
  private @Nullable Future<?> patience;
  private @Nullable Forwarding forwarding;
  private @Nullable String name;
  private boolean refused;
  private boolean senderGone;
  private int status;

  Delivery(
      Hook hook,
      RequestHead head,
      String rest,
      ClientLeg sender,
      Departures departures,
      Counters counters,
      Shared shared,
      Coming coming) {
    this.hook = hook;
    this.head = head;
    this.rest = rest;
    this.sender = sender;
    this.departures = departures;
    this.counters = counters;
    this.shared = shared;
    this.coming = coming;
    this.mac = hook.signature().mac();
  }

  /// What all deliveries have in common. Safe for many threads.
  static final class Shared {

    /// Bytes of all bodies that are not whole and signed.
    static final long MOST_HELD = 64L << 20;

    final ClipMemory memory = new ClipMemory(MOST_HELD);
    private final Delivered delivered;

    Shared(DeliveryMemory memory) {
      delivered = new Delivered(DeliveryMemory.MOST, memory);
    }
  }

  /// By what a repeat is known: the same webhook, under the same path, with the same bytes. The sum
  /// over the bytes is the one that its sender's secret makes.
  private String name(byte[] sum) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : new String[] {hook.route().name(), rest}) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest(sum));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  // From the sender.

  @Override
  public void start(boolean ended) {
    if (ended) {
      verify(Fields.NONE, true);
      return;
    }
    coming.begin(this);
    if (head.fields().lists("expect", "100-continue")) {
      sender.informational(new ResponseHead(100, "Continue", Fields.NONE));
    }
    patience =
        loop()
            .schedule(
                () ->
                    refuse(
                        Refusal.Reason.TIMEOUT,
                        408,
                        "the body was not whole in " + BODY_SECONDS + " s",
                        null),
                BODY_SECONDS,
                TimeUnit.SECONDS);
  }

  private long mostBody() {
    long most = hook.route().limits().requestBytes();
    return most == 0 ? MOST_BODY : most;
  }

  @Override
  public void requestData(ByteBuf piece) {
    int size = piece.readableBytes();
    if (refused) {
      piece.release();
    } else if (held + (long) size > mostBody()) {
      piece.release();
      refuse(
          Refusal.Reason.TOO_LARGE,
          413,
          "the body is over " + mostBody() + " bytes",
          "raise the webhook's limits: request-body");
    } else if (!coming.take(this, size)) {
      piece.release();
      giveWay();
    } else {
      held += size;
      mac.update(piece.nioBuffer());
      keep(piece);
    }
  }

  /// Too much is coming in at once, and this one has been coming in for longest.
  void giveWay() {
    refuse(
        Refusal.Reason.BUSY,
        503,
        "too many webhooks are coming in at once, and this one takes longest",
        "send it again in a moment");
  }

  private void keep(ByteBuf piece) {
    if (piece.isReadable() && !body.isReadable()) {
      body = piece.alloc().buffer(piece.readableBytes());
    }
    body.writeBytes(piece);
    piece.release();
  }

  /// Gives the body away.
  private ByteBuf taken() {
    ByteBuf whole = body;
    body = Unpooled.EMPTY_BUFFER;
    return whole;
  }

  @Override
  public void requestEnd(Fields trailers) {
    if (!refused) {
      verify(trailers, false);
    }
  }

  private void verify(Fields trailers, boolean bodyless) {
    stopWaiting();
    byte[] sum = mac.doFinal();
    if (!hook.signature().isShown(head.fields(), sum)) {
      refuse(
          Refusal.Reason.SIGNATURE,
          401,
          "the signature in " + hook.signature().header() + " is missing or wrong",
          "sign the body's bytes with the secret that farol.yaml names for this webhook");
      return;
    }
    if (!hook.once()) {
      deliver(trailers, bodyless);
      return;
    }
    String key = name(sum);
    switch (shared.delivered.begin(key)) {
      case UNKNOWN -> {
        name = key;
        deliver(trailers, bodyless);
      }
      case UNDER_WAY ->
          refuse(
              Refusal.Reason.BUSY,
              503,
              "the same is being delivered at this moment",
              "send it again in a moment");
      case TAKEN -> {
        counters.repeat();
        drop();
        sender.answer(new ResponseHead(200, "OK", Fields.of("Content-Length", "0")), new byte[0]);
      }
    }
  }

  private void deliver(Fields trailers, boolean bodyless) {
    Route route = hook.route();
    TraceContext trace = TraceContext.of(head.fields().first("traceparent"));
    RequestHead onward =
        Passage.request(
            withoutExpect(head),
            route,
            rest,
            null,
            route.capture() == Route.Capture.OFF ? null : trace.traceparent());
    Forwarding begun = departures.forward(route, route.parties(), onward, trace, this);
    forwarding = begun;
    begun.start(bodyless);
    ByteBuf whole = taken();
    if (whole.isReadable()) {
      begun.requestData(whole);
    }
    begun.requestEnd(trailers);
    begun.flushRequest();
    coming.giveBack(held);
    held = 0;
  }

  /// It was answered here: the receiver gets the whole body at once.
  private static RequestHead withoutExpect(RequestHead head) {
    if (head.fields().first("expect") == null) {
      return head;
    }
    return new RequestHead(
        head.method(),
        head.target(),
        head.authority(),
        head.protocol(),
        new Fields(head.fields().lines().stream().filter(field -> !isExpect(field)).toList()));
  }

  private static boolean isExpect(Field field) {
    return field.is("expect");
  }

  @Override
  public void flushRequest() {
    // what is sent on is sent at once
  }

  @Override
  public void clientWritable(boolean writable) {
    if (forwarding != null && !senderGone) {
      forwarding.clientWritable(writable);
    }
  }

  @Override
  public void clientGone() {
    senderGone = true;
    if (forwarding == null) {
      refused = true;
      stopWaiting();
      drop();
    } else {
      forwarding.clientWritable(true);
    }
  }

  @Override
  public void requestBroken(Refusal refusal) {
    if (forwarding == null && !refused) {
      refuse(refusal);
    }
  }

  private void refuse(Refusal.Reason reason, int status, String detail, @Nullable String mend) {
    refuse(new Refusal(reason, status, "webhook \"" + hook.route().name() + "\": " + detail, mend));
  }

  @Override
  public void refuse(Refusal refusal) {
    if (forwarding != null) {
      ClientLeg.super.refuse(refusal);
      return;
    }
    refused = true;
    stopWaiting();
    drop();
    counters.count(refusal);
    if (!senderGone) {
      sender.refuse(refusal);
    }
  }

  private void stopWaiting() {
    coming.end(this);
    if (patience != null) {
      patience.cancel(false);
    }
  }

  private void drop() {
    taken().release();
    coming.giveBack(held);
    held = 0;
  }

  // From the receiver.

  @Override
  public EventLoop loop() {
    return sender.loop();
  }

  @Override
  public void informational(ResponseHead informational) {
    // of interest to nobody but the connection it came over
  }

  @Override
  public void head(ResponseHead response, Framing framing) {
    status = response.status();
    if (!senderGone) {
      sender.head(response, framing);
    }
  }

  @Override
  public void data(ByteBuf piece) {
    if (senderGone) {
      piece.release();
    } else {
      sender.data(piece);
    }
  }

  @Override
  public void end(Fields trailers) {
    settle(status >= 200 && status < 300);
    if (!senderGone) {
      sender.end(trailers);
    }
  }

  @Override
  public void abort(boolean reset) {
    settle(false);
    if (!senderGone) {
      sender.abort(reset);
    }
  }

  private void settle(boolean taken) {
    if (name != null) {
      shared.delivered.end(name, taken);
    }
  }

  @Override
  public void flush() {
    if (!senderGone) {
      sender.flush();
    }
  }

  @Override
  public boolean writable() {
    return senderGone || sender.writable();
  }

  @Override
  public void reading(boolean more) {
    // the request is whole before it is sent on
  }
}
