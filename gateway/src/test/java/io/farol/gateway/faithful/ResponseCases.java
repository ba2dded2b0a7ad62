// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway.faithful;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/// What the client must see of an HTTP/1.1 response.
final class ResponseCases {

  private static final String GET = "GET /o/ HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private ResponseCases() {}

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    cases.add(new Case("status line with its reason", ResponseCases::status));
    cases.add(new Case("response header order, case, values and repeats", ResponseCases::headers));
    cases.add(new Case("response hop-by-hop fields go", ResponseCases::hops));
    cases.add(new Case("204 without framing", ResponseCases::noContent));
    cases.add(new Case("304 with a length and no body", ResponseCases::notModified));
    cases.add(new Case("HEAD with a length and no body", ResponseCases::head));
    cases.add(new Case("redirects are passed on", ResponseCases::redirect));
    cases.add(new Case("encoded bodies stay encoded", ResponseCases::encoded));
    cases.add(new Case("chunked response with trailers", ResponseCases::trailers));
    cases.add(new Case("each event of a stream at once", ResponseCases::events));
    cases.add(new Case("a byte at a time", ResponseCases::drops));
    cases.add(new Case("body up to the end of the connection", ResponseCases::untilClose));
    cases.add(new Case("100 Continue comes from the origin", ResponseCases::expectContinue));
    cases.add(new Case("final status instead of 100", ResponseCases::expectRefused));
    cases.add(new Case("103 Early Hints", ResponseCases::hints));
    cases.add(new Case("error status with its body", ResponseCases::error));
    cases.add(new Case("response before the request has ended", ResponseCases::early));
    return cases;
  }

  private static String answer(Bench bench, String response) {
    Wire client = bench.client().send(GET);
    Wire upstream = bench.upstream();
    upstream.head();
    upstream.send(response);
    return client.head();
  }

  private static void status(Bench bench) {
    assertThat(answer(bench, "HTTP/1.1 299 Quite All Right\r\nContent-Length: 0\r\n\r\n"))
        .startsWith("HTTP/1.1 299 Quite All Right\r\n");
  }

  private static void headers(Bench bench) {
    String sent =
        "X-RateLimit-Remaining: 5\r\n"
            + "date: Thu, 01 Jan 1970 00:00:00 GMT\r\n"
            + "Set-Cookie: a=1; Path=/\r\n"
            + "SERVER: origin\r\n"
            + "set-cookie: b=2\r\n"
            + "Content-Type: application/json\r\n"
            + "X-Latin: caf\u00e9\r\n"
            + "Content-Length: 2\r\n"
            + "Set-Cookie: c=3\r\n";
    assertThat(Wire.fields(answer(bench, "HTTP/1.1 200 OK\r\n" + sent + "\r\n{}")))
        .isEqualTo(List.of(sent.split("\r\n")));
  }

  private static void hops(Bench bench) {
    String head =
        answer(
            bench,
            "HTTP/1.1 200 OK\r\nConnection: X-Mine\r\nX-Mine: 1\r\nKeep-Alive: timeout=3\r\nX-Theirs: 2\r\nContent-Length: 0\r\n\r\n");
    assertThat(Wire.value(head, "x-mine")).isNull();
    assertThat(Wire.value(head, "keep-alive")).isNull();
    assertThat(Wire.value(head, "x-theirs")).isEqualTo("2");
  }

  private static void noContent(Bench bench) {
    Wire client = bench.client().send(GET);
    Wire upstream = bench.upstream();
    upstream.head();
    upstream.send("HTTP/1.1 204 No Content\r\nX-A: 1\r\n\r\n");
    String head = client.head();
    assertThat(Wire.value(head, "content-length")).isNull();
    assertThat(Wire.value(head, "transfer-encoding")).isNull();
    client.send(GET);
    upstream.head();
    upstream.send("HTTP/1.1 204 No Content\r\n\r\n");
    assertThat(client.head()).startsWith("HTTP/1.1 204 No Content\r\n");
  }

  private static void notModified(Bench bench) {
    Wire client = bench.client().send(GET);
    Wire upstream = bench.upstream();
    upstream.head();
    upstream.send("HTTP/1.1 304 Not Modified\r\nContent-Length: 12\r\nETag: \"x\"\r\n\r\n");
    assertThat(Wire.fields(client.head())).contains("Content-Length: 12", "ETag: \"x\"");
    client.send(GET);
    upstream.head();
    upstream.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx");
    assertThat(client.head()).startsWith("HTTP/1.1 200 OK\r\n");
  }

  private static void head(Bench bench) {
    Wire client = bench.client().send("HEAD /o/ HTTP/1.1\r\nHost: localhost\r\n\r\n");
    Wire upstream = bench.upstream();
    assertThat(upstream.head()).startsWith("HEAD / HTTP/1.1\r\n");
    upstream.send("HTTP/1.1 200 OK\r\nContent-Length: 123456\r\n\r\n");
    assertThat(Wire.fields(client.head())).contains("Content-Length: 123456");
    client.send(GET);
    upstream.head();
    upstream.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx");
    String second = client.head();
    assertThat(second).startsWith("HTTP/1.1 200 OK\r\n");
    assertThat(client.body(second)).isEqualTo("x");
  }

  private static void redirect(Bench bench) {
    String head =
        answer(
            bench,
            "HTTP/1.1 307 Temporary Redirect\r\nLocation: https://elsewhere.example/a?b#c\r\nContent-Length: 0\r\n\r\n");
    assertThat(head).startsWith("HTTP/1.1 307 Temporary Redirect\r\n");
    assertThat(Wire.value(head, "location")).isEqualTo("https://elsewhere.example/a?b#c");
  }

  private static void encoded(Bench bench) {
    Wire client =
        bench.client().send("GET /o/ HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n");
    Wire upstream = bench.upstream();
    assertThat(Wire.value(upstream.head(), "accept-encoding")).isEqualTo("gzip");
    String body = "\u001f\u008b not really gzip \u0000\u00ff";
    upstream.send(
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
    String head = client.head();
    assertThat(Wire.value(head, "content-encoding")).isEqualTo("gzip");
    assertThat(client.body(head)).isEqualTo(body);
  }

  private static void trailers(Bench bench) {
    Wire client =
        bench.client().send("GET /o/ HTTP/1.1\r\nHost: localhost\r\nTE: trailers\r\n\r\n");
    Wire upstream = bench.upstream();
    upstream.head();
    upstream.send(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n"
            + "3\r\nabc\r\n0\r\nX-Sum: 1\r\n\r\n");
    String head = client.head();
    assertThat(Wire.value(head, "transfer-encoding")).isEqualTo("chunked");
    assertThat(client.chunked()).isEqualTo(new Wire.Chunked("abc", "X-Sum: 1\r\n"));
  }

  private static void events(Bench bench) {
    Wire client = bench.client().send(GET);
    Wire upstream = bench.upstream();
    upstream.head();
    upstream.send(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
    assertThat(client.head()).startsWith("HTTP/1.1 200 OK\r\n");
    for (int i = 0; i < 20; i++) {
      String event = "data: {\"n\":" + i + "}\n\n";
      upstream.send(Integer.toHexString(event.length()) + "\r\n" + event + "\r\n");
      assertThat(client.until(event + "\r\n")).contains(event);
    }
    upstream.send("0\r\n\r\n");
    assertThat(client.until("0\r\n\r\n")).isEqualTo("0\r\n\r\n");
  }

  private static void drops(Bench bench) {
    Wire client = bench.client().send(GET);
    Wire upstream = bench.upstream();
    upstream.head();
    upstream.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
    client.head();
    for (int i = 0; i < 10; i++) {
      upstream.send("" + i);
      assertThat(client.bytes(1)).isEqualTo("" + i);
    }
  }

  private static void untilClose(Bench bench) {
    Wire client = bench.client().send(GET);
    Wire upstream = bench.upstream();
    upstream.head();
    upstream.send("HTTP/1.1 200 OK\r\nX-A: 1\r\n\r\nabc");
    upstream.close();
    String head = client.head();
    assertThat(Wire.value(head, "content-length")).isNull();
    assertThat(client.body(head)).isEqualTo("abc");
  }

  private static void expectContinue(Bench bench) {
    Wire client = bench.client();
    client.send(
        "POST /o/ HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
    Wire upstream = bench.upstream();
    assertThat(Wire.value(upstream.head(), "expect")).isEqualTo("100-continue");
    assertThat(client.silent(java.time.Duration.ofMillis(200)))
        .as("nobody but the origin says 100")
        .isTrue();
    upstream.send("HTTP/1.1 100 Continue\r\n\r\n");
    assertThat(client.head()).startsWith("HTTP/1.1 100 Continue\r\n");
    client.send("abc");
    assertThat(upstream.bytes(3)).isEqualTo("abc");
    upstream.send("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
    assertThat(client.head()).startsWith("HTTP/1.1 201 Created\r\n");
  }

  private static void expectRefused(Bench bench) {
    Wire client = bench.client();
    client.send(
        "POST /o/ HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
    Wire upstream = bench.upstream();
    upstream.head();
    upstream.send("HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\n\r\nno");
    String head = client.head();
    assertThat(head).startsWith("HTTP/1.1 413 Too Large\r\n");
    assertThat(client.body(head)).isEqualTo("no");
  }

  private static void hints(Bench bench) {
    Wire client = bench.client().send(GET);
    Wire upstream = bench.upstream();
    upstream.head();
    upstream.send("HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n");
    String hint = client.head();
    assertThat(hint).startsWith("HTTP/1.1 103 Early Hints\r\n");
    assertThat(Wire.fields(hint)).contains("Link: </a.css>; rel=preload");
    upstream.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    assertThat(client.head()).startsWith("HTTP/1.1 200 OK\r\n");
  }

  private static void error(Bench bench) {
    Wire client = bench.client().send(GET);
    Wire upstream = bench.upstream();
    upstream.head();
    upstream.send(
        "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\nContent-Length: 4\r\n\r\nslow");
    String head = client.head();
    assertThat(head).startsWith("HTTP/1.1 429 Too Many Requests\r\n");
    assertThat(Wire.value(head, "retry-after")).isEqualTo("7");
    assertThat(client.body(head)).isEqualTo("slow");
  }

  private static void early(Bench bench) {
    Wire client = bench.client();
    client.send("POST /o/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\nabc");
    Wire upstream = bench.upstream();
    upstream.head();
    upstream.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 2\r\n\r\nno");
    String head = client.head();
    assertThat(head).startsWith("HTTP/1.1 400 Bad Request\r\n");
    assertThat(client.body(head)).isEqualTo("no");
  }
}
