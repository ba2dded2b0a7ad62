// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.farol.lab.e2e.Otlp.SentSpan;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Marked secrets go in through every door and every way to fail; afterwards they are searched in
/// all files, in the log, in what the API, the metrics and the errors say. A mark that may be kept
/// proves that the search can see.
class CanaryIT {

  private static final String CPF = "529.982.247-25";
  private static final String CPF_DIGITS = "52998224725";
  private static final String CNPJ = "11.222.333/0001-81";
  private static final String CARD = "4111 1111 1111 1111";
  private static final String EMAIL = "canario.segredo@example.com";
  private static final String PHONE = "+55 11 98765-4321";
  private static final String KEY = "sk-proj-CANARIOabcdefghijklmnopqrstuvwx0123456789ABCD";
  private static final String JWT =
      "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYW5hcmlvIn0.c2lnbmF0dXJlLWNhbmFyaW8tMTIzNA";
  private static final String IMAGE =
      "data:image/png;base64,Q0FOQVJJT0NBTkFSSU9DQU5BUklPQ0FOQVJJTw==";
  private static final String SEEN = "palavra-que-pode-ficar-8841";

  private static final List<String> SECRETS =
      List.of(
          CPF,
          CPF_DIGITS,
          CNPJ,
          "11222333000181",
          CARD,
          "4111111111111111",
          EMAIL,
          "98765-4321",
          "5511987654321",
          KEY,
          JWT,
          "Q0FOQVJJT0NBTkFSSU9DQU5BUklP");

  private static final String ALL =
      String.join(" ; ", SEEN, CPF, CNPJ, CARD, EMAIL, PHONE, KEY, JWT, IMAGE);

  @TempDir private Path folder;

  @Test
  void noSecretIsKeptOrShown() throws IOException {
    SplittableRandom random = new SplittableRandom(11);
    StringBuilder answers = new StringBuilder();
    Path data = folder.resolve("data");
    String log;
    try (FarolProcess farol = FarolProcess.start(data, "--open")) {
      List<SentSpan> spans = new ArrayList<>();
      spans.add(model(random));
      spans.add(http(random));
      spans.add(named(random));
      answers.append(
          farol
              .post(
                  farol.otlpHttp() + "/v1/traces",
                  "application/json",
                  Otlp.traces("svc " + EMAIL, spans))
              .body());
      answers.append(
          farol
              .post(
                  farol.otlpHttp() + "/v1/logs",
                  "application/json",
                  Otlp.log(
                      "svc",
                      "farol.span.start",
                      Otlp.traceId(random),
                      Otlp.spanId(random),
                      Otlp.now(),
                      Map.of(
                          "span.name",
                          "GET /" + CPF,
                          "span.kind",
                          "client",
                          "server.address",
                          "api.example.com",
                          "url.full",
                          "https://u:" + KEY + "@api.example.com/" + CPF + "?token=" + KEY)))
              .body());
      answers.append(
          farol
              .post(
                  farol.otlpHttp() + "/v1/logs",
                  "application/json",
                  Otlp.log(
                      "svc",
                      ALL,
                      Otlp.traceId(random),
                      Otlp.spanId(random),
                      Otlp.now(),
                      Map.of(ALL, ALL)))
              .body());
      answers.append(
          farol.post(farol.otlpHttp() + "/v1/metrics", "application/json", metric(random)).body());
      fail(farol, answers);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> {
            var signals = farol.json("/api/v1/status").path("signals");
            return signals.at("/traces/stored").longValue() == 3
                && signals.at("/metrics/stored").longValue() == 1
                && signals.at("/logs/pending").longValue() == 0;
          });
      for (SentSpan span : spans) {
        answers.append(farol.get("/api/v1/traces/" + span.traceId()).body());
        answers.append(
            farol.get("/api/v1/exchanges/" + span.traceId() + "/" + span.spanId()).body());
      }
      for (String path :
          List.of(
              "status",
              "overview",
              "live",
              "integrations",
              "incidents",
              "notices",
              "exchanges",
              "flows",
              "logs",
              "metrics",
              "costs")) {
        answers.append(farol.get("/api/v1/" + path).body());
      }
      for (JsonNode line : farol.json("/api/v1/logs").path("items")) {
        answers.append(farol.get("/api/v1/logs/" + line.path("id").textValue()).body());
      }
      String metric = farol.json("/api/v1/metrics").at("/items/0/name").textValue();
      String samples =
          farol
              .get(
                  "/api/v1/metrics/samples?name="
                      + URLEncoder.encode(metric, StandardCharsets.UTF_8))
              .body();
      assertThat(samples).contains("exemplars", SEEN);
      answers.append(samples);
      answers.append(farol.get("/metrics").body());
      log = farol.log();
    }

    Map<String, String> places = new TreeMap<>();
    places.put("answers", answers.toString());
    places.put("log", log);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        places.put(
            folder.relativize(file).toString(),
            Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    // The positive control: what may stay is found, in an answer and in a file of the journal or a
    // store.
    assertThat(places.get("answers")).contains(SEEN);
    assertThat(places.entrySet())
        .anyMatch(place -> place.getKey().startsWith("data/") && place.getValue().contains(SEEN));
    for (String secret : SECRETS) {
      assertThat(places)
          .allSatisfy((place, text) ->
              assertThat(text.contains(secret)).as(secret + " in " + place).isFalse());
    }
  }

