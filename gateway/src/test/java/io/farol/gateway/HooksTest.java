// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.Gate;
import io.farol.flow.RawExchange;
import io.farol.gateway.faithful.Bench;
import io.farol.gateway.faithful.Subject;
import io.farol.gateway.faithful.Wire;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Webhooks: nothing unsigned goes on, what is signed goes on as it came, and nothing twice.
class HooksTest {

  private static final Signature META = Signature.meta("app secret");
  private static final String BODY = "{\"entry\":[{\"x\":\"\\u00e1\\/b\"}]}";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final BlockingQueue<RawExchange> began = new LinkedBlockingQueue<>();
  private final BlockingQueue<RawExchange> ended = new LinkedBlockingQueue<>();
  private final BlockingQueue<Hooks> opened = new LinkedBlockingQueue<>();

  /// Outlasts the door.
  private final DeliveryMemory memory =
      new DeliveryMemory() {
        private final List<String> names = new CopyOnWriteArrayList<>();

        @Override
        public List<String> known() {
          return names;
        }

        @Override
        public void add(String name) {
          names.add(name);
        }
      };

  private final Watcher seen =
      new Watcher() {
        @Override
        public void began(RawExchange exchange) {
          began.add(exchange);
        }

        @Override
        public void alive(RawExchange exchange) {}

        @Override
        public void ended(RawExchange exchange) {
          ended.add(exchange);
        }
      };

  private Bench bench() {
    return bench(hook -> hook);
  }

  private Bench bench(UnaryOperator<Hook> change) {
    return new Bench(port -> new Open(port, change));
  }

  private final class Open implements Subject.Running {

    private final MultiThreadIoEventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Hooks hooks;

