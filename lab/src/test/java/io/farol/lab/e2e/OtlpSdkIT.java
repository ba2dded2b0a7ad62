// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real OpenTelemetry Java SDK sends a call, and the three answers are there.
class OtlpSdkIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String CPF = "529.982.247-25";

  @TempDir static Path folder;
  private static FarolProcess farol;

  @BeforeAll
  static void start() {
    farol = FarolProcess.start(folder.resolve("data"), "--open");
  }

  @AfterAll
  static void stop() {
    farol.close();
  }

  @Test
  void overGrpc() {
    seen(send(OtlpGrpcSpanExporter.builder().setEndpoint(farol.otlpGrpc()).build()));
  }

  @Test
  void overGrpcPacked() {
    seen(
        send(
            OtlpGrpcSpanExporter.builder()
                .setEndpoint(farol.otlpGrpc())
                .setCompression("gzip")
                .build()));
  }

  @Test
  void overHttp() {
    seen(send(OtlpHttpSpanExporter.builder().setEndpoint(farol.otlpHttp() + "/v1/traces").build()));
  }

  @Test
  void overHttpPackedOnTheMainPort() {
    seen(
        send(
            OtlpHttpSpanExporter.builder()
                .setEndpoint(farol.http() + "/v1/traces")
                .setCompression("gzip")
                .build()));
  }

  private static Span send(SpanExporter exporter) {
    Resource resource =
        Resource.getDefault().toBuilder()
            .put("service.name", "cadastro")
            .put("deployment.environment.name", "production")
            .build();
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setResource(resource)
            .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
            .build()) {
      Span span =
          provider
              .get("test")
              .spanBuilder("chat gpt-4.1")
              .setSpanKind(SpanKind.CLIENT)
              .setAttribute("gen_ai.operation.name", "chat")
              .setAttribute("gen_ai.provider.name", "azure.ai.openai")
              .setAttribute("gen_ai.request.model", "gpt-4.1")
              .setAttribute("gen_ai.response.model", "gpt-4.1-2025-04-14")
              .setAttribute("server.address", "example.openai.azure.com")
              .setAttribute("gen_ai.usage.input_tokens", 1_000L)
              .setAttribute("gen_ai.usage.output_tokens", 100L)
              .setAttribute(
                  AttributeKey.stringArrayKey("gen_ai.response.finish_reasons"), List.of("stop"))
              .setAttribute(
                  "gen_ai.input.messages",
                  "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"meu CPF é "
                      + CPF
                      + "\"}]}]")
              .startSpan();
      span.setStatus(StatusCode.OK);
      span.end();
      assertThat(provider.forceFlush().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();
      return span;
    }
  }

  private static void seen(Span span) {
    String path =
        "/api/v1/exchanges/"
            + span.getSpanContext().getTraceId()
            + "/"
            + span.getSpanContext().getSpanId();
    await().atMost(PATIENCE).until(() -> farol.get(path).statusCode() == 200);
    JsonNode exchange = farol.json(path);

    assertThat(exchange.path("from").textValue()).isEqualTo("cadastro");
    assertThat(exchange.path("to").textValue()).isEqualTo("azure-openai");
    assertThat(exchange.path("integration").textValue()).isEqualTo("azure-openai/gpt-4.1");
    assertThat(exchange.at("/outcome/state").textValue()).isEqualTo("succeeded");
    assertThat(exchange.at("/tokens/input").longValue()).isEqualTo(1_000);
    assertThat(exchange.at("/cost/state").textValue()).isEqualTo("priced");
    assertThat(exchange.at("/cost/currency").textValue()).isEqualTo("USD");
    // 1,000 input tokens at 2 USD and 100 output tokens at 8 USD a million.
    assertThat(exchange.at("/cost/amount").textValue()).isEqualTo("0.002800000");
    String said = exchange.at("/messages/0/parts/0/text").textValue();
    assertThat(said).startsWith("meu CPF é ⟦cpf:").doesNotContain(CPF);
  }
}