  /// A gauge with the marks wherever a metric has a text.
  private static byte[] metric(SplittableRandom random) {
    ObjectNode root = FarolProcess.JSON.createObjectNode();
    ObjectNode group = root.putArray("resourceMetrics").addObject();
    mark(group.putObject("resource").putArray("attributes"), "service.name");
    ObjectNode scope = group.putArray("scopeMetrics").addObject();
    scope.putObject("scope").put("name", ALL).put("version", ALL);
    ObjectNode metric =
        scope
            .putArray("metrics")
            .addObject()
            .put("name", ALL)
            .put("unit", ALL)
            .put("description", ALL);
    ObjectNode point =
        metric
            .putObject("gauge")
            .putArray("dataPoints")
            .addObject()
            .put("timeUnixNano", Long.toString(Otlp.now()))
            .put("asInt", "1");
    mark(point.putArray("attributes"), ALL);
    ObjectNode exemplar =
        point
            .putArray("exemplars")
            .addObject()
            .put("timeUnixNano", Long.toString(Otlp.now()))
            .put("asInt", "1")
            .put("traceId", Otlp.traceId(random))
            .put("spanId", Otlp.spanId(random));
    mark(exemplar.putArray("filteredAttributes"), ALL);
    return root.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void mark(ArrayNode attributes, String key) {
    attributes.addObject().put("key", key).putObject("value").put("stringValue", ALL);
  }

  /// Every way to be refused.
  private static void fail(FarolProcess farol, StringBuilder answers) {
    byte[] text = ALL.getBytes(StandardCharsets.UTF_8);
    for (String url : List.of(farol.otlpHttp() + "/v1/traces", farol.http() + "/v1/logs")) {
      answers.append(farol.post(url, "application/json", text).body());
      answers.append(farol.post(url, "application/x-protobuf", text).body());
      answers.append(farol.post(url, "text/plain; note=\"" + EMAIL + "\"", text).body());
      answers.append(farol.post(url, "application/json", text, "Content-Encoding", "gzip").body());
      answers.append(
          farol
              .post(
                  url,
                  "application/json",
                  ("{\"resourceSpans\":[{\"" + ALL + "\":1}]").getBytes(StandardCharsets.UTF_8))
              .body());
      answers.append(
          farol
              .post(
                  url,
                  "application/json",
                  ("{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[{\"traceId\":\""
                          + CPF
                          + "\",\"spanId\":\""
                          + EMAIL
                          + "\",\"name\":\""
                          + ALL.replace("\"", "")
                          + "\"}]}]}]}")
                      .getBytes(StandardCharsets.UTF_8))
              .body());
    }
    answers.append(farol.postJson("/api/v1/costs/quote", "{\"provider\":\"" + ALL + "\"").body());
    answers.append(farol.postJson("/api/v1/redaction/preview", "{\"txt\":\"" + ALL + "\"}").body());
  }

  private static SentSpan model(SplittableRandom random) {
    long end = Otlp.now();
    return new SentSpan(
        Otlp.traceId(random),
        Otlp.spanId(random),
        "chat gpt-4.1",
        Otlp.CLIENT,
        end - 1_000_000,
        end,
        Map.of(
            "gen_ai.operation.name",
            "chat",
            "gen_ai.provider.name",
            "azure.ai.openai",
            "gen_ai.request.model",
            "gpt-4.1",
            "gen_ai.conversation.id",
            "conversa de " + EMAIL,
            "user.id",
            CPF,
            "gen_ai.input.messages",
            message("user", ALL),
            "gen_ai.output.messages",
            message("assistant", ALL),
            "gen_ai.system_instructions",
            "[{\"type\":\"text\",\"content\":\"" + ALL + "\"}]",
            "outro",
            ALL));
  }

  private static SentSpan http(SplittableRandom random) {
    long end = Otlp.now();
    return new SentSpan(
        Otlp.traceId(random),
        Otlp.spanId(random),
        "GET /consulta-cpf/" + CPF_DIGITS,
        Otlp.CLIENT,
        end - 1_000_000,
        end,
        Map.of(
            "http.request.method",
            "GET",
            "server.address",
            "gateway.apiserpro.serpro.gov.br",
            "url.full",
            "https://gateway.apiserpro.serpro.gov.br/consulta-cpf-df/v1/cpf/"
                + CPF_DIGITS
                + "?apikey="
                + KEY,
            "http.request.header.authorization",
            "Bearer " + KEY,
            "error.type",
            "Erro de " + EMAIL,
            "http.response.status_code",
            500L));
  }

  private static SentSpan named(SplittableRandom random) {
    long end = Otlp.now();
    return new SentSpan(
        Otlp.traceId(random),
        Otlp.spanId(random),
        ALL,
        1,
        end - 1_000_000,
        end,
        Map.of(ALL, ALL, "enduser.id", EMAIL));
  }

  private static String message(String role, String text) {
    return "[{\"role\":\""
        + role
        + "\",\"parts\":[{\"type\":\"text\",\"content\":\""
        + text
        + "\"}]}]";
  }
}