    Open(int origin, UnaryOperator<Hook> change) {
      Route route =
          Route.plain("w", Upstream.parse("http://127.0.0.1:" + origin + "/hook")).withPrivate();
      try {
        hooks =
            Hooks.open(
                new Transport(loops, NioServerSocketChannel.class, NioSocketChannel.class),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                List.of(change.apply(new Hook(route, META, "token", true))),
                memory,
                new Surroundings(
                    task -> Thread.ofVirtual().start(task),
                    (head, asked) -> new Access.Verdict.Welcome(null),
                    Gate.OPEN,
                    seen,
                    InstantSource.system()));
        opened.add(hooks);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public int port() {
      return hooks.port();
    }

    @Override
    public void close() {
      hooks.close();
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }

  private Counters counters() {
    return opened.element().counters();
  }

  private static byte[] sum(Signature signature, String body) {
    return signature.mac().doFinal(body.getBytes(StandardCharsets.UTF_8));
  }

  private static String post(String body, String signature) {
    return "POST /w HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nX-Hub-Signature-256: "
        + signature
        + "\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private static String signed(String body) {
    return post(body, "sha256=" + HexFormat.of().formatHex(sum(META, body)));
  }

  private static RawExchange next(BlockingQueue<RawExchange> queue) throws InterruptedException {
    RawExchange next = queue.poll(Wire.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  @Test
  void aSignedOneIsDeliveredAsItCameAndTold() throws Exception {
    try (Bench bench = bench()) {
      Wire sender = bench.client().send(signed(BODY));
      Wire receiver = bench.upstream();
      String head = receiver.head();
      assertThat(head).startsWith("POST /hook HTTP/1.1\r\nHost: " + bench.host() + "\r\n");
      assertThat(Wire.value(head, "x-hub-signature-256"))
          .isEqualTo("sha256=" + HexFormat.of().formatHex(sum(META, BODY)));
      assertThat(receiver.bytes(BODY.length())).isEqualTo(BODY);
      RawExchange start = next(began);
      assertThat(Wire.value(head, "traceparent"))
          .contains(start.key().trace().hex(), start.key().span().hex());
      receiver.send(OK);
      assertThat(sender.body(sender.head())).isEqualTo("ok");
      RawExchange end = next(ended);
      assertThat(end.key()).isEqualTo(start.key());
      assertThat(end.status()).isEqualTo(200);
      assertThat(new String(end.request().body(), StandardCharsets.UTF_8)).isEqualTo(BODY);
      assertThat(end.request().fields().toString()).doesNotContain("signature");
    }
  }

  @Test
  void aWrongOrMissingSignatureIsRefusedCountedAndNothingGoesOn() {
    try (Bench bench = bench()) {
      String right = HexFormat.of().formatHex(sum(META, BODY));
      List<String> wrong =
          List.of(
              post(BODY, "sha256=" + HexFormat.of().formatHex(sum(META, BODY + " "))),
              post(BODY, right),
              post(BODY, "sha256=" + right.substring(2)),
              post(BODY, "sha256=zz" + right.substring(2)),
              post(BODY, "sha256="),
              post(BODY, "sha256=" + right + "\r\nX-Hub-Signature-256: sha256=" + right),
              "POST /w HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
      for (String request : wrong) {
        Wire sender = bench.client().send(request);
        String head = sender.head();
        assertThat(head).startsWith("HTTP/1.1 401 ");
        assertThat(Wire.value(head, "farol-gateway-error")).isEqualTo("signature");
      }
      assertThat(counters().refused(Refusal.Reason.SIGNATURE)).isEqualTo(wrong.size());
      assertThat(bench.origin().connectionNow()).isNull();
      assertThat(began).isEmpty();
    }
  }

  @Test
  void theAddressIsVerifiedWithTheTokenAlone() {
    try (Bench bench = bench()) {
      Wire sender =
          bench
              .client()
              .send(
                  "GET /w?hub.mode=subscribe&hub.challenge=12%3C3&hub.verify_token=token HTTP/1.1\r\nHost: localhost\r\n\r\n");
      String head = sender.head();
      assertThat(head).startsWith("HTTP/1.1 200 OK\r\n");
      assertThat(sender.body(head)).isEqualTo("12<3");
      for (String query :
          List.of(
              "hub.mode=subscribe&hub.challenge=1&hub.verify_token=tokem",
              "hub.mode=subscribe&hub.challenge=1",
              "hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=token",
              "hub.mode=subscribe&hub.verify_token=%zz&hub.challenge=1",
              "")) {
        sender.send("GET /w?" + query + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        String refused = sender.head();
        assertThat(refused).as(query).startsWith("HTTP/1.1 403 ");
        assertThat(sender.body(refused)).contains("verify-token");
      }
      assertThat(counters().refused(Refusal.Reason.VERIFY_TOKEN)).isEqualTo(5);
      assertThat(bench.origin().connectionNow()).isNull();
    }
  }

  @Test
  void whatIsNoWebhookIsRefused() {
    try (Bench bench = bench()) {
      Wire sender = bench.client();
      sender.send("POST /other HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
      String unknown = sender.head();
      assertThat(unknown).startsWith("HTTP/1.1 404 ");
      sender.body(unknown);
      sender.send("DELETE /w HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(sender.head()).startsWith("HTTP/1.1 405 Method Not Allowed\r\n");
    }
  }

  @Test
  void aBodyOverTheLimitIsRefusedBeforeItIsWhole() {
    UnaryOperator<Hook> small =
        hook ->
            new Hook(
                hook.route().with(new Route.Limits(0, 1_000)),
                hook.signature(),
                hook.verifyToken(),
                hook.once());
    try (Bench bench = bench(small)) {
      Wire sender = bench.client().send(signed("x".repeat(1_001)));
      assertThat(sender.head()).startsWith("HTTP/1.1 413 ");
      assertThat(counters().refused(Refusal.Reason.TOO_LARGE)).isEqualTo(1);
      assertThat(bench.origin().connectionNow()).isNull();
    }
  }

  @Test
  void aResentOneIsAnsweredAndNotDeliveredAgain() throws Exception {
    try (Bench bench = bench()) {
      Wire first = bench.client().send(signed(BODY));
      Wire receiver = bench.upstream();
      receiver.head();
      receiver.bytes(BODY.length());
      Wire meanwhile = bench.client().send(signed(BODY));
      assertThat(meanwhile.head()).startsWith("HTTP/1.1 503 ");
      receiver.send(OK);
      first.head();
      Wire again = bench.client().send(signed(BODY));
      assertThat(again.head()).startsWith("HTTP/1.1 200 OK\r\n");
      assertThat(counters().repeated()).isEqualTo(1);
      next(ended);
      assertThat(ended).isEmpty();
      assertThat(bench.origin().connectionNow()).isNull();
    }
  }

  @Test
  void aResentOneIsKnownAfterARestart() throws Exception {
    try (Bench bench = bench()) {
      Wire first = bench.client().send(signed(BODY));
      Wire receiver = bench.upstream();
      receiver.head();
      receiver.send(OK);
      first.head();
    }
    try (Bench bench = bench()) {
      assertThat(bench.client().send(signed(BODY)).head()).startsWith("HTTP/1.1 200 OK\r\n");
      assertThat(bench.origin().connectionNow()).isNull();
    }
  }

  @Test
  void theSameUnderAnotherPathIsAnotherOne() throws Exception {
    try (Bench bench = bench()) {
      for (String path : List.of("/w/a", "/w/b", "/w/b?c")) {
        Wire sender = bench.client().send(signed(BODY).replace("POST /w ", "POST " + path + " "));
        Wire receiver = bench.upstreamAgain();
        assertThat(receiver.head()).startsWith("POST /hook" + path.substring(2) + " ");
        receiver.bytes(BODY.length());
        receiver.send(OK);
        assertThat(sender.head()).startsWith("HTTP/1.1 200 OK\r\n");
      }
      assertThat(counters().repeated()).isZero();
    }
  }

  /// Whoever fills the memory without ever being whole gives way to one that is.
  @Test
  void slowSendersDoNotKeepASignedOneOut() throws Exception {
    int body = (int) Delivery.MOST_BODY;
    try (Bench bench = bench()) {
      List<Wire> slow = new ArrayList<>();
      for (long held = 0; held <= Delivery.Shared.MOST_HELD; held += body - 1) {
        Wire sender =
            bench
                .client()
                .send(
                    "POST /w HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: "
                        + body
                        + "\r\n\r\n");
        assertThat(sender.head()).startsWith("HTTP/1.1 100 ");
        slow.add(sender.send(new byte[body - 1]));
      }
      assertThat(slow.getFirst().head()).startsWith("HTTP/1.1 503 ");
      assertThat(counters().refused(Refusal.Reason.BUSY)).isEqualTo(1);

      Wire signed = bench.client().send(signed(BODY));
      Wire receiver = bench.upstream();
      receiver.head();
      receiver.send(OK);
      assertThat(signed.head()).startsWith("HTTP/1.1 200 OK\r\n");
    }
  }

  @Test
  void whatItsReceiverDidNotTakeMayComeAgain() throws Exception {
    try (Bench bench = bench()) {
      Wire first = bench.client().send(signed(BODY));
      Wire receiver = bench.upstream();
      receiver.head();
      receiver.bytes(BODY.length());
      receiver.send("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n");
      assertThat(first.head()).startsWith("HTTP/1.1 500 No\r\n");
      Wire again = bench.client().send(signed(BODY));
      receiver.head();
      receiver.bytes(BODY.length());
      receiver.send(OK);
      assertThat(again.head()).startsWith("HTTP/1.1 200 ");
      assertThat(next(ended).status()).isEqualTo(500);
      assertThat(next(ended).status()).isEqualTo(200);
    }
  }

  @Test
  void aSenderThatGivesUpDoesNotStopTheDelivery() throws Exception {
    try (Bench bench = bench()) {
      Wire first = bench.client().send(signed(BODY));
      Wire receiver = bench.upstream();
      receiver.head();
      receiver.bytes(BODY.length());
      first.close();
      receiver.send(OK);
      RawExchange end = next(ended);
      assertThat(end.ending()).isEqualTo(new RawExchange.Ending.Whole());
      assertThat(bench.client().send(signed(BODY)).head()).startsWith("HTTP/1.1 200 OK");
      assertThat(counters().repeated()).isEqualTo(1);
    }
  }

  @Test
  void aReceiverThatIsDownIsToldAsAnError() throws Exception {
    try (Bench bench =
        bench(hook ->
            new Hook(
                Route.plain("w", Upstream.parse("http://127.0.0.1:1")).withPrivate(),
                hook.signature(),
                null,
                true))) {
      Wire sender = bench.client().send(signed(BODY));
      String head = sender.head();
      assertThat(head).startsWith("HTTP/1.1 502 ");
      assertThat(Wire.value(head, "farol-gateway-error")).isEqualTo("connect");
      assertThat(next(ended).ending()).isInstanceOf(RawExchange.Ending.Broken.class);
    }
  }

  @Test
  void otherSendersSignInTheirOwnWay() {
    Signature own =
        new Signature(
            "X-Sig", "v1 ", Signature.Encoding.BASE64, Signature.Algorithm.SHA512, "own secret");
    try (Bench bench = bench(hook -> new Hook(hook.route(), own, null, false))) {
      String request =
          "POST /w?a=b HTTP/1.1\r\nHost: localhost\r\nX-Sig: v1 "
              + Base64.getEncoder().encodeToString(sum(own, "tick"))
              + "\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nti\r\n2\r\nck\r\n0\r\n\r\n";
      for (int i = 0; i < 2; i++) {
        Wire sender = bench.client().send(request);
        Wire receiver = bench.upstreamAgain();
        assertThat(receiver.head()).startsWith("POST /hook?a=b HTTP/1.1\r\n");
        assertThat(receiver.bytes(14))
            .as("held as one: a sender chooses no cost of each piece")
            .isEqualTo("4\r\ntick\r\n0\r\n\r\n");
        receiver.send(OK);
        assertThat(sender.head()).startsWith("HTTP/1.1 200 ");
      }
      assertThat(counters().repeated()).isZero();
      Wire asked = bench.client().send("GET /w HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(asked.head()).startsWith("HTTP/1.1 405 ");
    }
  }

  @Test
  void aSenderThatAsksFirstIsToldToGoOn() {
    try (Bench bench = bench()) {
      String whole = signed(BODY);
      String head =
          whole.substring(0, whole.indexOf("\r\n\r\n")) + "\r\nExpect: 100-continue\r\n\r\n";
      Wire sender = bench.client().send(head);
      assertThat(sender.head()).startsWith("HTTP/1.1 100 ");
      sender.send(BODY);
      Wire receiver = bench.upstream();
      assertThat(Wire.value(receiver.head(), "expect")).isNull();
    }
  }
}
