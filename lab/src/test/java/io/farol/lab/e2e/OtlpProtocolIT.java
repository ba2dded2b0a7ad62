// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.SessionProtocol;
import io.farol.lab.e2e.Otlp.SentSpan;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What senders are told, by the letter of OTLP 1.11: success, partial success, what is final, what
/// is worth another try.
class OtlpProtocolIT {

  private static final String METHOD =
      "/opentelemetry.proto.collector.trace.v1.TraceService/Export";

  @TempDir static Path folder;
  private static FarolProcess farol;
  private static FarolProcess full;
  private final SplittableRandom random = new SplittableRandom(5);

  @BeforeAll
  static void start() throws IOException {
    farol = FarolProcess.start(folder.resolve("data"), "--open");
    // The reserve of free disk is more than any disk has: nothing may be kept.
    Path config = folder.resolve("farol.yaml");
    Files.writeString(config, "journal:\n  reserve: 900000 GiB\n");
    full = FarolProcess.start(folder.resolve("full"), "--open", "--config", config.toString());
  }

  @AfterAll
  static void stop() {
    farol.close();
    full.close();
  }

  @Test
  void successIsEmpty() {
    assertThat(json("/v1/traces", "{}").body()).isEqualTo("{}");
    HttpResponse<String> protobuf =
        farol.post(farol.otlpHttp() + "/v1/traces", "application/x-protobuf", new byte[0]);
    assertThat(protobuf.statusCode()).isEqualTo(200);
    assertThat(protobuf.body()).isEmpty();
    assertThat(protobuf.headers().firstValue("content-type")).contains("application/x-protobuf");
  }

