// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.cassette;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.Gate;
import io.farol.flow.RawExchange;
import io.farol.gateway.Access;
import io.farol.gateway.Gateway;
import io.farol.gateway.Route;
import io.farol.gateway.Surroundings;
import io.farol.gateway.Transport;
import io.farol.gateway.Upstream;
import io.farol.gateway.Watcher;
import io.farol.ingest.wire.WireIntake;
import io.farol.model.Call;
import io.farol.model.Outcome;
import io.farol.model.Traffic;
import io.farol.system.OutcomeTable;
import io.farol.testkit.SharedData;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every recording passes through the real gateway byte for byte; those of the known wires are read
/// exactly: both models and the tokens as the provider counted them; those of all others are plain
/// HTTP exchanges with their status and bytes. Prints a table by wire and host.
class CassetteReplayTest {

  /// Of a hundred exchanges of chat, responses, messages and embeddings so many are exact.
  private static final double EXACT = 98;

  private final BlockingQueue<RawExchange> seen = new LinkedBlockingQueue<>();

  private static final class Row {
    int exchanges;
    int passed;
    int plain;
    int exact;
    int partly;
    int notUnderstood;
  }

  @Test
  void recordingsPassUnchangedAndAreReadExactly() throws Exception {
    Optional<Path> data = SharedData.find("02-llm-http");
    if (data.isEmpty()) {
      return;
    }
    List<Cassette> cassettes = cassettes(data.get());
    assertThat(cassettes).hasSizeGreaterThan(1_000);
    Map<String, Row> table = new TreeMap<>();
    List<String> inexact = new ArrayList<>();
    int changed = replay(cassettes, table, inexact);
    System.out.printf(
        "%-70s %9s %6s %6s %6s %14s %6s%n",
        "wire, host", "exchanges", "passed", "exact", "partly", "not understood", "plain");
    table.forEach((name, row) ->
        System.out.printf(
            "%-70s %9d %6d %6d %6d %14d %6d%n",
            name, row.exchanges, row.passed, row.exact, row.partly, row.notUnderstood, row.plain));
    inexact.forEach(System.out::println);
    assertThat(changed).as("exchanges that a client saw otherwise than recorded").isZero();
    int plain = table.values().stream().mapToInt(row -> row.plain).sum();
    int known = table.values().stream().mapToInt(row -> row.exchanges).sum() - plain;
    int exact = table.values().stream().mapToInt(row -> row.exact).sum();
    System.out.printf(
        "%d recordings; %d of %d exchanges of known wires exact; %d plain%n",
        cassettes.size(), exact, known, plain);
    assertThat(known + plain).isEqualTo(cassettes.size());
    assertThat(100.0 * exact / known).isGreaterThanOrEqualTo(EXACT);
  }

