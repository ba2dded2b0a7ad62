// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.SessionProtocol;
import io.farol.lab.e2e.Hostile.Case;
import io.farol.lab.e2e.Hostile.Told;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Whatever comes in: each input of the table gets exactly the answer beside it, the counters add
/// up, memory stays bounded, and a sender that does everything right beside it notices nothing.
class HostileIT {

  private static final int ANNOUNCED_MIB = 1 << 20;
  private static final String TRACES = "/v1/traces";
  private static final String PROTOBUF = "application/x-protobuf";
  private static final String JSON = "application/json";
  private static final String METHOD =
      "/opentelemetry.proto.collector.trace.v1.TraceService/Export";

  /// Slow connections of each kind at each port.
  private static final int SLOW = 120;

  /// What the whole process may take of memory at its worst.
  private static final long MOST_RESIDENT = 1_200L << 20;

  @TempDir static Path folder;
  private static FarolProcess farol;
  private static GoodSender good;

  private static final List<CompletableFuture<String>> SLOW_ONES = new ArrayList<>();

  @BeforeAll
  static void start() {
    farol = FarolProcess.start(folder.resolve("data"), "--open");
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    good = new GoodSender(farol, seed);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    good.stop();
    farol.close();
  }

  @TestFactory
  Stream<DynamicTest> eachIsToldAndNobodyElseWaits() {
    slowSenders();
    List<Case> cases =
        Stream.of(broken(), oversized(), odd(), grpc()).flatMap(List::stream).toList();
    List<DynamicTest> tests = new ArrayList<>();
    Tally tally = new Tally();
    for (Case each : cases) {
      tests.add(
          DynamicTest.dynamicTest(
              each.name(),
              () -> {
                Told told = each.send().call();
                System.out.println(each.name() + ": " + told);
                assertThat(told.status()).as(told.toString()).isEqualTo(each.status());
                for (String fragment : each.fragments()) {
                  assertThat(told.text()).contains(fragment);
                }
                tally.add(each, told);
              }));
    }
    tests.add(DynamicTest.dynamicTest("HTTP/2 floods end their connection", this::floods));
    tests.add(DynamicTest.dynamicTest("slow senders are let go", this::slowOnesAreLetGo));
    tests.add(
        DynamicTest.dynamicTest("the good sender waited for nobody", () -> goodSender(tally)));
    tests.add(DynamicTest.dynamicTest("the counters add up", () -> counters(tally)));
    tests.add(DynamicTest.dynamicTest("a wrong clock disturbs nothing", this::clocks));
    tests.add(DynamicTest.dynamicTest("memory is bounded", this::memory));
    return tests.stream();
  }

