// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An instrumented client calls through the gateway of the real jar: what both of them tell of is
/// one exchange with one cost.
class InstrumentedGatewayIT {

  private static final String ANSWER =
      """
      {"id":"chatcmpl-7","model":"gpt-4.1-2025-04-14",
       "choices":[{"index":0,"message":{"role":"assistant","content":"Bom dia."},"finish_reason":"stop"}],
       "usage":{"prompt_tokens":1000,"completion_tokens":100}}
      """;

  @TempDir private Path folder;
  private HttpServer origin;
  private FarolProcess farol;
  private SdkTracerProvider telemetry;
  private Tracer tracer;

  @BeforeEach
  void start() throws Exception {
    origin = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    origin.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    origin.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    origin.start();
    Path config = folder.resolve("farol.yaml");
    Files.writeString(
        config,
        """
        gateway:
          routes:
            - name: openai
              upstream: http://127.0.0.1:%d
              platform: openai
              allow-private: true
        """
            .formatted(origin.getAddress().getPort()));
    farol =
        FarolProcess.start(
            folder.resolve("data"), "--gateway-port", "0", "--config", config.toString(), "--open");
    telemetry =
        SdkTracerProvider.builder()
            .setResource(
                Resource.getDefault().toBuilder()
                    .put("service.name", "atendente")
                    .put("deployment.environment.name", "production")
                    .build())
            .addSpanProcessor(
                BatchSpanProcessor.builder(
                        OtlpHttpSpanExporter.builder()
                            .setEndpoint(farol.otlpHttp() + "/v1/traces")
                            .build())
                    .build())
            .build();
    tracer = telemetry.get("test");
  }

  @AfterEach
  void stop() {
    telemetry.close();
    farol.close();
    origin.stop(0);
  }

  @Test
  void a_plain_call_is_what_the_gateway_saw_and_its_callers_own() throws Exception {
    Span client = ask();
    told();

    JsonNode call = theOnlyExchange();
    assertThat(call.path("source").path("kind").textValue()).isEqualTo("gateway");
    assertThat(call.path("from").textValue()).isEqualTo("atendente");
    assertThat(call.path("environment").textValue()).isEqualTo("production");
    assertThat(call.path("parentSpanId").textValue())
        .isEqualTo(client.getSpanContext().getSpanId());
    assertThat(call.at("/tokens/input").longValue()).isEqualTo(1_000);
    pricedOnce(call);
    JsonNode one = farol.json("/api/v1/exchanges/" + trace(client) + "/" + id(client));
    assertThat(one.path("spanId").textValue()).isEqualTo(call.path("spanId").textValue());
    assertThat(one.path("joined")).hasSize(1);
    assertThat(one.at("/joined/0/spanId").textValue()).isEqualTo(id(client));
    assertThat(one.at("/joined/0/kind").textValue()).isEqualTo("http");
  }

  @Test
  void below_a_model_span_the_gateway_lends_what_it_saw() throws Exception {
    Span model =
        tracer
            .spanBuilder("chat gpt-4.1")
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute("gen_ai.operation.name", "chat")
            .setAttribute("gen_ai.provider.name", "openai")
            .setAttribute("gen_ai.request.model", "gpt-4.1")
            .setAttribute("gen_ai.usage.input_tokens", 1_000L)
            .setAttribute("gen_ai.usage.output_tokens", 100L)
            .startSpan();
    try (Scope scope = model.makeCurrent()) {
      ask();
    }
    model.end();
    told();

    JsonNode call = theOnlyExchange();
    assertThat(call.path("spanId").textValue()).isEqualTo(id(model));
    assertThat(call.path("source").path("kind").textValue()).isEqualTo("otlp");
    assertThat(call.at("/traffic/receivedBytes").longValue()).isEqualTo(ANSWER.length());
    assertThat(call.at("/outcome/httpStatus").intValue()).isEqualTo(200);
    pricedOnce(call);
  }

  /// As an instrumented HTTP client does: a span of its own, whose context goes along.
  private Span ask() throws Exception {
    String url = farol.gateway() + "/openai/v1/chat/completions";
    Span span =
        tracer
            .spanBuilder("POST")
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute("http.request.method", "POST")
            .setAttribute("url.full", url)
            .setAttribute("server.address", "127.0.0.1")
            .setAttribute("server.port", URI.create(url).getPort())
            .startSpan();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .version(HttpClient.Version.HTTP_1_1)
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"model\":\"gpt-4.1\",\"messages\":[{\"role\":\"user\",\"content\":\"Oi\"}]}"));
    Map<String, String> context = new HashMap<>();
    W3CTraceContextPropagator.getInstance()
        .inject(
            Context.current().with(span), context, (into, name, value) -> context.put(name, value));
    context.forEach(request::setHeader);
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.body()).isEqualTo(ANSWER);
      span.setAttribute("http.response.status_code", answer.statusCode());
    }
    span.end();
    return span;
  }

  private void told() {
    assertThat(telemetry.forceFlush().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();
  }

  /// Once the gateway's own telling has come, too.
  private JsonNode theOnlyExchange() {
    await()
        .untilAsserted(() ->
            assertThat(farol.json("/api/v1/exchanges").path("items"))
                .singleElement()
                .satisfies(call -> {
                  assertThat(call.path("from").textValue()).isEqualTo("atendente");
                  assertThat(call.at("/traffic/receivedBytes").longValue()).isPositive();
                }));
    return farol.json("/api/v1/exchanges").path("items").get(0);
  }

  private void pricedOnce(JsonNode call) {
    // 1,000 input tokens at 2 USD and 100 output tokens at 8 USD a million.
    assertThat(call.at("/cost/amount").textValue()).isEqualTo("0.002800000");
    JsonNode summary = farol.json("/api/v1/overview");
    assertThat(summary.path("exchanges").longValue()).isEqualTo(1);
  }

  private static String trace(Span span) {
    return span.getSpanContext().getTraceId();
  }

  private static String id(Span span) {
    return span.getSpanContext().getSpanId();
  }
}