  private static List<Cassette> cassettes(Path folder) throws IOException {
    List<Cassette> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(file -> file.toString().matches(".*\\.(yaml|yml|har)"))
          .sorted()
          .forEach(file -> all.addAll(Cassette.of(file, Yaml.read(file))));
    }
    return all;
  }

  private int replay(List<Cassette> cassettes, Map<String, Row> table, List<String> inexact)
      throws Exception {
    MultiThreadIoEventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    WireIntake wires = new WireIntake(OutcomeTable.standard());
    int changed = 0;
    try (StubOrigin origin = new StubOrigin(cassettes);
        Gateway gateway = open(loops, origin.port());
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout(10_000);
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (int i = 0; i < cassettes.size(); i++) {
        Cassette cassette = cassettes.get(i);
        send(socket, cassette, i);
        boolean passed = received(in, cassette);
        changed += passed ? 0 : 1;
        RawExchange exchange = Objects.requireNonNull(seen.poll(10, TimeUnit.SECONDS));
        Call call =
            Objects.requireNonNull(wires.read(at(exchange, cassette)).getFirst().span().call());
        Row row =
            table.computeIfAbsent(
                call.source().dialect() + " " + cassette.uri().getHost(), name -> new Row());
        row.exchanges++;
        row.passed += passed ? 1 : 0;
        if (call.usage() == null) {
          isPlain(cassette, call, exchange);
          row.plain++;
        } else {
          judge(cassette, call.usage(), row, inexact);
        }
      }
    } finally {
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
    return changed;
  }

  private Gateway open(MultiThreadIoEventLoopGroup loops, int port) throws InterruptedException {
    Watcher watcher =
        new Watcher() {
          @Override
          public void began(RawExchange exchange) {}

          @Override
          public void alive(RawExchange exchange) {}

          @Override
          public void ended(RawExchange exchange) {
            seen.add(exchange);
          }
        };
    return Gateway.open(
        new Transport(loops, NioServerSocketChannel.class, NioSocketChannel.class),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        List.of(Route.plain("r", Upstream.parse("http://127.0.0.1:" + port)).withPrivate()),
        new Surroundings(
            task -> Thread.ofVirtual().start(task),
            (head, route) -> new Access.Verdict.Welcome(null),
            Gate.OPEN,
            watcher,
            InstantSource.system()));
  }

  private static void send(Socket socket, Cassette cassette, int number) throws IOException {
    String head =
        cassette.method()
            + " /r"
            + cassette.target()
            + " HTTP/1.1\r\nHost: localhost\r\nX-Cassette: "
            + number
            + "\r\nContent-Type: "
            + cassette.requestType()
            + "\r\nContent-Length: "
            + cassette.request().length
            + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().write(cassette.request());
  }

  private static boolean received(InputStream in, Cassette cassette) throws IOException {
    String head = StubOrigin.head(in);
    byte[] body = in.readNBytes(Integer.parseInt(StubOrigin.value(head, "content-length")));
    boolean bodiless = cassette.status() == 204 || cassette.status() == 304;
    return head.startsWith("HTTP/1.1 " + cassette.status() + " Recorded\r\n")
        && (bodiless || java.util.Arrays.equals(body, cassette.response()));
  }

  /// The exchange as it would have been with the recorded host instead of the stub.
  private static RawExchange at(RawExchange exchange, Cassette cassette) {
    RawExchange.Target target = exchange.target();
    int port = cassette.uri().getPort();
    return new RawExchange(
        exchange.key(),
        exchange.parent(),
        new RawExchange.Target(
            RawExchange.Parties.OUTWARDS,
            target.route(),
            null,
            "https".equals(cassette.uri().getScheme()),
            cassette.uri().getHost(),
            port < 0 ? 443 : port,
            target.method(),
            target.path(),
            target.query()),
        exchange.startEpochNanos(),
        exchange.firstByteNanos(),
        exchange.durationNanos(),
        exchange.lastByteNanos(),
        exchange.status(),
        exchange.request(),
        exchange.response(),
        exchange.ending());
  }

  /// What it is whatever it says: whole, with its status and its bytes.
  private static void isPlain(Cassette cassette, Call call, RawExchange exchange) {
    String which = cassette.file() + " " + cassette.uri();
    boolean bodiless = cassette.status() == 204 || cassette.status() == 304;
    assertThat(exchange.ending()).as(which).isEqualTo(new RawExchange.Ending.Whole());
    assertThat(call.outcome().httpStatus()).as(which).isEqualTo(cassette.status());
    if (cassette.status() >= 400) {
      assertThat(call.outcome()).as(which).isInstanceOf(Outcome.Failed.class);
    }
    assertThat(call.traffic())
        .as(which)
        .isEqualTo(
            new Traffic(
                (long) cassette.request().length,
                bodiless ? 0L : (long) cassette.response().length));
  }

  private static void judge(Cassette cassette, Call.Usage usage, Row row, List<String> inexact) {
    Oracle oracle = Oracle.of(cassette);
    boolean models =
        (oracle.requested() == null || oracle.requested().equals(usage.model().requested()))
            && Objects.equals(oracle.responded(), usage.model().responded());
    boolean tokens =
        Objects.equals(oracle.input(), usage.tokens().input())
            && Objects.equals(oracle.output(), usage.tokens().output());
    if (models && tokens) {
      row.exact++;
    } else if (models || tokens) {
      row.partly++;
    } else {
      row.notUnderstood++;
    }
    if (!models || !tokens) {
      inexact.add(why(cassette, oracle, usage));
    }
  }

  private static String why(Cassette cassette, Oracle oracle, Call.Usage usage) {
    return "  "
        + cassette.file().getFileName()
        + " "
        + cassette.status()
        + ": expected "
        + oracle
        + ", read "
        + usage.model()
        + " "
        + usage.tokens()
        + " coding="
        + cassette.headers().get("content-encoding");
  }
}
