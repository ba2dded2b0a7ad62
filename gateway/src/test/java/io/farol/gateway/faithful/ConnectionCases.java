// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway.faithful;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Ends, resets, reuse and back-pressure.
final class ConnectionCases {

  private static final String GET = "GET /o/ HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private static final int MIB = 1 << 20;

  private ConnectionCases() {}

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    cases.add(new Case("client gone before the answer ends the upstream", ConnectionCases::cancel));
    cases.add(new Case("client gone in a stream ends the upstream", ConnectionCases::cancelStream));
    cases.add(new Case("client gone in its body ends the upstream", ConnectionCases::cancelBody));
    cases.add(new Case("upstream reset in a body is no whole body", ConnectionCases::cut));
    cases.add(new Case("upstream reset in chunks is no whole body", ConnectionCases::cutChunks));
    cases.add(
        new Case("upstream reset without a length resets the client", ConnectionCases::cutOpen));
    cases.add(new Case("upstream end in a counted body is no whole body", ConnectionCases::half));
    cases.add(new Case("upstream gone before its answer is a 502", ConnectionCases::gone));
    cases.add(new Case("connections are used again both ways", ConnectionCases::reuse));
    cases.add(new Case("pipelined requests are answered in order", ConnectionCases::pipelined));
    cases.add(new Case("a stale connection does not fail a GET", ConnectionCases::stale));
    cases.add(new Case("a POST that may have arrived is not sent twice", ConnectionCases::once));
    cases.add(new Case("Connection: close both ways", ConnectionCases::close));
    cases.add(new Case("slow reader holds back the origin", ConnectionCases::slowReader));
    cases.add(new Case("slow origin holds back the client", ConnectionCases::slowOrigin));
    return cases;
  }

  private static void cancel(Bench bench) {
    Wire client = bench.client().send(GET);
    Wire upstream = bench.upstream();
    upstream.head();
    client.close();
    upstream.ended();
  }

  private static void cancelStream(Bench bench) {
    Wire client = bench.client().send(GET);
    Wire upstream = bench.upstream();
    upstream.head();
    upstream.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
    client.head();
    client.reset();
    upstream.ended();
  }

  private static void cancelBody(Bench bench) {
    Wire client = bench.client();
    client.send("POST /o/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc");
    Wire upstream = bench.upstream();
    upstream.head();
    assertThat(upstream.bytes(3)).isEqualTo("abc");
    client.close();
    upstream.ended();
  }

  private static void cut(Bench bench) {
    Wire client = bench.client().send(GET);
    Wire upstream = bench.upstream();
    upstream.head();
    upstream.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
    client.head();
    assertThat(client.bytes(3)).isEqualTo("abc");
    upstream.reset();
    client.ended();
  }

  private static void cutChunks(Bench bench) {
    Wire client = bench.client().send(GET);
    Wire upstream = bench.upstream();
    upstream.head();
    upstream.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
    client.head();
    assertThat(client.until("abc\r\n")).isEqualTo("3\r\nabc\r\n");
    upstream.reset();
    assertThat(client.endsInReset()).as("reset, as upstream").isTrue();
  }

  private static void cutOpen(Bench bench) {
    Wire client = bench.client().send(GET);
    Wire upstream = bench.upstream();
    upstream.head();
    upstream.send("HTTP/1.1 200 OK\r\n\r\nabc");
    client.head();
    client.until("abc");
    upstream.reset();
    assertThat(client.endsInReset()).as("reset, as upstream").isTrue();
  }

  private static void half(Bench bench) {
    Wire client = bench.client().send(GET);
    Wire upstream = bench.upstream();
    upstream.head();
    upstream.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
    upstream.close();
    client.head();
    assertThat(client.bytes(3)).isEqualTo("abc");
    client.ended();
  }

  private static void gone(Bench bench) {
    Wire client =
        bench.client().send("POST /o/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\nx");
    Wire upstream = bench.upstream();
    upstream.head();
    upstream.reset();
    assertThat(client.head()).startsWith("HTTP/1.1 502 ");
  }

  private static void reuse(Bench bench) {
    Wire client = bench.client();
    client.send(GET);
    Wire upstream = bench.upstream();
    for (int i = 0; i < 5; i++) {
      if (i > 0) {
        client.send(GET);
      }
      upstream.head();
      upstream.send(OK);
      String head = client.head();
      assertThat(client.body(head)).isEqualTo("ok");
    }
  }

  private static void pipelined(Bench bench) {
    Wire client = bench.client();
    client.send(
        "GET /o/1 HTTP/1.1\r\nHost: localhost\r\n\r\n"
            + "POST /o/2 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc"
            + "GET /o/3 HTTP/1.1\r\nHost: localhost\r\n\r\n");
    Wire upstream = bench.upstream();
    for (int i = 1; i <= 3; i++) {
      String seen = upstream.head();
      assertThat(seen).contains(" /" + i + " HTTP/1.1\r\n");
      if (i == 2) {
        assertThat(upstream.bytes(3)).isEqualTo("abc");
      }
      upstream.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + i);
      String head = client.head();
      assertThat(client.body(head)).isEqualTo("" + i);
    }
  }

  /// The origin ends the pooled connection exactly when the next request is on its way.
  private static void stale(Bench bench) {
    Wire client = bench.client().send(GET);
    Wire upstream = bench.upstream();
    upstream.head();
    upstream.send(OK);
    client.body(client.head());
    client.send(GET);
    upstream.head();
    upstream.reset();
    Wire second = bench.upstream();
    second.head();
    second.send(OK);
    assertThat(client.head()).startsWith("HTTP/1.1 200 OK\r\n");
  }

  private static void once(Bench bench) {
    Wire client = bench.client().send(GET);
    Wire upstream = bench.upstream();
    upstream.head();
    upstream.send(OK);
    client.body(client.head());
    client.send("POST /o/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc");
    upstream.head();
    assertThat(upstream.bytes(3)).isEqualTo("abc");
    upstream.reset();
    assertThat(client.head()).startsWith("HTTP/1.1 502 ");
    assertThat(bench.origin.connectionNow()).isNull();
  }

  private static void close(Bench bench) {
    Wire client = bench.client();
    client.send("GET /o/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    Wire upstream = bench.upstream();
    upstream.head();
    upstream.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
    String head = client.head();
    assertThat(client.body(head)).isEqualTo("ok");
    assertThat(client.rest()).isEmpty();
  }

  /// What the sender has sent when nothing moves any more is bounded by buffers, far from all.
  private static void slowReader(Bench bench) throws Exception {
    Wire client = bench.client();
    client.smallBuffers();
    client.send(GET);
    Wire upstream = bench.upstream();
    upstream.head();
    upstream.send("HTTP/1.1 200 OK\r\nContent-Length: " + 256L * MIB + "\r\n\r\n");
    client.head();
    heldBack(upstream, client);
  }

  private static void slowOrigin(Bench bench) throws Exception {
    Wire client = bench.client();
    client.send(
        "POST /o/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + 256L * MIB + "\r\n\r\n");
    Wire upstream = bench.upstream();
    upstream.head();
    heldBack(client, upstream);
  }

  private static void heldBack(Wire from, Wire to) throws Exception {
    byte[] block = new byte[MIB];
    AtomicLong sent = new AtomicLong();
    CompletableFuture<Void> sending =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < 256; i++) {
                from.send(block);
                sent.addAndGet(MIB);
              }
            },
            task -> Thread.ofVirtual().start(task));
    long before = -1;
    while (sent.get() != before) {
      before = sent.get();
      TimeUnit.MILLISECONDS.sleep(300);
    }
    assertThat(sent.get()).as("bytes taken while nobody read").isLessThan(64L * MIB);
    long read = 0;
    byte[] into = new byte[MIB];
    while (read < 256L * MIB) {
      int more = to.read(into);
      assertThat(more).isPositive();
      read += more;
    }
    sending.get(10, TimeUnit.SECONDS);
  }
}
