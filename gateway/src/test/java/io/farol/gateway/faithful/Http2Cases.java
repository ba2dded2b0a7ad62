// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway.faithful;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The same over HTTP/2: towards an origin that speaks it, and between the versions.
public final class Http2Cases {

  private static final String[] GET = {
    ":method: GET", ":scheme: http", ":authority: localhost", ":path: /o/a"
  };
  private static final String[] POST = {
    ":method: POST", ":scheme: http", ":authority: localhost", ":path: /o/a"
  };
  private static final int CANCEL = 8;

  private Http2Cases() {}

  /// Both sides speak HTTP/2.
  public static List<Case> both() {
    List<Case> cases = new ArrayList<>();
    cases.add(new Case("h2: target, fields, order, repeats", Http2Cases::request));
    cases.add(new Case("h2: answer, order, repeats, body", Http2Cases::answer));
    cases.add(new Case("h2: trailers both ways", Http2Cases::trailers));
    cases.add(new Case("h2: each event at once", Http2Cases::events));
    cases.add(new Case("h2: a cancelled stream is cancelled upstream", Http2Cases::cancel));
    cases.add(new Case("h2: a reset reaches the caller", Http2Cases::reset));
    cases.add(new Case("h2: informational answers", Http2Cases::hints));
    cases.add(new Case("h2: answer before the request has ended", Http2Cases::early));
    cases.add(new Case("h2: many streams on one connection", Http2Cases::many));
    cases.add(new Case("h2: a slow reader holds back the origin", Http2Cases::window));
    cases.add(new Case("h2: HEAD with a length", Http2Cases::head));
    cases.add(new Case("HTTP/1.1 caller, HTTP/2 origin", Http2Cases::upgrade));
    return cases;
  }

  /// The origin speaks HTTP/1.1.
  public static List<Case> downwards() {
    List<Case> cases = new ArrayList<>();
    cases.add(new Case("h2 to HTTP/1.1: a GET", Http2Cases::downGet));
    cases.add(new Case("h2 to HTTP/1.1: a body with a length", Http2Cases::downLength));
    cases.add(new Case("h2 to HTTP/1.1: a body without a length", Http2Cases::downChunked));
    cases.add(new Case("h2 to HTTP/1.1: cut off", Http2Cases::downCut));
    cases.add(new Case("h2: extended CONNECT is refused", Http2Cases::connect));
    return cases;
  }

  private static String[] with(String[] lines, String... more) {
    String[] all = Arrays.copyOf(lines, lines.length + more.length);
    System.arraycopy(more, 0, all, lines.length, more.length);
    return all;
  }

  private static void request(Bench bench) {
    Http2Wire client = Http2Wire.client(bench.client());
    String[] fields = {
      "x-b: 1", "x-a: two  spaces", "cookie: a=1", "x-b: 3", "te: trailers", "cookie: b=2"
    };
    client.headers(
        1,
        true,
        with(
            new String[] {
              ":method: GET",
              ":scheme: http",
              ":authority: localhost",
              ":path: /o/model/arn%3Aaws%2Fx//y?a=b?c"
            },
            fields));
    Http2Wire.Frame seen = Http2Wire.server(bench.upstream()).next();
    assertThat(seen.ends()).isTrue();
    assertThat(seen.lines().subList(0, 4))
        .containsExactlyInAnyOrder(
            ":method: GET",
            ":scheme: http",
            ":authority: " + bench.host(),
            ":path: /model/arn%3Aaws%2Fx//y?a=b?c");
    assertThat(seen.lines().subList(4, 10)).containsExactly(fields);
  }

  private static void answer(Bench bench) {
    Http2Wire client = Http2Wire.client(bench.client());
    client.headers(1, true, GET);
    Http2Wire origin = Http2Wire.server(bench.upstream());
    int stream = origin.next().stream();
    origin.headers(
        stream, false, ":status: 200", "set-cookie: a=1", "date: now", "set-cookie: b=2");
    origin.data(stream, true, "h\u00e9llo");
    Http2Wire.Frame head = client.next();
    assertThat(head.lines())
        .containsExactly(":status: 200", "set-cookie: a=1", "date: now", "set-cookie: b=2");
    assertThat(client.whole()).isEqualTo(new Http2Wire.Whole("h\u00e9llo", List.of(), false));
  }

