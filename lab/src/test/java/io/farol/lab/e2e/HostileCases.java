// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.lab.e2e.Hostile.Case;
import io.farol.lab.e2e.Hostile.Told;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// The table of what nobody means well with, over HTTP, and what each is told.
final class HostileCases {

  static final String TRACES = "/v1/traces";
  static final String JSON = "application/json";

  private static final String PROTOBUF = "application/x-protobuf";
  private static final int ANNOUNCED_MIB = 1 << 20;

  private final FarolProcess farol;

  HostileCases(FarolProcess farol) {
    this.farol = farol;
  }

  List<Case> all() {
    return Stream.of(broken(), oversized(), odd()).flatMap(List::stream).toList();
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

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
