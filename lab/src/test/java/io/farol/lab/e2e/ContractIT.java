// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.farol.lab.e2e.Otlp.SentSpan;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The OpenAPI document is the contract, both ways: every path it names is answered in its shape,
/// whether there is data or not, and what is asked wrongly is answered with its problem details.
class ContractIT {

  private static final String TRACE = "5b8efff798038103d269b633813fc60c";
  private static final String MODEL_SPAN = "eee19b7ec3c1b174";
  private static final String FAILED_SPAN = "eee19b7ec3c1b175";

  private static final AtomicInteger backups = new AtomicInteger();

  @TempDir static Path folder;
  private static FarolProcess farol;
  private static JsonNode document;

  @BeforeAll
  static void start() {
    farol = FarolProcess.start(folder.resolve("data"), "--open");
    document = farol.json("/api/openapi.json");
  }

  @AfterAll
  static void stop() {
    farol.close();
  }

  @Test
  void everyAnswerHasItsShape() {
    checkAll(false);
    sendSomething();
    checkAll(true);
    saysWhatWasSent();
  }

  /// What pages are drawn from, over the one conversation and the one failure that were sent.
  private static void saysWhatWasSent() {
    JsonNode turn = farol.json("/api/v1/conversations/turns?conversation=c-1").at("/turns/0");
    assertThat(turn.at("/said/message/parts/0/text").textValue()).isEqualTo("oi");
    assertThat(turn.at("/answered").isNull()).isTrue();
    assertThat(turn.at("/exchanges")).hasSize(2);
    JsonNode failures =
        farol.json("/api/v1/exchanges/groups?by=integration,cause&q=tem:erro%20status:%3E%3D500");
    assertThat(failures.at("/examined").intValue()).isEqualTo(1);
    assertThat(failures.at("/items/0/values/cause").textValue()).isEqualTo("overloaded");
    assertThat(failures.at("/items/0/last/spanId").textValue()).isEqualTo(FAILED_SPAN);
    JsonNode traffic = farol.json("/api/v1/traffic?integration=azure-openai/gpt-4.1");
    long input = 0;
    for (JsonNode tokens : traffic.at("/series/0/inputTokens")) {
      input += tokens.longValue();
    }
    assertThat(input).isEqualTo(1_200);
    JsonNode span = farol.json("/api/v1/traces/" + TRACE + "/spans/" + FAILED_SPAN);
    assertThat(span.at("/attributes/error.type").textValue()).isEqualTo("503");
  }

