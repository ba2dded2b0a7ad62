// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.Gate;
import io.farol.flow.RawExchange;
import io.farol.gateway.faithful.Bench;
import io.farol.gateway.faithful.Wire;
import io.farol.model.Cause;
import io.farol.model.SpanId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// What is seen of an exchange while it passes, and that seeing never stands in its way.
class CaptureTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  /// Keeps what it is told.
  private static final class Seen implements Watcher {

    final BlockingQueue<RawExchange> began = new LinkedBlockingQueue<>();
    final BlockingQueue<RawExchange> alive = new LinkedBlockingQueue<>();
    final BlockingQueue<RawExchange> ended = new LinkedBlockingQueue<>();

    @Override
    public void began(RawExchange exchange) {
      began.add(exchange);
    }

    @Override
    public void alive(RawExchange exchange) {
      alive.add(exchange);
    }

    @Override
    public void ended(RawExchange exchange) {
      ended.add(exchange);
    }

    RawExchange next(BlockingQueue<RawExchange> queue) throws InterruptedException {
      RawExchange next = queue.poll(Wire.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      assertThat(next).isNotNull();
      return next;
    }
  }

  private final Seen seen = new Seen();

  private Bench bench(UnaryOperator<Route> change) {
    return new Bench(new GatewaySubject(change, Gate.OPEN, seen));
  }

  private static UnaryOperator<Route> with(Route.Capture capture) {
    return route ->
        new Route(
            route.name(),
            route.upstream(),
            route.platform(),
            route.parties(),
            route.http(),
            route.headers(),
            route.credential(),
            route.tls(),
            route.proxy(),
            route.timeouts(),
            capture,
            route.limits(),
            route.allowPrivate());
  }

  @Test
  void theStartIsToldWhileItRunsAndTheEndWithEverything() throws Exception {
    try (Bench bench = bench(UnaryOperator.identity())) {
      Wire client = bench.client();
      client.send(
          "POST /o/a%3Ab?api-version=1&x=hush HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\nhello");
      Wire upstream = bench.upstream();
      upstream.head();
      RawExchange began = seen.next(seen.began);
      assertThat(began.ending())
          .isEqualTo(
              new RawExchange.Ending.Open(
                  Route.Timeouts.DEFAULTS
                      .connect()
                      .plus(Route.Timeouts.DEFAULTS.firstByte())
                      .toNanos()));
      assertThat(began.target().path()).isEqualTo("/a%3Ab");
      assertThat(began.target().query()).isEqualTo("api-version=1&x");
      assertThat(seen.ended).isEmpty();
      upstream.bytes(5);
      upstream.send("HTTP/1.1 201 Created\r\nX-Request-Id: r1\r\nContent-Length: 2\r\n\r\nok");
      client.body(client.head());
      RawExchange ended = seen.next(seen.ended);
      assertThat(ended.key()).isEqualTo(began.key());
      assertThat(ended.ending()).isEqualTo(new RawExchange.Ending.Whole());
      assertThat(ended.status()).isEqualTo(201);
      assertThat(text(ended.request())).isEqualTo("hello");
      assertThat(text(ended.response())).isEqualTo("ok");
      assertThat(ended.request().field("content-type")).isEqualTo("application/json");
      assertThat(ended.response().field("x-request-id")).isEqualTo("r1");
      assertThat(ended.firstByteNanos()).isNotNull().isLessThanOrEqualTo(ended.durationNanos());
    }
  }

  private static String text(RawExchange.Part part) {
    return new String(part.body(), StandardCharsets.ISO_8859_1);
  }

  @Test
  void aLongOneGivesSignsOfLifeWithItsBytesSoFar() throws Exception {
    try (Bench bench = bench(UnaryOperator.identity())) {
      Wire client = bench.client().send("GET /o/ HTTP/1.1\r\nHost: localhost\r\n\r\n");
      Wire upstream = bench.upstream();
      upstream.head();
      upstream.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc");
      client.head();
      RawExchange alive = seen.next(seen.alive);
      assertThat(alive.ending()).isInstanceOf(RawExchange.Ending.Open.class);
      assertThat(alive.durationNanos()).isPositive();
      assertThat(((RawExchange.Ending.Open) alive.ending()).deadlineNanos())
          .isGreaterThan(alive.durationNanos());
      assertThat(alive.response().size()).isEqualTo(3);
      assertThat(seen.ended).isEmpty();
    }
  }

  @Test
  void aLongOneTellsItsRequestOnceAndWhoseConversationItIs() throws Exception {
    UnaryOperator<Route> named =
        route ->
            route.with(
                new Route.HeaderRules(Map.of(), List.of(), "X-Conversation-Id"),
                route.credential());
    try (Bench bench = bench(named)) {
      Wire client =
          bench
              .client()
              .send(
                  "POST /o/ HTTP/1.1\r\nHost: localhost\r\nX-Conversation-Id: c-7\r\nContent-Length: 5\r\n\r\nhello");
      Wire upstream = bench.upstream();
      assertThat(upstream.head()).contains("X-Conversation-Id: c-7");
      assertThat(seen.next(seen.began).target().parties().conversation()).isEqualTo("c-7");
      RawExchange alive = seen.next(seen.alive);
      assertThat(text(alive.request())).isEqualTo("hello");
      assertThat(alive.durationNanos())
          .as("the first sign of life comes after a second, and not before")
          .isGreaterThanOrEqualTo(
              TimeUnit.SECONDS.toNanos(Watcher.FIRST_ALIVE_SECONDS) - 1_000_000);
      assertThat(alive.lastByteNanos()).isLessThan(alive.durationNanos());
      assertThat(seen.alive).isEmpty();
      upstream.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
      client.body(client.head());
      assertThat(text(seen.next(seen.ended).request())).isEqualTo("hello");
    }
  }

  @Test
  void ofALongAnswerTheBeginningAndTheEndAreKept() throws Exception {
    String body = "first" + "x".repeat(Recorder.MOST_BODY) + "last";
    try (Bench bench = bench(UnaryOperator.identity())) {
      Wire client = bench.client().send("GET /o/ HTTP/1.1\r\nHost: localhost\r\n\r\n");
      Wire upstream = bench.upstream();
      upstream.head();
      Thread.ofVirtual()
          .start(() ->
              upstream.send(
                  "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body));
      assertThat(client.body(client.head())).isEqualTo(body);
      RawExchange.Part response = seen.next(seen.ended).response();
      assertThat(response.size()).isEqualTo(body.length());
      assertThat(response.clipped()).isTrue();
      assertThat(response.kept()).isEqualTo(Recorder.MOST_BODY);
      assertThat(text(response)).startsWith("first");
      assertThat(new String(response.end(), StandardCharsets.ISO_8859_1)).endsWith("xlast");
    }
  }

  @Test
  void credentialsNeverEnterIt() throws Exception {
    try (Bench bench = bench(UnaryOperator.identity())) {
      Wire client = bench.client();
      client.send(
          "GET /o/?key=hush1&access_token=hush2&hush3 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer hush4\r\napi-key: hush5\r\nCookie: hush6\r\nX-Anything: hush7\r\n\r\n");
      Wire upstream = bench.upstream();
      upstream.head();
      upstream.send(
          "HTTP/1.1 200 OK\r\nSet-Cookie: hush8\r\nWWW-Authenticate: hush9\r\nContent-Length: 0\r\n\r\n");
      client.head();
      RawExchange ended = seen.next(seen.ended);
      assertThat(
              List.of(ended.target(), ended.request().fields(), ended.response().fields())
                  .toString())
          .doesNotContain("hush");
    }
  }

  @Test
  void aBodyBeyondTheLimitPassesWholeAndIsKeptClippedWithItsTrueSize() throws Exception {
    int size = Recorder.MOST_BODY + 70_000;
    try (Bench bench = bench(UnaryOperator.identity())) {
      Wire client = bench.client();
      client.send("POST /o/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + size + "\r\n\r\n");
      Wire upstream = bench.upstream();
      upstream.head();
      Thread sending = Thread.ofVirtual().start(() -> client.send("x".repeat(size)));
      assertThat(upstream.bytes(size)).hasSize(size);
      sending.join();
      upstream.send(OK);
      client.body(client.head());
      RawExchange ended = seen.next(seen.ended);
      assertThat(ended.request().size()).isEqualTo(size);
      assertThat(ended.request().body()).hasSize(Recorder.MOST_BODY);
      assertThat(ended.request().clipped()).isTrue();
    }
  }

  @Test
  void metadataAloneWhereTheRouteSaysSo() throws Exception {
    try (Bench bench = bench(with(Route.Capture.METADATA))) {
      Wire client = bench.client().send("GET /o/ HTTP/1.1\r\nHost: localhost\r\n\r\n");
      Wire upstream = bench.upstream();
      upstream.head();
      upstream.send(OK);
      client.body(client.head());
      RawExchange ended = seen.next(seen.ended);
      assertThat(ended.response().body()).isEmpty();
      assertThat(ended.response().size()).isEqualTo(2);
    }
  }

  @Test
  void nothingWhereTheRouteSaysSo() {
    try (Bench bench = bench(with(Route.Capture.OFF))) {
      Wire client = bench.client().send("GET /o/ HTTP/1.1\r\nHost: localhost\r\n\r\n");
      Wire upstream = bench.upstream();
      assertThat(Wire.value(upstream.head(), "traceparent")).isNull();
      upstream.send(OK);
      client.body(client.head());
      assertThat(seen.began).isEmpty();
      assertThat(seen.ended).isEmpty();
    }
  }

  @Test
  void theCallersTraceGoesOn() throws Exception {
    try (Bench bench = bench(UnaryOperator.identity())) {
      bench
          .client()
          .send(
              "GET /o/ HTTP/1.1\r\nHost: localhost\r\ntraceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00\r\ntracestate: a=b\r\n\r\n");
      String head = bench.upstream().head();
      RawExchange began = seen.next(seen.began);
      assertThat(began.key().trace().hex()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
      assertThat(began.parent()).isEqualTo(SpanId.parse("b7ad6b7169203331"));
      assertThat(Wire.value(head, "traceparent"))
          .isEqualTo("00-0af7651916cd43dd8448eb211c80319c-" + began.key().span().hex() + "-00");
      assertThat(Wire.value(head, "tracestate")).isEqualTo("a=b");
    }
  }

  @Test
  void aTraceBeginsWhereTheCallerBroughtNone() throws Exception {
    try (Bench bench = bench(UnaryOperator.identity())) {
      bench
          .client()
          .send(
              "GET /o/ HTTP/1.1\r\nHost: localhost\r\ntraceparent: 00-00000000000000000000000000000000-b7ad6b7169203331-00\r\n\r\n");
      String head = bench.upstream().head();
      RawExchange began = seen.next(seen.began);
      assertThat(began.parent()).isNull();
      assertThat(Wire.value(head, "traceparent"))
          .isEqualTo("00-" + began.key().trace().hex() + "-" + began.key().span().hex() + "-01");
    }
  }

  @Test
  void aCallerThatGivesUpAndAnUpstreamThatBreaksOff() throws Exception {
    try (Bench bench = bench(UnaryOperator.identity())) {
      Wire client = bench.client().send("GET /o/ HTTP/1.1\r\nHost: localhost\r\n\r\n");
      bench.upstream().head();
      client.close();
      assertThat(seen.next(seen.ended).ending()).isEqualTo(new RawExchange.Ending.Cancelled());

      bench.client().send("GET /o/ HTTP/1.1\r\nHost: localhost\r\n\r\n");
      Wire upstream = bench.upstream();
      upstream.head();
      upstream.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc");
      upstream.reset();
      RawExchange broken = seen.next(seen.ended);
      assertThat(broken.ending())
          .isInstanceOfSatisfying(
              RawExchange.Ending.Broken.class,
              how -> assertThat(how.cause()).isEqualTo(Cause.RESET));
      assertThat(broken.status()).isEqualTo(200);
    }
  }

  @Test
  void aWatcherOrGateThatFailsStandsInNobodysWay() {
    Watcher failing =
        new Watcher() {
          @Override
          public void began(RawExchange exchange) {
            throw new IllegalStateException("the disk is full");
          }

          @Override
          public void alive(RawExchange exchange) {
            throw new IllegalStateException("the disk is full");
          }

          @Override
          public void ended(RawExchange exchange) {
            throw new IllegalStateException("the disk is full");
          }
        };
    Gate broken =
        call -> {
          throw new IllegalStateException("no budget can be read");
        };
    try (Bench bench = new Bench(new GatewaySubject(UnaryOperator.identity(), broken, failing))) {
      Wire client = bench.client().send("GET /o/ HTTP/1.1\r\nHost: localhost\r\n\r\n");
      Wire upstream = bench.upstream();
      upstream.head();
      upstream.send(OK);
      assertThat(client.body(client.head())).isEqualTo("ok");
    }
  }

  @Test
  void aGateMayRefuseACallBeforeItLeaves() {
    Gate shut =
        call ->
            new Gate.Answer.Stop(
                "the month's budget of route " + call.route() + " is spent", "raise it");
    try (Bench bench = new Bench(new GatewaySubject(UnaryOperator.identity(), shut, seen))) {
      Wire client = bench.client().send("GET /o/ HTTP/1.1\r\nHost: localhost\r\n\r\n");
      String head = client.head();
      assertThat(head).startsWith("HTTP/1.1 429 Too Many Requests\r\n");
      assertThat(Wire.value(head, "farol-gateway-error")).isEqualTo("gate");
      assertThat(client.body(head)).contains("budget of route o is spent");
      assertThat(bench.origin().connectionNow()).isNull();
      assertThat(seen.began).isEmpty();
    }
  }
}