  private static void trailers(Bench bench) {
    Http2Wire client = Http2Wire.client(bench.client());
    client.headers(1, false, POST);
    client.data(1, false, "abc");
    client.headers(1, true, "x-sum: 1");
    Http2Wire origin = Http2Wire.server(bench.upstream());
    int stream = origin.next().stream();
    assertThat(origin.whole()).isEqualTo(new Http2Wire.Whole("abc", List.of("x-sum: 1"), false));
    origin.headers(stream, false, ":status: 200");
    origin.headers(stream, true, "grpc-status: 0");
    client.next();
    assertThat(client.whole()).isEqualTo(new Http2Wire.Whole("", List.of("grpc-status: 0"), false));
  }

  private static void events(Bench bench) {
    Http2Wire client = Http2Wire.client(bench.client());
    client.headers(1, false, POST);
    Http2Wire origin = Http2Wire.server(bench.upstream());
    int stream = origin.next().stream();
    for (int i = 0; i < 5; i++) {
      client.data(1, false, "up " + i);
      assertThat(origin.next().data()).isEqualTo("up " + i);
    }
    origin.headers(stream, false, ":status: 200", "content-type: text/event-stream");
    client.next();
    for (int i = 0; i < 20; i++) {
      origin.data(stream, false, "data: " + i + "\n\n");
      assertThat(client.next().data()).isEqualTo("data: " + i + "\n\n");
    }
  }

  private static void cancel(Bench bench) {
    Http2Wire client = Http2Wire.client(bench.client());
    client.headers(1, true, GET);
    Http2Wire origin = Http2Wire.server(bench.upstream());
    int stream = origin.next().stream();
    origin.headers(stream, false, ":status: 200");
    client.next();
    client.reset(1, CANCEL);
    Http2Wire.Frame seen = origin.next();
    assertThat(seen.type()).isEqualTo(Http2Wire.RST_STREAM);
    assertThat(seen.code()).isEqualTo(CANCEL);
  }

  private static void reset(Bench bench) {
    Http2Wire client = Http2Wire.client(bench.client());
    client.headers(1, true, GET);
    Http2Wire origin = Http2Wire.server(bench.upstream());
    int stream = origin.next().stream();
    origin.headers(stream, false, ":status: 200");
    origin.data(stream, false, "abc");
    client.next();
    assertThat(client.next().data()).isEqualTo("abc");
    origin.reset(stream, 2);
    assertThat(client.next().type()).isEqualTo(Http2Wire.RST_STREAM);
  }

  private static void hints(Bench bench) {
    Http2Wire client = Http2Wire.client(bench.client());
    client.headers(1, true, GET);
    Http2Wire origin = Http2Wire.server(bench.upstream());
    int stream = origin.next().stream();
    origin.headers(stream, false, ":status: 103", "link: </a>");
    assertThat(client.next().lines()).containsExactly(":status: 103", "link: </a>");
    origin.headers(stream, true, ":status: 204");
    Http2Wire.Frame head = client.next();
    assertThat(head.lines()).containsExactly(":status: 204");
    assertThat(head.ends() || client.next().ends()).isTrue();
  }

  private static void early(Bench bench) {
    Http2Wire client = Http2Wire.client(bench.client());
    client.headers(1, false, POST);
    client.data(1, false, "abc");
    Http2Wire origin = Http2Wire.server(bench.upstream());
    int stream = origin.next().stream();
    origin.headers(stream, false, ":status: 413");
    origin.data(stream, true, "no");
    assertThat(client.next().lines()).contains(":status: 413");
    assertThat(client.whole().data()).isEqualTo("no");
  }

  private static void many(Bench bench) {
    Http2Wire client = Http2Wire.client(bench.client());
    client.headers(1, true, GET);
    Http2Wire origin = Http2Wire.server(bench.upstream());
    int first = origin.next().stream();
    client.headers(3, true, GET);
    int second = origin.next().stream();
    origin.headers(second, true, ":status: 202");
    Http2Wire.Frame head = client.next();
    assertThat(head.stream()).isEqualTo(3);
    assertThat(head.lines()).contains(":status: 202");
    if (!head.ends()) {
      assertThat(client.next().ends()).isTrue();
    }
    origin.headers(first, true, ":status: 201");
    assertThat(client.next().stream()).isEqualTo(1);
  }

  /// The caller opens no more of its window than 64 KiB; the origin cannot get rid of much more
  /// than the gateway's own window.
  private static void window(Bench bench) {
    Wire callersWire = bench.client();
    Http2Wire client = Http2Wire.client(callersWire);
    client.headers(1, true, GET);
    Wire originsWire = bench.upstream();
    Http2Wire origin = Http2Wire.server(originsWire);
    int stream = origin.next().stream();
    origin.headers(stream, false, ":status: 200");
    client.next();
    int got = 0;
    origin.data(stream, false, "x".repeat(16_000));
    origin.data(stream, false, "y".repeat(16_000));
    origin.data(stream, false, "z".repeat(16_000));
    origin.data(stream, false, "u".repeat(16_000));
    while (got < 64_000) {
      got += client.next().data().length();
    }
    client.window(0, 10_000);
    client.window(1, 10_000);
    origin.data(stream, true, "!".repeat(500));
    assertThat(client.whole().data()).endsWith("!");
    assertThat(callersWire.silent(Duration.ofMillis(100))).isTrue();
  }