  private void checkAll(boolean withData) {
    TreeSet<String> answered = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        if (operation.getKey().equals("get") || operation.getKey().equals("post")) {
          boolean one = path.getKey().contains("{");
          HttpResponse<String> response = ask(operation.getKey(), path.getKey());
          boolean found = !one || withData;
          assertThat(response.statusCode())
              .as(path.getKey() + ": " + response.body())
              .isEqualTo(found ? 200 : 404);
          String pointer =
              found
                  ? "#/paths/"
                      + path.getKey().replace("~", "~0").replace("/", "~1")
                      + "/"
                      + operation.getKey()
                      + "/responses/200/content/application~1json/schema"
                  : "#/components/schemas/Problem";
          conforms(pointer, response.body());
          answered.add(path.getKey());
        }
      }
    }
    assertThat(answered).hasSizeGreaterThan(10);
  }

  @Test
  void wrongQuestionsAreAnsweredWithProblems() {
    for (String path :
        List.of(
            "/exchanges?from=yesterday",
            "/exchanges?limit=0",
            "/exchanges?limit=many",
            "/exchanges?cursor=x",
            "/exchanges?outcome=bad",
            "/exchanges?cause=bad",
            "/exchanges?unknown=1",
            "/exchanges?q=modl:x",
            "/exchanges?q=latencia:%3E2",
            "/exchanges?q=%22",
            "/exchanges/groups",
            "/exchanges/groups?by=colour",
            "/exchanges/groups?by=model,model,model,model",
            "/exchanges/groups?by=model&examine=0",
            "/traces/5b8efff798038103d269b633813fc60c/spans/x",
            "/exchanges?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
            "/exchanges/xyz/abc",
            "/traces/00000000000000000000000000000000",
            "/logs?severity=loud",
            "/logs?traceId=xyz",
            "/logs?cursor=AAAA",
            "/logs/xyz",
            "/logs/00000000000000000000000000000000",
            "/metrics?cursor=____",
            "/metrics/samples",
            "/metrics/samples?name=m&attribute=k",
            "/metrics/samples?name=m&series=1",
            "/metrics/samples?name=m&cursor=AAAA",
            "/costs?step=0",
            "/traffic?step=60",
            "/conversations/turns",
            "/flows?cursor=zz",
            "/nothing/here")) {
      HttpResponse<String> response = farol.get("/api/v1" + path);
      assertThat(response.statusCode()).as(path).isBetween(400, 404);
      assertThat(response.headers().firstValue("content-type").orElse(""))
          .as(path)
          .startsWith("application/problem+json");
      conforms("#/components/schemas/Problem", response.body());
      assertThat(FarolProcess.parse(response.body()).at("/errors/0/mend").textValue())
          .as(path)
          .isNotBlank();
    }
    for (String body :
        List.of("", "{", "[]", "{\"provider\":1}", "{\"text\":1}", "{\"text\":\"a\",\"json\":1}")) {
      for (String path :
          List.of("/api/v1/costs/quote", "/api/v1/redaction/preview", "/api/v1/backup")) {
        HttpResponse<String> response = farol.postJson(path, body);
        assertThat(response.statusCode()).as(path + " " + body).isEqualTo(400);
        conforms("#/components/schemas/Problem", response.body());
      }
    }
  }

  private static HttpResponse<String> ask(String method, String path) {
    String url =
        "/api/v1"
            + path.replace("{traceId}", TRACE)
                .replace("{spanId}", MODEL_SPAN)
                .replace("{id}", logId())
            + switch (path) {
              case "/metrics/samples" -> "?name=queue.size";
              case "/exchanges/groups" -> "?by=integration,cause";
              case "/conversations/turns" -> "?conversation=c-1";
              default -> "";
            };
    if (method.equals("get")) {
      return farol.get(url);
    }
    if (path.equals("/backup")) {
      return farol.postJson(
          url, "{\"to\":\"" + folder.resolve("backup" + backups.incrementAndGet()) + "\"}");
    }
    return farol.postJson(
        url,
        path.endsWith("quote")
            ? "{\"provider\":\"openai\",\"model\":\"gpt-4.1\",\"at\":\"2026-11-01T00:00:00Z\",\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":2}}"
            : "{\"text\":\"CPF 529.982.247-25\"}");
  }

  private static String logId() {
    JsonNode first = farol.json("/api/v1/logs").path("items").path(0);
    return first.path("id").asText("0".repeat(32));
  }

  @Test
  void everyKindOfMetricHasItsShape() {
    long at = Otlp.now();
    byte[] metrics = Otlp.metrics("kinds", TRACE, MODEL_SPAN, at);
    for (int twice = 0; twice < 2; twice++) {
      assertThat(
              farol
                  .post(farol.otlpHttp() + "/v1/metrics", "application/json", metrics)
                  .statusCode())
          .isEqualTo(200);
    }
    String list = "/api/v1/metrics?service=kinds&limit=4";
    await().atMost(Duration.ofSeconds(20)).until(() -> farol.json(list).path("items").size() == 4);
    JsonNode page = farol.json(list);
    JsonNode rest = farol.json(list + "&cursor=" + page.path("next").textValue());
    assertThat(page.path("items").size() + rest.path("items").size()).isEqualTo(6);
    assertThat(rest.path("next").isNull()).isTrue();
    Set<String> kinds = new TreeSet<>();
    for (JsonNode items : List.of(page.path("items"), rest.path("items"))) {
      for (JsonNode metric : items) {
        kinds.add(metric.path("kind").textValue());
        assertThat(metric.path("samples").longValue()).as("%s", metric).isEqualTo(1);
        String samples =
            "/api/v1/metrics/samples?service=kinds&name=" + metric.path("name").textValue();
        conforms(
            "#/paths/~1metrics~1samples/get/responses/200/content/application~1json/schema",
            farol.get(samples).body());
      }
    }
    assertThat(kinds)
        .containsExactly("exponential_histogram", "gauge", "histogram", "sum", "summary");
    JsonNode sample =
        farol
            .json("/api/v1/metrics/samples?name=queue.size&attribute=queue%3Dsa%C3%ADda")
            .path("items")
            .path(0);
    assertThat(sample.at("/measure/value").textValue()).isEqualTo("NaN");
    assertThat(sample.at("/exemplars/0/traceId").textValue()).isEqualTo(TRACE);
    assertThat(sample.at("/attributes/otel.scope.name").textValue()).isEqualTo("test");
  }

  private static void sendSomething() {
    long end = Otlp.now();
    SentSpan model =
        new SentSpan(
            TRACE,
            MODEL_SPAN,
            "chat gpt-4.1",
            Otlp.CLIENT,
            end - 900_000_000,
            end,
            Map.of(
                "gen_ai.operation.name", "chat",
                "gen_ai.provider.name", "azure.ai.openai",
                "gen_ai.request.model", "gpt-4.1",
                "gen_ai.conversation.id", "c-1",
                "gen_ai.usage.input_tokens", 1200L,
                "gen_ai.usage.output_tokens", 80L,
                "gen_ai.input.messages",
                    "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"oi\"},{\"type\":\"tool_call\",\"name\":\"f\",\"arguments\":{\"a\":1}},{\"type\":\"blob\",\"modality\":\"image\",\"mime_type\":\"image/png\",\"content\":\"AAAA\"}]}]"));
    SentSpan failed =
        new SentSpan(
            TRACE,
            FAILED_SPAN,
            "POST",
            Otlp.CLIENT,
            end - 800_000_000,
            end,
            Map.of(
                "http.request.method", "POST",
                "server.address", "graph.facebook.com",
                "url.full", "https://graph.facebook.com/v23.0/1234567890/messages",
                "http.response.status_code", 503L,
                "error.type", "503"));
    HttpResponse<String> sent =
        farol.post(
            farol.otlpHttp() + "/v1/traces",
            "application/json",
            Otlp.traces("assistant", List.of(model, failed)));
    assertThat(sent.statusCode()).isEqualTo(200);
    byte[] begun =
        Otlp.log(
            "assistant",
            "farol.span.start",
            Otlp.traceId(new SplittableRandom(3)),
            "00000000000000aa",
            end,
            Map.of(
                "span.name",
                "POST",
                "span.kind",
                "client",
                "server.address",
                "gateway.apiserpro.serpro.gov.br",
                "url.full",
                "https://gateway.apiserpro.serpro.gov.br/token"));
    assertThat(farol.post(farol.otlpHttp() + "/v1/logs", "application/json", begun).statusCode())
        .isEqualTo(200);
    byte[] line = Otlp.log("assistant", "pagamento", TRACE, MODEL_SPAN, end, Map.of("valor", 12L));
    assertThat(farol.post(farol.otlpHttp() + "/v1/logs", "application/json", line).statusCode())
        .isEqualTo(200);
    byte[] metrics = Otlp.metrics("assistant", TRACE, MODEL_SPAN, end);
    assertThat(
            farol.post(farol.otlpHttp() + "/v1/metrics", "application/json", metrics).statusCode())
        .isEqualTo(200);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() ->
            farol.json("/api/v1/exchanges").path("items").size() == 3
                && farol.json("/api/v1/logs").path("items").size() == 1
                && farol.json("/api/v1/metrics?service=assistant").path("items").size() == 6);
  }

  /// Checks a body against a schema of the document.
  private static void conforms(String pointer, String body) {
    ObjectNode root = document.deepCopy();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("$ref", pointer);
    root.remove("jsonSchemaDialect");
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(root.toString(), InputFormat.JSON);
    List<Error> errors = schema.validate(body, InputFormat.JSON);
    assertThat(errors).as(pointer + "\n" + body).isEmpty();
  }
}
