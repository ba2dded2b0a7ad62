// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway.faithful;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/// What the origin must see of an HTTP/1.1 request.
final class RequestCases {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

  private RequestCases() {}

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (String target :
        List.of(
            "/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A123%3Ainference-profile%2Fx/converse",
            "/a%2Fb%2fc",
            "/a//b///",
            "//a",
            "/a;v=1;w/b",
            "/a?",
            "/a?b?c=d?e",
            "/a?b=%20+%2B&&c=&=d",
            "/a/./b/../c/..",
            "/%7Euser/~user/%41",
            "/a?x=[1]&y={z}|\"^`",
            "/a:b@c,d'e(f)*!",
            "/caf\u00c3\u00a9?q=\u00e1",
            "/")) {
      cases.add(new Case("request target " + target, bench -> target(bench, target)));
    }
    cases.add(new Case("route without a slash behind it", RequestCases::bare));
    cases.add(new Case("route with a query behind it", RequestCases::bareQuery));
    cases.add(new Case("absolute-form target", RequestCases::absolute));
    cases.add(new Case("header order, case, values and repeats", RequestCases::headers));
    cases.add(new Case("host is the upstream's, in its place", RequestCases::host));
    cases.add(new Case("hop-by-hop fields go, the others stay", RequestCases::hops));
    cases.add(new Case("body with a length, byte for byte", RequestCases::length));
    cases.add(new Case("chunked body with trailers", RequestCases::chunked));
    cases.add(new Case("each chunk of a request at once", RequestCases::flushed));
    cases.add(new Case("unknown method", RequestCases::method));
    cases.add(new Case("a GET has no framing of its own", RequestCases::bodiless));
    cases.add(new Case("empty body with a length of zero", RequestCases::zero));
    cases.add(new Case("HTTP/1.0 client", RequestCases::old));
    cases.add(new Case("headers of 40 kB in one line", RequestCases::wide));
    return cases;
  }

  private static void target(Bench bench, String target) {
    bench.client().send("GET /o" + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertThat(bench.upstream().line()).isEqualTo("GET " + target + " HTTP/1.1\r\n");
  }

  private static void bare(Bench bench) {
    bench.client().send("GET /o HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertThat(bench.upstream().line()).isEqualTo("GET / HTTP/1.1\r\n");
  }

  private static void bareQuery(Bench bench) {
    bench.client().send("GET /o?a=b HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertThat(bench.upstream().line()).isEqualTo("GET /?a=b HTTP/1.1\r\n");
  }

  private static void absolute(Bench bench) {
    bench.client().send("GET http://localhost/o/a%3Ab?c HTTP/1.1\r\nHost: localhost\r\n\r\n");
    Wire upstream = bench.upstream();
    String head = upstream.head();
    assertThat(head).startsWith("GET /a%3Ab?c HTTP/1.1\r\n");
    assertThat(Wire.value(head, "host")).isEqualTo(bench.host());
  }

  private static void headers(Bench bench) {
    String sent =
        "X-B: 1\r\n"
            + "x-a: two  spaces, \"quoted\", tab\there\r\n"
            + "X-b: 3\r\n"
            + "Cookie: a=1\r\n"
            + "Authorization: AWS4-HMAC-SHA256 Credential=x/y, Signature=abc\r\n"
            + "cookie: b=2; c=3\r\n"
            + "X-Empty:\r\n"
            + "X-Latin: caf\u00e9\r\n"
            + "X-Utf8: caf\u00c3\u00a9\r\n"
            + "x-amz-content-sha256: UNSIGNED-PAYLOAD\r\n"
            + "X-B: 4\r\n"
            + "Accept-Encoding: gzip, br\r\n";
    bench
        .client()
        .send(
            "GET /o/ HTTP/1.1\r\nHost: localhost\r\nUser-Agent: raw\r\nAccept: */*\r\n"
                + sent
                + "\r\n");
    List<String> seen = Wire.fields(bench.upstream().head());
    int first = seen.indexOf("X-B: 1");
    assertThat(first).as("X-B: 1 in " + seen).isNotNegative();
    assertThat(
            seen.subList(first, seen.size()).stream()
                .limit(12)
                .map(line -> line.equals("X-Empty: ") ? "X-Empty:" : line)
                .toList())
        .isEqualTo(List.of(sent.split("\r\n")));
  }

  private static void host(Bench bench) {
    bench.client().send("GET /o/ HTTP/1.1\r\nX-First: 1\r\nHost: localhost\r\nX-Last: 2\r\n\r\n");
    assertThat(Wire.fields(bench.upstream().head()))
        .startsWith("X-First: 1", "Host: " + bench.host(), "X-Last: 2");
  }

  private static void hops(Bench bench) {
    bench
        .client()
        .send(
            "GET /o/ HTTP/1.1\r\n"
                + "Host: localhost\r\n"
                + "Connection: keep-alive, X-Mine\r\n"
                + "X-Mine: secret\r\n"
                + "Keep-Alive: timeout=5\r\n"
                + "Proxy-Connection: keep-alive\r\n"
                + "Proxy-Authorization: Basic eDp5\r\n"
                + "TE: gzip\r\n"
                + "Upgrade: h2c\r\n"
                + "X-Theirs: kept\r\n"
                + "\r\n");
    String head = bench.upstream().head();
    for (String gone :
        List.of(
            "x-mine", "keep-alive", "proxy-connection", "proxy-authorization", "te", "upgrade")) {
      assertThat(Wire.value(head, gone)).as(gone).isNull();
    }
    assertThat(Wire.value(head, "x-theirs")).isEqualTo("kept");
  }

  private static void length(Bench bench) {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < 70_000; i++) {
      body.append((char) (i * 31 & 0xFF));
    }
    bench
        .client()
        .send("POST /o/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 70000\r\n\r\n" + body);
    Wire upstream = bench.upstream();
    String head = upstream.head();
    assertThat(Wire.fields(head)).contains("Content-Length: 70000");
    assertThat(Wire.value(head, "transfer-encoding")).isNull();
    assertThat(upstream.bytes(70_000)).isEqualTo(body.toString());
  }

  private static void chunked(Bench bench) {
    Wire client = bench.client();
    client.send(
        "POST /o/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n"
            + "5\r\nhello\r\n6;ext=1\r\n world\r\n0\r\nX-Sum: abc\r\nX-sum: def\r\n\r\n");
    Wire upstream = bench.upstream();
    String head = upstream.head();
    assertThat(Wire.value(head, "transfer-encoding")).isEqualTo("chunked");
    assertThat(Wire.value(head, "trailer")).isEqualTo("X-Sum");
    assertThat(upstream.chunked())
        .isEqualTo(new Wire.Chunked("hello world", "X-Sum: abc\r\nX-sum: def\r\n"));
    upstream.send(OK);
    assertThat(client.head()).startsWith("HTTP/1.1 200 OK\r\n");
  }

  private static void flushed(Bench bench) {
    Wire client = bench.client();
    client.send("POST /o/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
    Wire upstream = bench.upstream();
    upstream.head();
    for (String piece : List.of("one", "two", "six")) {
      client.send("3\r\n" + piece + "\r\n");
      assertThat(upstream.until(piece + "\r\n")).endsWith(piece + "\r\n");
    }
  }

  private static void method(Bench bench) {
    bench.client().send("PROPFIND /o/a HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertThat(bench.upstream().line()).isEqualTo("PROPFIND /a HTTP/1.1\r\n");
  }

  private static void bodiless(Bench bench) {
    bench.client().send("GET /o/a HTTP/1.1\r\nHost: localhost\r\n\r\n");
    String head = bench.upstream().head();
    assertThat(Wire.value(head, "content-length")).isNull();
    assertThat(Wire.value(head, "transfer-encoding")).isNull();
  }

  private static void zero(Bench bench) {
    bench.client().send("POST /o/a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
    assertThat(Wire.fields(bench.upstream().head())).contains("Content-Length: 0");
  }

  private static void old(Bench bench) {
    Wire client = bench.client();
    client.send("GET /o/a HTTP/1.0\r\nHost: localhost\r\n\r\n");
    Wire upstream = bench.upstream();
    upstream.head();
    upstream.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
    String head = client.head();
    assertThat(Wire.value(head, "transfer-encoding")).isNull();
    assertThat(client.rest()).isEqualTo("abc");
  }

  private static void wide(Bench bench) {
    String wide = "w".repeat(40_000);
    bench.client().send("GET /o/a HTTP/1.1\r\nHost: localhost\r\nX-Wide: " + wide + "\r\n\r\n");
    assertThat(Wire.value(bench.upstream().head(), "x-wide")).isEqualTo(wide);
  }
}