  private static void head(Bench bench) {
    Http2Wire client = Http2Wire.client(bench.client());
    client.headers(
        1, true, ":method: HEAD", ":scheme: http", ":authority: localhost", ":path: /o/a");
    Http2Wire origin = Http2Wire.server(bench.upstream());
    int stream = origin.next().stream();
    origin.headers(stream, true, ":status: 200", "content-length: 123");
    assertThat(client.next().lines()).containsExactly(":status: 200", "content-length: 123");
  }

  private static void upgrade(Bench bench) {
    Wire client = bench.client();
    client.send(
        "POST /o/a%3Ab HTTP/1.1\r\nHost: localhost\r\nX-A: 1\r\nConnection: X-Mine\r\nX-Mine: 1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX-Sum: 1\r\n\r\n");
    Http2Wire origin = Http2Wire.server(bench.upstream());
    Http2Wire.Frame seen = origin.next();
    assertThat(seen.lines())
        .contains(":path: /a%3Ab", ":authority: " + bench.host(), "x-a: 1")
        .noneMatch(line -> line.startsWith("x-mine") || line.startsWith("host"))
        .noneMatch(line -> line.startsWith("transfer-encoding") || line.startsWith("connection"));
    assertThat(origin.whole()).isEqualTo(new Http2Wire.Whole("abc", List.of("x-sum: 1"), false));
    origin.headers(seen.stream(), false, ":status: 200");
    origin.data(seen.stream(), false, "answer");
    origin.headers(seen.stream(), true, "x-end: 1");
    assertThat(client.head()).startsWith("HTTP/1.1 200 ");
    assertThat(client.chunked()).isEqualTo(new Wire.Chunked("answer", "x-end: 1\r\n"));
  }

  private static void downGet(Bench bench) {
    Http2Wire client = Http2Wire.client(bench.client());
    client.headers(1, true, with(GET, "x-a: 1", "te: trailers"));
    Wire origin = bench.upstream();
    String head = origin.head();
    assertThat(head).startsWith("GET /a HTTP/1.1\r\n");
    assertThat(Wire.fields(head)).contains("Host: " + bench.host(), "x-a: 1");
    origin.send(
        "HTTP/1.1 200 OK\r\nX-B: 2\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
    assertThat(client.next().lines()).containsExactly(":status: 200", "x-b: 2");
    assertThat(client.whole().data()).isEqualTo("abc");
  }

  private static void downLength(Bench bench) {
    Http2Wire client = Http2Wire.client(bench.client());
    client.headers(1, false, with(POST, "content-length: 3"));
    client.data(1, true, "abc");
    Wire origin = bench.upstream();
    String head = origin.head();
    assertThat(Wire.value(head, "content-length")).isEqualTo("3");
    assertThat(Wire.value(head, "transfer-encoding")).isNull();
    assertThat(origin.bytes(3)).isEqualTo("abc");
    origin.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    client.next();
    assertThat(client.whole().data()).isEqualTo("ok");
  }

  private static void downChunked(Bench bench) {
    Http2Wire client = Http2Wire.client(bench.client());
    client.headers(1, false, POST);
    client.data(1, false, "abc");
    client.headers(1, true, "x-sum: 1");
    Wire origin = bench.upstream();
    assertThat(Wire.value(origin.head(), "transfer-encoding")).isEqualTo("chunked");
    assertThat(origin.chunked()).isEqualTo(new Wire.Chunked("abc", "x-sum: 1\r\n"));
  }

  private static void downCut(Bench bench) {
    Http2Wire client = Http2Wire.client(bench.client());
    client.headers(1, true, GET);
    Wire origin = bench.upstream();
    origin.head();
    origin.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
    client.next();
    assertThat(client.next().data()).isEqualTo("abc");
    origin.reset();
    assertThat(client.next().type()).isEqualTo(Http2Wire.RST_STREAM);
  }

  private static void connect(Bench bench) {
    Http2Wire client = Http2Wire.client(bench.client());
    client.headers(1, false, ":method: CONNECT", ":authority: example.org:443");
    assertThat(client.next().lines()).contains(":status: 501");
  }
}
