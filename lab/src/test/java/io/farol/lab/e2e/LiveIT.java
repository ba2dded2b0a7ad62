// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.farol.lab.e2e.Otlp.SentSpan;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A call that hangs is seen while it hangs, on the board and in the stream of events, and goes
/// when its end comes.
class LiveIT {

  private static final Map<String, Object> TOKEN_CALL =
      Map.of(
          "span.name", "POST",
          "span.kind", "client",
          "http.request.method", "POST",
          "server.address", "gateway.apiserpro.serpro.gov.br",
          "url.full", "https://gateway.apiserpro.serpro.gov.br/token");

  @TempDir static Path folder;
  private static FarolProcess farol;
  private final SplittableRandom random = new SplittableRandom(7);

  @BeforeAll
  static void start() {
    farol = FarolProcess.start(folder.resolve("data"), "--open");
  }

  @AfterAll
  static void stop() {
    farol.close();
  }

  @Test
  void aStartIsInFlightUntilItsEnd() {
    String trace = Otlp.traceId(random);
    String span = Otlp.spanId(random);
    long start = Otlp.now();
    tellStart(trace, span, start);

    await().atMost(Duration.ofSeconds(5)).until(() -> inFlight(span).isPresent());
    JsonNode call = inFlight(span).orElseThrow();
    assertThat(call.path("traceId").textValue()).isEqualTo(trace);
    assertThat(call.path("to").textValue()).isEqualTo("serpro");
    assertThat(call.path("receivedBytes").isNull()).isTrue();

    byte[] end =
        Otlp.traces(
            "cadastro",
            List.of(
                new SentSpan(
                    trace,
                    span,
                    "POST",
                    Otlp.CLIENT,
                    start,
                    start + 5_000_000,
                    Map.of(
                        "http.request.method", "POST",
                        "server.address", "gateway.apiserpro.serpro.gov.br",
                        "url.full", "https://gateway.apiserpro.serpro.gov.br/token",
                        "http.response.status_code", 200L))));
    assertThat(farol.post(farol.otlpHttp() + "/v1/traces", "application/json", end).statusCode())
        .isEqualTo(200);
    await().atMost(Duration.ofSeconds(5)).until(() -> inFlight(span).isEmpty());
  }

  @Test
  void theStreamShowsAStartByItself() throws IOException, InterruptedException {
    String span = Otlp.spanId(random);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(farol.http() + "/api/v1/live"))
            .header("Accept", "text/event-stream")
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<java.io.InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      assertThat(response.headers().firstValue("content-type").orElse(""))
          .startsWith("text/event-stream");
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
        assertThat(lines.readLine()).isEqualTo("event: live");
        assertThat(
                FarolProcess.parse(lines.readLine().substring("data: ".length())).has("inFlight"))
            .isTrue();
        tellStart(Otlp.traceId(random), span, Otlp.now());
        String line = lines.readLine();
        while (!line.contains(span)) {
          line = lines.readLine();
        }
        assertThat(line).startsWith("data: ");
      }
      client.shutdownNow();
    }
  }

  private static void tellStart(String trace, String span, long start) {
    byte[] record = Otlp.log("cadastro", "farol.span.start", trace, span, start, TOKEN_CALL);
    assertThat(farol.post(farol.otlpHttp() + "/v1/logs", "application/json", record).statusCode())
        .isEqualTo(200);
  }

  private static Optional<JsonNode> inFlight(String span) {
    for (JsonNode call : farol.json("/api/v1/live").path("inFlight")) {
      if (call.path("spanId").textValue().equals(span)) {
        return Optional.of(call);
      }
    }
    return Optional.empty();
  }
}
