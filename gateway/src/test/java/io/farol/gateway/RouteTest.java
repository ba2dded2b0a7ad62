// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.RawExchange;
import io.farol.gateway.faithful.Bench;
import io.farol.gateway.faithful.Wire;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// What a route adds to plain forwarding: rules for fields, a credential, limits, timeouts,
/// addresses.
class RouteTest {

  private static final String GET = "GET /o/a HTTP/1.1\r\nHost: localhost\r\n";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private static Bench bench(UnaryOperator<Route> change) {
    return new Bench(new GatewaySubject(change));
  }

  @Test
  void fieldsAreSetAndRemoved() {
    Route.HeaderRules rules =
        new Route.HeaderRules(Map.of("X-Team", "farol"), List.of("x-internal"), null);
    try (Bench bench = bench(route -> route.with(rules, null))) {
      bench.client().send(GET + "X-Internal: 1\r\nx-team: other\r\nX-Kept: 2\r\n\r\n");
      assertThat(Wire.fields(bench.upstream().head()))
          .startsWith("Host: " + bench.host(), "X-Kept: 2", "X-Team: farol")
          .noneMatch(line -> line.contains("other") || line.contains("Internal"));
    }
  }

  @Test
  void theCredentialReplacesWhatTheCallerSent() {
    Route.Credential credential = new Route.Credential("Authorization", "Bearer real");
    try (Bench bench = bench(route -> route.with(Route.HeaderRules.NONE, credential))) {
      bench.client().send(GET + "authorization: Bearer farol_gw_x\r\n\r\n");
      assertThat(Wire.fields(bench.upstream().head()))
          .startsWith("Host: " + bench.host(), "Authorization: Bearer real")
          .noneMatch(line -> line.contains("farol_gw"));
    }
  }

  @Test
  void privateAddressesNeedLeave() {
    try (Bench bench = bench(route -> Route.plain("o", route.upstream()))) {
      Wire client = bench.client().send(GET + "\r\n");
      String head = client.head();
      assertThat(head).startsWith("HTTP/1.1 403 Forbidden\r\n");
      assertThat(Wire.value(head, "farol-gateway-error")).isEqualTo("address");
      assertThat(client.body(head)).contains("allow-private: true");
      assertThat(bench.origin().connectionNow()).isNull();
    }
  }

  @Test
  void metadataAddressesAreNeverReached() {
    try (Bench bench =
        bench(route ->
            Route.plain("o", Upstream.parse("http://169.254.169.254/latest")).withPrivate())) {
      assertThat(bench.client().send(GET + "\r\n").head()).startsWith("HTTP/1.1 403 ");
    }
  }

  @Test
  void theEgressProxyIsAskedForTheNameAndForwardsTheRest() {
    try (Bench bench =
        bench(route ->
            Route.plain("o", Upstream.parse("http://api.example:8080/v1"))
                .with(new Route.EgressProxy("127.0.0.1", route.upstream().port(), null, null)))) {
      Wire client = bench.client().send(GET + "\r\n");
      Wire proxy = bench.upstream();
      assertThat(proxy.head()).startsWith("CONNECT api.example:8080 HTTP/1.1\r\n");
      proxy.send("HTTP/1.1 200 Connection established\r\n\r\n");
      String head = proxy.head();
      assertThat(head).startsWith("GET /v1/a HTTP/1.1\r\n");
      assertThat(Wire.value(head, "host")).isEqualTo("api.example:8080");
      proxy.send(OK);
      assertThat(client.body(client.head())).isEqualTo("ok");
    }
  }

  @Test
  void anEgressProxyThatRefusesIsA502() {
    try (Bench bench =
        bench(route ->
            Route.plain("o", Upstream.parse("http://api.example"))
                .with(new Route.EgressProxy("127.0.0.1", route.upstream().port(), "u", "p")))) {
      Wire client = bench.client().send(GET + "\r\n");
      Wire proxy = bench.upstream();
      assertThat(Wire.value(proxy.head(), "proxy-authorization")).startsWith("Basic ");
      proxy.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
      String head = client.head();
      assertThat(head).startsWith("HTTP/1.1 502 Bad Gateway\r\n");
      assertThat(Wire.value(head, "farol-gateway-error")).isEqualTo("proxy");
    }
  }

  @Test
  void noProxyIsAskedForAnAddressThatIsNeverReached() {
    try (Bench bench =
        bench(route ->
            Route.plain("o", Upstream.parse("http://169.254.169.254/latest"))
                .withPrivate()
                .with(new Route.EgressProxy("127.0.0.1", route.upstream().port(), null, null)))) {
      assertThat(bench.client().send(GET + "\r\n").head()).startsWith("HTTP/1.1 403 ");
      assertThat(bench.origin().connectionNow()).isNull();
    }
  }

