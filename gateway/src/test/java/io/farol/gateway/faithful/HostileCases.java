// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway.faithful;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What must be refused before an origin sees anything of it.
final class HostileCases {

  private HostileCases() {}

  static List<Case> all() {
    String post = "POST /o/ HTTP/1.1\r\nHost: localhost\r\n";
    String get = "GET /o/ HTTP/1.1\r\n";
    List<Case> cases = new ArrayList<>();
    Map.ofEntries(
            Map.entry(
                "both length and chunked",
                post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            Map.entry("two lengths", post + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc"),
            Map.entry("length that is no number", post + "Content-Length: +3\r\n\r\nabc"),
            Map.entry("list of lengths", post + "Content-Length: 3, 3\r\n\r\nabc"),
            Map.entry("length past 64 bits", post + "Content-Length: 99999999999999999999\r\n\r\n"),
            Map.entry(
                "unknown transfer coding", post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
            Map.entry(
                "chunked twice", post + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"),
            Map.entry(
                "chunked, not last", post + "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n"),
            Map.entry("folded header", get + "Host: localhost\r\nX-A: 1\r\n 2\r\n\r\n"),
            Map.entry("space before the colon", get + "Host: localhost\r\nX-A : 1\r\n\r\n"),
            Map.entry("header without a name", get + "Host: localhost\r\n: 1\r\n\r\n"),
            Map.entry("header without a colon", get + "Host: localhost\r\nX-A\r\n\r\n"),
            Map.entry("NUL in a value", get + "Host: localhost\r\nX-A: a\u0000b\r\n\r\n"),
            Map.entry("bare CR in a value", get + "Host: localhost\r\nX-A: a\rb\r\n\r\n"),
            Map.entry("bare LF ends a line", get + "Host: localhost\nX-A: 1\r\n\r\n"),
            Map.entry("no host", get + "X-A: 1\r\n\r\n"),
            Map.entry("two hosts", get + "Host: localhost\r\nHost: other\r\n\r\n"),
            Map.entry("space in the target", "GET /o/a b HTTP/1.1\r\nHost: localhost\r\n\r\n"),
            Map.entry("two spaces", "GET  /o/ HTTP/1.1\r\nHost: localhost\r\n\r\n"),
            Map.entry(
                "HTTP/1.0 chunked",
                post.replace("1.1", "1.0") + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            Map.entry("HTTP/3.0", get.replace("1.1", "3.0") + "Host: localhost\r\n\r\n"),
            Map.entry(
                "CONNECT", "CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n"),
            Map.entry("asterisk", "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n"),
            Map.entry("unknown route", "GET /other/ HTTP/1.1\r\nHost: localhost\r\n\r\n"),
            Map.entry(
                "route that only begins alike", "GET /oo/ HTTP/1.1\r\nHost: localhost\r\n\r\n"),
            Map.entry(
                "head of a megabyte",
                get + "Host: localhost\r\nX-A: " + "a".repeat(1 << 20) + "\r\n\r\n"),
            Map.entry(
                "ten thousand headers",
                get + "Host: localhost\r\n" + "X-A: 1\r\n".repeat(10_000) + "\r\n"),
            Map.entry(
                "target of 100 kB",
                "GET /o/" + "a".repeat(100_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"),
            Map.entry(
                "WebSocket",
                get
                    + "Host: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"))
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(each ->
            cases.add(
                new Case("refused: " + each.getKey(), bench -> refused(bench, each.getValue()))));
    for (String broken :
        List.of(
            "g\r\nabc\r\n0\r\n\r\n",
            "0x3\r\nabc\r\n0\r\n\r\n",
            "-1\r\nabc\r\n0\r\n\r\n",
            "3\nabc\r\n0\r\n\r\n",
            "3\r\nabcd\r\n0\r\n\r\n",
            "fffffffffffffffff\r\nabc",
            "3 \r\nabc\r\n0\r\n\r\n",
            "3\r\nabc\r\n0\r\nX A: 1\r\n\r\n")) {
      cases.add(
          new Case(
              "cut off: chunk " + broken.replace("\r", "\\r").replace("\n", "\\n"),
              bench -> badChunk(bench, post, broken)));
    }
    cases.add(new Case("answer with a bad head is a 502", HostileCases::badAnswer));
    return cases;
  }

  private static void refused(Bench bench, String request) {
    Wire client = bench.client();
    try {
      client.send(request);
    } catch (java.io.UncheckedIOException refusedEarlier) {
      // the answer may be there already
    }
    assertThat(client.head()).matches("(?s)HTTP/1\\.1 [45]\\d\\d .*");
    assertThat(bench.origin.connectionNow()).as("a connection to the origin").isNull();
  }

  /// The origin may have seen the head and good chunks, and then never a whole request.
  private static void badChunk(Bench bench, String post, String body) {
    Wire client = bench.client();
    client.send(post + "Transfer-Encoding: chunked\r\n\r\n" + body);
    client.ended();
    Wire upstream = bench.origin.connectionNow();
    if (upstream != null) {
      String seen = seen(upstream);
      assertThat(seen).doesNotEndWith("0\r\n\r\n");
    }
  }

  private static String seen(Wire upstream) {
    try {
      return upstream.rest();
    } catch (AssertionError reset) {
      return "";
    }
  }

  private static void badAnswer(Bench bench) {
    Wire client = bench.client().send("GET /o/ HTTP/1.1\r\nHost: localhost\r\n\r\n");
    Wire upstream = bench.upstream();
    upstream.head();
    upstream.send("SSH-2.0-OpenSSH_9.6\r\n\r\n");
    assertThat(client.head()).startsWith("HTTP/1.1 502 ");
  }
}