  private List<Case> broken() {
    byte[] whole = Hostile.request(Hostile.span("x").build());
    return List.of(
        http(
            "protobuf cut short",
            PROTOBUF,
            Arrays.copyOf(whole, whole.length - 3),
            400,
            "cut short"),
        http(
            "JSON cut short",
            JSON,
            text("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"ab"),
            400,
            "cut short or not JSON"),
        http("no JSON", JSON, text("{\"resourceSpans\":[NaN]}"), 400, "not JSON"),
        http("nothing", JSON, new byte[0], 400, "the request is empty"),
        http(
            "gzip cut short",
            JSON,
            Arrays.copyOf(Hostile.gzip(whole), 20),
            400,
            "not whole gzip",
            "Content-Encoding",
            "gzip"),
        http("no gzip", PROTOBUF, whole, 400, "not whole gzip", "Content-Encoding", "gzip"),
        http("an unknown packing", PROTOBUF, whole, 415, "compression", "Content-Encoding", "br"),
        http("an unknown content type", "text/plain", whole, 415, "Content-Type"),
        http("a list where an object must be", JSON, text("[]"), 400, "must be an object"),
        http(
            "a number where a list must be",
            JSON,
            text("{\"resourceSpans\":5}"),
            400,
            "must be a list"));
  }

  private List<Case> oversized() {
    return List.of(
        new Case("a body over 64 MiB", 413, 0, 0, () -> tooLong(false), "at most 67108864 bytes"),
        new Case(
            "a body over 64 MiB that names no length",
            413,
            0,
            0,
            () -> tooLong(true),
            "at most 67108864 bytes"),
        http(
            "a zip bomb",
            JSON,
            Hostile.gzip(new byte[70 << 20]),
            413,
            "unpacked",
            "Content-Encoding",
            "gzip"),
        http(
            "gzip in gzip is not unpacked twice",
            JSON,
            Hostile.gzip(Hostile.gzip(new byte[70 << 20])),
            400,
            "not JSON",
            "Content-Encoding",
            "gzip"),
        http(
            "JSON nested without end",
            JSON,
            text("{\"x\":" + "[".repeat(100_000)),
            400,
            "nests deeper than 1000 levels"),
        kept("protobuf nested 20,000 deep", PROTOBUF, Hostile.nested(20_000), 1, 0, ""),
        kept(
            "10,000 attributes on each of 40 spans",
            PROTOBUF,
            Hostile.manyAttributes(40, 10_000),
            40,
            0,
            ""),
        kept("12,000 attributes", PROTOBUF, Hostile.manyAttributes(1, 12_000), 1, 0, ""),
        kept(
            "a value of 16 MiB",
            PROTOBUF,
            Hostile.request(Hostile.span("large", "big", "v".repeat(16 << 20)).build()),
            1,
            0,
            ""),
        kept(
            "a value of 20 MiB",
            PROTOBUF,
            Hostile.request(Hostile.span("larger", "big", "v".repeat(20 << 20)).build()),
            1,
            0,
            ""),
        kept(
            "a key of 1 MiB",
            PROTOBUF,
            Hostile.request(Hostile.span("key", "k".repeat(1 << 20), "v").build()),
            1,
            0,
            ""),
        packed(
            3_000,
            "events of two bytes, a billion bytes of memory",
            Hostile.gzip(Hostile.emptyEvents(3_000, 10_000)),
            "send smaller batches"),
        packed(1, "values of two bytes", Hostile.gzip(Hostile.emptyValues(60 << 20)), ""),
        packed(
            1,
            "messages of three bytes in JSON text",
            Hostile.gzip(
                Hostile.request(
                    Hostile.span(
                            "msg",
                            "gen_ai.operation.name",
                            "chat",
                            "gen_ai.input.messages",
                            "[" + "{},".repeat(5_000_000) + "{}]")
                        .build())),
            ""),
        packed(
            4,
            "60 MiB of text, each character two bytes in memory",
            Hostile.gzip(Hostile.texts(4, 15 << 20)),
            ""),
        new Case("headers of 64 KiB", 431, 0, 0, this::hugeHeaders));
  }

  private List<Case> odd() {
    String good = "{\"traceId\":\"%s\",\"spanId\":\"%s\",\"startTimeUnixNano\":\"%s\"}";
    String span = good.formatted(Hostile.traceId(), "00f067aa0ba902b7", Otlp.now());
    return List.of(
        odd("wrong types beside a good span", "{\"attributes\":7}", 1, 1, "must be a list"),
        odd(
            "a time that is NaN",
            good.formatted(Hostile.traceId(), "00f067aa0ba902b7", "NaN"),
            1,
            1,
            "is not a number"),
        odd(
            "a time of two thousand million digits",
            good.formatted(Hostile.traceId(), "00f067aa0ba902b7", "1e2147483647"),
            1,
            1,
            "is not a number"),
        odd(
            "a time of a tiny fraction",
            good.formatted(Hostile.traceId(), "00f067aa0ba902b7", "1e-2147483647"),
            1,
            1,
            "is 0"),
        odd(
            "a negative time",
            good.formatted(Hostile.traceId(), "00f067aa0ba902b7", "-1"),
            1,
            1,
            "2200"),
        odd(
            "a trace id of three bytes",
            good.formatted("abcdef", "00f067aa0ba902b7", "5"),
            1,
            1,
            "traceId has 3 bytes"),
        odd(
            "a span id that is no hex",
            good.formatted(Hostile.traceId(), "xyz", "5"),
            1,
            1,
            "spanId is not hex"),
        odd("ids of zeros", good.formatted("0".repeat(32), "0".repeat(16), "5"), 1, 1, "all zeros"),
        kept(
            "the same span three times",
            JSON,
            text(
                "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":["
                    + span
                    + ","
                    + span
                    + ","
                    + span
                    + "]}]}]}"),
            1,
            0,
            ""),
        kept(
            "clocks off by years",
            PROTOBUF,
            Hostile.request(
                Hostile.at(Hostile.PAST, 1L),
                Hostile.at(Hostile.FUTURE, 7_289_654_000_000_000_000L)),
            2,
            0,
            ""),
        kept("bytes that are not UTF-8", PROTOBUF, Hostile.request(Hostile.notUtf8()), 1, 0, ""),
        kept(
            "halves of characters in JSON",
            JSON,
            text(
                "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\""
                    + Hostile.traceId()
                    + "\",\"spanId\":\"00f067aa0ba902b7\",\"startTimeUnixNano\":\"5\",\"name\":\"\\ud800\"}]}]}]}"),
            1,
            0,
            ""),
        kept(
            "a list of blanks without end",
            PROTOBUF,
            Hostile.request(
                Hostile.span(
                        "blanks",
                        "gen_ai.operation.name",
                        "chat",
                        "gen_ai.response.finish_reasons",
                        "a" + " ".repeat(4 << 20) + "b,c")
                    .build()),
            1,
            0,
            ""));
  }

  private List<Case> grpc() {
    byte[] whole = Hostile.request(Hostile.span("grpc").build());
    byte[] two = ByteBuffer.allocate(20).put((byte) 0).putInt(5).array();
    return List.of(
        new Case(
            "gRPC: a message cut short",
            3,
            0,
            0,
            () -> grpc(METHOD, framed(Arrays.copyOf(whole, whole.length - 1))),
            "cut short"),
        new Case("gRPC: no frame", 3, 0, 0, () -> grpc(METHOD, new byte[3]), "holds no message"),
        new Case(
            "gRPC: a frame that announces another length",
            3,
            0,
            0,
            () -> grpc(METHOD, two),
            "exactly one message"),
        new Case(
            "gRPC: no such method",
            12,
            0,
            0,
            () -> grpc("/x.Y/Z", framed(whole)),
            "no such method"),
        new Case(
            "gRPC: a packing that is not named",
            12,
            0,
            0,
            () ->
                grpc(
                    METHOD,
                    ByteBuffer.allocate(5 + whole.length)
                        .put((byte) 1)
                        .putInt(whole.length)
                        .put(whole)
                        .array(),
                    "grpc-encoding",
                    "snappy"),
            "gzip"),
        new Case(
            "gRPC: over 64 MiB",
            8,
            0,
            0,
            () -> grpc(METHOD, framed(new byte[(64 << 20) + 1])),
            "at most"),
        new Case("gRPC: a good one", 0, 1, 0, () -> grpc(METHOD, framed(whole)), ""));
  }

  private Case http(
      String name, String type, byte[] body, int status, String fragment, String... headers) {
    return new Case(name, status, 0, 0, () -> post(type, body, headers), fragment);
  }

  private Case kept(
      String name, String type, byte[] body, int accepted, int rejected, String fragment) {
    return new Case(name, 200, accepted, rejected, () -> post(type, body), fragment);
  }

  /// Of which as much is kept as the limits allow, and the rest refused and explained.
  private Case packed(int spans, String name, byte[] body, String fragment) {
    return new Case(
        name,
        200,
        spans,
        Case.WHATEVER,
        () -> post(PROTOBUF, body, "Content-Encoding", "gzip"),
        fragment);
  }

  private Case odd(String name, String span, int accepted, int rejected, String fragment) {
    String good =
        "{\"traceId\":\"%s\",\"spanId\":\"00f067aa0ba902b7\",\"startTimeUnixNano\":\"5\"}"
            .formatted(Hostile.traceId());
    return kept(
        name,
        JSON,
        text("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + good + "," + span + "]}]}]}"),
        accepted,
        rejected,
        fragment);
  }

  private Told post(String type, byte[] body, String... headers) {
    HttpResponse<String> response = farol.post(farol.otlpHttp() + TRACES, type, body, headers);
    return new Told(response.statusCode(), Hostile.readable(response.body()));
  }

  /// A body that never ends, by hand: a client library would fail to write it. The sender goes on
  /// as fast as it can until the connection is closed under it, some seconds after the answer.
  private Told tooLong(boolean chunked) {
    try (RawHttp raw = new RawHttp(farol.otlpHttp())) {
      raw.head(
          TRACES,
          "Content-Type",
          PROTOBUF,
          chunked ? "Transfer-Encoding" : "Content-Length",
          chunked ? "chunked" : Long.toString((long) ANNOUNCED_MIB << 20));
      byte[] block = new byte[1 << 20];
      CompletableFuture<Integer> writing =
          CompletableFuture.supplyAsync(() -> {
            int sent = 0;
            byte[] head = text(Integer.toHexString(block.length) + "\r\n");
            while (sent < ANNOUNCED_MIB
                && (!chunked || raw.send(head))
                && raw.send(block)
                && (!chunked || raw.send(text("\r\n")))) {
              sent++;
            }
            return sent;
          });
      RawHttp.Answer answer = raw.answer(Duration.ofSeconds(30));
      assertThat(raw.ends(Duration.ofSeconds(10))).as("the connection is closed").isTrue();
      assertThat(writing.join()).as("MiB it could send").isLessThan(ANNOUNCED_MIB);
      return new Told(answer.status(), Hostile.readable(answer.body()));
    }
  }

  private Told hugeHeaders() {
    try (RawHttp raw = new RawHttp(farol.http())) {
      raw.head(
          TRACES, "Content-Type", JSON, "Content-Length", "2", "X-Filler", "f".repeat(64 << 10));
      RawHttp.Answer answer = raw.answer(Duration.ofSeconds(10));
      return new Told(answer.status(), answer.body());
    }
  }

  private Told grpc(String method, byte[] body, String... headers) {
    String authority = farol.otlpGrpc().substring("http://".length());
    AggregatedHttpResponse response =
        WebClient.of(SessionProtocol.H2C, com.linecorp.armeria.client.Endpoint.parse(authority))
            .execute(
                RequestHeaders.builder(HttpMethod.POST, method)
                    .add("content-type", "application/grpc")
                    .add("te", "trailers")
                    .add(
                        headers.length == 0 ? "x" : headers[0],
                        headers.length == 0 ? "y" : headers[1])
                    .build(),
                body)
            .aggregate()
            .join();
    String status =
        response.headers().get("grpc-status", response.trailers().get("grpc-status", "-1"));
    return new Told(Integer.parseInt(status), response.headers().get("grpc-message", ""));
  }

  private static byte[] framed(byte[] message) {
    return ByteBuffer.allocate(5 + message.length)
        .put((byte) 0)
        .putInt(message.length)
        .put(message)
        .array();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Connections on every port that send a byte now and then: of a head, of a body.
  private static void slowSenders() {
    for (String url : List.of(farol.http(), farol.otlpHttp(), farol.otlpGrpc())) {
      boolean isGrpc = url.equals(farol.otlpGrpc());
      for (int i = 0; i < SLOW; i++) {
        SLOW_ONES.add(slowly(url, isGrpc, true));
        SLOW_ONES.add(slowly(url, isGrpc, false));
      }
    }
  }

  /// @return what it was told in the end
  private static CompletableFuture<String> slowly(String url, boolean isGrpc, boolean wholeHead) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (RawHttp raw = new RawHttp(url)) {
            if (wholeHead) {
              raw.head(
                  isGrpc ? METHOD : TRACES,
                  "Content-Type",
                  isGrpc ? "application/grpc" : JSON,
                  "Content-Length",
                  "60000000");
              raw.send(new byte[20_000]);
            } else {
              raw.send(text("POST " + TRACES + " HTTP/1.1\r\nX-Slow: "));
            }
            CompletableFuture<Void> dribble =
                CompletableFuture.runAsync(
                    () -> {
                      while (raw.send(text("x"))) {
                        java.util.concurrent.locks.LockSupport.parkNanos(1_000_000_000L);
                      }
                    },
                    VIRTUAL);
            RawHttp.Answer answer = raw.answer(Duration.ofSeconds(60));
            boolean ended = raw.ends(Duration.ofSeconds(10));
            raw.cut();
            dribble.join();
            return (answer == RawHttp.NONE
                    ? "closed"
                    : answer.status() + " " + Hostile.readable(answer.head() + answer.body()))
                + (ended ? "" : " but left open");
          }
        },
        VIRTUAL);
  }

  private static final java.util.concurrent.Executor VIRTUAL =
      Executors.newVirtualThreadPerTaskExecutor();

  private void slowOnesAreLetGo() {
    CompletableFuture.allOf(SLOW_ONES.toArray(CompletableFuture[]::new)).join();
    List<String> told = SLOW_ONES.stream().map(CompletableFuture::join).toList();
    System.out.println(
        "slow senders: "
            + told.stream()
                .map(text -> text.substring(0, Math.min(40, text.length())).replaceAll("\\s+", " "))
                .collect(
                    java.util.stream.Collectors.groupingBy(
                        text -> text, java.util.stream.Collectors.counting())));
    assertThat(told).noneMatch(text -> text.endsWith("left open"));
    assertThat(told).filteredOn(text -> text.equals("closed")).hasSize(3 * SLOW);
    assertThat(told)
        .filteredOn(text -> text.contains("the body took longer than 20 s to arrive"))
        .hasSize(3 * SLOW);
  }

  private void floods() {
    assertThat(
            flood(http2 -> {
              byte[] block = http2.post(METHOD, "application/grpc");
              for (int stream = 1; stream < 400_000; stream += 2) {
                byte[] open = RawHttp2.bytes(RawHttp2.HEADERS, RawHttp2.END_HEADERS, stream, block);
                byte[] reset =
                    RawHttp2.bytes(RawHttp2.RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8});
                if (!http2.send(
                    ByteBuffer.allocate(open.length + reset.length).put(open).put(reset).array())) {
                  return;
                }
              }
            }))
        .as("rapid reset")
        .matches(RawHttp2.End::ended);
    // Answers that nobody reads are few enough for the socket, or end the connection: what counts
    // is
    // that memory stays bounded and nobody else notices.
    flood(http2 -> repeat(http2, 2_000_000, RawHttp2.bytes(RawHttp2.PING, 0, 0, new byte[8])));
    flood(http2 -> repeat(http2, 2_000_000, RawHttp2.bytes(RawHttp2.SETTINGS, 0, 0, new byte[0])));
    assertThat(
            flood(http2 -> {
              http2.frame(RawHttp2.HEADERS, 0, 1, http2.post(METHOD, "application/grpc"));
              repeat(http2, 100_000, RawHttp2.bytes(RawHttp2.CONTINUATION, 0, 1, new byte[0]));
            }))
        .as("continuations without end")
        .matches(RawHttp2.End::ended);
    assertThat(
            flood(http2 -> {
              http2.frame(
                  RawHttp2.HEADERS,
                  RawHttp2.END_HEADERS,
                  1,
                  http2.post(METHOD, "application/grpc"));
              repeat(http2, 1_000_000, RawHttp2.bytes(RawHttp2.DATA, 0, 1, new byte[0]));
            }))
        .as("empty data without end")
        .matches(RawHttp2.End::ended);
    assertThat(
            flood(http2 -> {
              byte[] block = http2.post(METHOD, "application/grpc");
              for (int stream = 1; stream < 2_000; stream += 2) {
                http2.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, stream, block);
              }
            }))
        .as("a thousand streams at once")
        .matches(end -> end.refused() >= 1_000 - 256);
  }

  private static void repeat(RawHttp2 http2, int times, byte[] frame) {
    int batch = 1_000;
    ByteBuffer many = ByteBuffer.allocate(batch * frame.length);
    for (int i = 0; i < batch; i++) {
      many.put(frame);
    }
    for (int sent = 0; sent < times && http2.send(many.array()); sent += batch) {}
  }

  private static RawHttp2.End flood(java.util.function.Consumer<RawHttp2> flood) {
    try (RawHttp2 http2 = new RawHttp2(farol.otlpGrpc())) {
      CompletableFuture<Void> sending =
          CompletableFuture.runAsync(() -> flood.accept(http2), VIRTUAL);
      await().atMost(Duration.ofSeconds(30)).until(() -> sending.isDone() || http2.stuck());
      RawHttp2.End end = http2.end(Duration.ofSeconds(10));
      System.out.println("flood: " + end);
      http2.cut();
      sending.join();
      return end;
    }
  }

  private void goodSender(Tally tally) throws InterruptedException {
    good.stop();
    tally.accepted += good.spans();
    applied();
    good.check();
  }

  private void counters(Tally tally) {
    JsonNode counters = applied();
    System.out.println("counters: " + counters + ", expected " + tally.accepted + " accepted");
    long received = counters.path("received").longValue();
    long stored = counters.path("stored").longValue();
    long rejected = counters.path("rejected").longValue();
    long duplicate = counters.path("duplicate").longValue();
    assertThat(received).isEqualTo(stored + rejected + duplicate);
    assertThat(duplicate).isEqualTo(2);
    assertThat(rejected).isEqualTo(tally.rejected);
    assertThat(stored).isEqualTo(tally.accepted);
    String metrics = farol.get("/metrics").body();
    assertThat(metrics)
        .containsPattern(
            "farol_requests_refused_total\\{reason=\"too_slow\",signal=\"spans\"\\} [1-9]")
        .containsPattern(
            "farol_requests_refused_total\\{reason=\"malformed\",signal=\"spans\"\\} [1-9]")
        .containsPattern(
            "farol_requests_refused_total\\{reason=\"too_large\",signal=\"spans\"\\} [1-9]");
  }

  private static JsonNode applied() {
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> farol.json("/api/v1/status").at("/signals/traces/pending").longValue() == 0);
    return farol.json("/api/v1/status").at("/signals/traces");
  }

  /// A span of 1970 and one of 2200 can be read; they are in no question about now, no file of
  /// theirs is made, and the board's times stay sensible.
  private void clocks() throws IOException {
    assertThat(farol.json("/api/v1/traces/" + Hostile.PAST).at("/spans/0/startedAt").textValue())
        .startsWith("1970-01-01");
    assertThat(farol.json("/api/v1/traces/" + Hostile.FUTURE).at("/spans/0/startedAt").textValue())
        .startsWith("2200-12-31");
    String now = farol.get("/api/v1/exchanges?limit=1000").body();
    assertThat(now).doesNotContain(Hostile.PAST).doesNotContain(Hostile.FUTURE);
    try (Stream<Path> files = Files.walk(farol.data())) {
      assertThat(files.map(Path::toString))
          .noneMatch(file -> file.contains("1970") || file.contains("2200"));
    }
    for (JsonNode each : farol.json("/api/v1/live").path("inFlight")) {
      assertThat(each.path("ageMillis").longValue()).isBetween(0L, 3_600_000L);
    }
  }

  private void memory() throws IOException {
    long peak = farol.peakResidentBytes();
    System.out.println("resident at its highest: " + (peak >> 20) + " MiB");
    assertThat(peak).isLessThan(MOST_RESIDENT);
    assertThat(farol.log()).doesNotContain("OutOfMemoryError");
  }

  /// What all cases together must have left in the counters.
  private static final class Tally {
    long accepted;
    long rejected;

    void add(Case each, Told told) {
      long refused = each.rejected() == Case.WHATEVER ? told.rejected() : each.rejected();
      accepted += each.rejected() == Case.WHATEVER ? each.accepted() - refused : each.accepted();
      rejected += refused;
    }
  }
}