  @Test
  void aNameThatDoesNotResolveIsA502() {
    try (Bench bench =
        bench(route -> Route.plain("o", Upstream.parse("http://no-such-host.invalid")))) {
      String head = bench.client().send(GET + "\r\n").head();
      assertThat(head).startsWith("HTTP/1.1 502 Bad Gateway\r\n");
      assertThat(Wire.value(head, "farol-gateway-error")).isEqualTo("dns");
    }
  }

  @Test
  void noConnectionIsA502() throws IOException {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }
    Upstream upstream = Upstream.parse("http://127.0.0.1:" + nobody);
    try (Bench bench = bench(route -> Route.plain("o", upstream).withPrivate())) {
      String head = bench.client().send(GET + "\r\n").head();
      assertThat(Wire.value(head, "farol-gateway-error")).isEqualTo("connect");
    }
  }

  @Test
  void noAnswerInTimeIsA504AndTheUpstreamIsLetGo() {
    Route.Timeouts short_ =
        new Route.Timeouts(
            Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofSeconds(5), Duration.ZERO);
    try (Bench bench = bench(route -> route.with(short_))) {
      Wire client = bench.client().send(GET + "\r\n");
      Wire upstream = bench.upstream();
      upstream.head();
      assertThat(client.head()).startsWith("HTTP/1.1 504 Gateway Timeout\r\n");
      upstream.ended();
    }
  }

  @Test
  void aBodyOverTheLimitIsRefusedAndNotForwardedWhole() {
    try (Bench bench = bench(route -> route.with(new Route.Limits(0, 10)))) {
      Wire client = bench.client();
      client.send(
          "POST /o/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 20\r\n\r\n" + "x".repeat(20));
      assertThat(client.head()).startsWith("HTTP/1.1 413 Content Too Large\r\n");
    }
  }

  @Test
  void moreAtOnceThanTheLimitIsRefused() {
    try (Bench bench = bench(route -> route.with(new Route.Limits(1, 0)))) {
      Wire first = bench.client().send(GET + "\r\n");
      Wire upstream = bench.upstream();
      upstream.head();
      String refused = bench.client().send(GET + "\r\n").head();
      assertThat(refused).startsWith("HTTP/1.1 503 Service Unavailable\r\n");
      upstream.send(OK);
      assertThat(first.body(first.head())).isEqualTo("ok");
      Wire third = bench.client().send(GET + "\r\n");
      upstream.head();
      upstream.send(OK);
      assertThat(third.head()).startsWith("HTTP/1.1 200 OK\r\n");
    }
  }

  @Test
  void theRestOfTheTargetIsPutBehindTheBasePath() {
    try (Bench bench =
        bench(route ->
            Route.plain("o", Upstream.parse("http://127.0.0.1:" + route.upstream().port() + "/v1/"))
                .withPrivate())) {
      Wire client = bench.client();
      for (String[] each :
          new String[][] {{"/o/a%2F/", "/v1/a%2F/"}, {"/o", "/v1"}, {"/o?x", "/v1?x"}}) {
        client.send("GET " + each[0] + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        Wire upstream = bench.upstreamAgain();
        assertThat(upstream.head()).startsWith("GET " + each[1] + " HTTP/1.1\r\n");
        upstream.send(OK);
        client.body(client.head());
      }
    }
  }

  @Test
  void countsWhatItRefusesAndWhatIsOnItsWay() {
    GatewaySubject subject = new GatewaySubject();
    try (GatewaySubject.Open open = subject.start(1);
        Wire client = Wire.connect(open.port())) {
      client.send("GET /other HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(client.head()).startsWith("HTTP/1.1 404 Not Found\r\n");
      assertThat(open.gateway.counters().refused(Refusal.Reason.UNKNOWN_ROUTE)).isEqualTo(1);
      assertThat(open.gateway.counters().forwarded()).isZero();
      assertThat(open.gateway.counters().inFlight()).isZero();
    }
  }

  @Test
  void goesOutThroughAProxy() {
    try (Bench bench =
        bench(route ->
            new Route(
                "o",
                Upstream.parse("http://api.example.invalid/base"),
                null,
                RawExchange.Parties.OUTWARDS,
                Route.Http.AUTO,
                Route.HeaderRules.NONE,
                null,
                Route.Tls.PLATFORM,
                new Route.EgressProxy("127.0.0.1", route.upstream().port(), "u", "p"),
                Route.Timeouts.DEFAULTS,
                Route.Capture.FULL,
                Route.Limits.NONE,
                false))) {
      Wire client = bench.client().send(GET + "\r\n");
      Wire proxy = bench.upstream();
      String asked = proxy.head();
      assertThat(asked).startsWith("CONNECT api.example.invalid:80 HTTP/1.1\r\n");
      assertThat(Wire.value(asked, "proxy-authorization")).isEqualTo("Basic dTpw");
      proxy.send("HTTP/1.1 200 Connected\r\n\r\n");
      assertThat(proxy.head()).startsWith("GET /base/a HTTP/1.1\r\nHost: api.example.invalid\r\n");
      proxy.send(OK);
      assertThat(client.body(client.head())).isEqualTo("ok");
    }
  }
}