  @Test
  void theGoodPartOfABatchIsKeptAndTheRestExplained() {
    SentSpan good = span(Otlp.traceId(random), Otlp.spanId(random));
    SentSpan bad = span("abc", Otlp.spanId(random));
    HttpResponse<String> response =
        farol.post(
            farol.otlpHttp() + "/v1/traces",
            "application/json",
            Otlp.traces("assistant", List.of(good, bad)));
    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode partial = FarolProcess.parse(response.body()).path("partialSuccess");
    assertThat(partial.path("rejectedSpans").asLong()).isEqualTo(1);
    assertThat(partial.path("errorMessage").textValue()).contains("trace");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> farol.get("/api/v1/traces/" + good.traceId()).statusCode() == 200);
  }

  @Test
  void theGoodDataPointsAreKeptAndTheRestExplained() {
    HttpResponse<String> response =
        json(
            "/v1/metrics",
            "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":\"m\",\"gauge\":{\"dataPoints\":[{\"asInt\":\"1\",\"timeUnixNano\":\"1\"},{\"asInt\":\"2\"}]}}]}]}]}");
    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode partial = FarolProcess.parse(response.body()).path("partialSuccess");
    assertThat(partial.path("rejectedDataPoints").asLong()).isEqualTo(1);
    assertThat(partial.path("errorMessage").textValue()).contains("timeUnixNano is 0");
  }

  @Test
  void packingsThatAreNotUnderstoodAreToldWhichAre() {
    HttpResponse<String> response =
        farol.send(
            HttpRequest.newBuilder(URI.create(farol.otlpHttp() + "/v1/traces"))
                .header("content-type", "application/json")
                .header("content-encoding", "br")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {1}))
                .build());
    assertThat(response.statusCode()).isEqualTo(415);
    assertThat(response.headers().firstValue("accept-encoding")).contains("identity,gzip,zstd");
    assertThat(FarolProcess.parse(response.body()).path("message").textValue()).contains("zstd");
  }

  @Test
  void aBrokenBodyIsFinalAndExplainedInItsOwnEncoding() {
    HttpResponse<String> json = json("/v1/traces", "{\"resourceSpans\":[{]}");
    assertThat(json.statusCode()).isEqualTo(400);
    JsonNode status = FarolProcess.parse(json.body());
    assertThat(status.path("code").intValue()).isEqualTo(3);
    assertThat(status.path("message").textValue()).contains("line");
    HttpResponse<String> protobuf =
        farol.post(
            farol.otlpHttp() + "/v1/traces",
            "application/x-protobuf",
            new byte[] {10, 127, 1, 2, 3});
    assertThat(protobuf.statusCode()).isEqualTo(400);
    assertThat(protobuf.headers().firstValue("content-type")).contains("application/x-protobuf");
    assertThat(
            farol.post(farol.otlpHttp() + "/v1/traces", "text/plain", new byte[] {1}).statusCode())
        .isEqualTo(415);
    assertThat(
            farol
                .send(HttpRequest.newBuilder(URI.create(farol.otlpHttp() + "/v1/traces")).build())
                .statusCode())
        .isEqualTo(405);
  }

  @Test
  void aBombIsTooLargeAndFinal() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bomb)) {
      byte[] spaces = new byte[1 << 20];
      Arrays.fill(spaces, (byte) ' ');
      for (int i = 0; i < 80; i++) {
        zip.write(spaces);
      }
    }
    HttpResponse<String> response =
        farol.post(
            farol.otlpHttp() + "/v1/traces",
            "application/json",
            bomb.toByteArray(),
            "Content-Encoding",
            "gzip");
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.headers().firstValue("retry-after")).isEmpty();
  }

  @Test
  void aFullDiskIsWorthAnotherTryAndReadsGoOn() {
    byte[] body =
        Otlp.traces("assistant", List.of(span(Otlp.traceId(random), Otlp.spanId(random))));
    HttpResponse<String> response =
        full.post(full.otlpHttp() + "/v1/traces", "application/json", body);
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValueAsLong("retry-after").orElse(0)).isPositive();
    assertThat(FarolProcess.parse(response.body()).path("code").intValue()).isEqualTo(14);

    AggregatedHttpResponse grpc = call(full, METHOD, request());
    assertThat(grpc.headers().get("grpc-status")).isEqualTo("14");
    assertThat(grpc.headers().get("grpc-status-details-bin")).isNotBlank();
    JsonNode counters = full.json("/api/v1/status").at("/signals/traces");
    assertThat(counters.path("stored").longValue()).isZero();
    assertThat(counters.path("received").longValue()).isZero();
  }

  @Test
  void aGrpcCallIsAnsweredWithTrailers() throws InvalidProtocolBufferException {
    AggregatedHttpResponse ok = call(farol, METHOD, request());
    assertThat(ok.trailers().get("grpc-status")).isEqualTo("0");
    ByteBuffer frame = ByteBuffer.wrap(ok.content().array());
    assertThat(frame.get()).isZero();
    byte[] message = new byte[frame.getInt()];
    frame.get(message);
    assertThat(ExportTraceServiceResponse.parseFrom(message).hasPartialSuccess()).isFalse();

    assertThat(
            call(farol, "/opentelemetry.proto.Nothing/Export", request())
                .headers()
                .get("grpc-status"))
        .isEqualTo("12");
    assertThat(call(farol, METHOD, new byte[] {10, 127}).headers().get("grpc-status"))
        .isEqualTo("3");
  }

  private static AggregatedHttpResponse call(FarolProcess server, String method, byte[] message) {
    byte[] frame =
        ByteBuffer.allocate(5 + message.length)
            .put((byte) 0)
            .putInt(message.length)
            .put(message)
            .array();
    String authority = server.otlpGrpc().substring("http://".length());
    return WebClient.of(SessionProtocol.H2C, com.linecorp.armeria.client.Endpoint.parse(authority))
        .execute(
            RequestHeaders.of(
                HttpMethod.POST, method, "content-type", "application/grpc", "te", "trailers"),
            frame)
        .aggregate()
        .join();
  }

  private byte[] request() {
    SentSpan span = span(Otlp.traceId(random), Otlp.spanId(random));
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            io.opentelemetry.proto.trace.v1.ResourceSpans.newBuilder()
                .addScopeSpans(
                    io.opentelemetry.proto.trace.v1.ScopeSpans.newBuilder()
                        .addSpans(
                            io.opentelemetry.proto.trace.v1.Span.newBuilder()
                                .setTraceId(hex(span.traceId()))
                                .setSpanId(hex(span.spanId()))
                                .setName("GET")
                                .setStartTimeUnixNano(span.startNanos())
                                .setEndTimeUnixNano(span.endNanos()))))
        .build()
        .toByteArray();
  }

  private static com.google.protobuf.ByteString hex(String hex) {
    return com.google.protobuf.ByteString.copyFrom(java.util.HexFormat.of().parseHex(hex));
  }

  private static HttpResponse<String> json(String path, String body) {
    return farol.post(
        farol.otlpHttp() + path, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  private static SentSpan span(String traceId, String spanId) {
    long end = Otlp.now();
    return new SentSpan(
        traceId,
        spanId,
        "GET",
        Otlp.CLIENT,
        end - 1_000_000,
        end,
        Map.of("http.request.method", "GET", "server.address", "api.example.com"));
  }
}
