// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.logs.OtlpGrpcLogRecordExporter;
import io.opentelemetry.exporter.otlp.metrics.OtlpGrpcMetricExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.logs.export.SimpleLogRecordProcessor;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentSelector;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.View;
import io.opentelemetry.sdk.metrics.export.AggregationTemporalitySelector;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real OpenTelemetry Java SDK sends metrics and logs, and they can be asked for.
class OtlpSdkRecordsIT {

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
  void cumulativeMetricsOverGrpc() {
    measured(
        OtlpGrpcMetricExporter.builder().setEndpoint(farol.otlpGrpc()).build(),
        "grpc",
        "cumulative");
  }

  @Test
  void deltaMetricsOverHttpPacked() {
    measured(
        OtlpHttpMetricExporter.builder()
            .setEndpoint(farol.otlpHttp() + "/v1/metrics")
            .setCompression("gzip")
            .setAggregationTemporalitySelector(AggregationTemporalitySelector.deltaPreferred())
            .build(),
        "http",
        "delta");
  }

  @Test
  void deltaMetricsOverGrpcAsZstd() {
    measured(
        OtlpGrpcMetricExporter.builder()
            .setEndpoint(farol.otlpGrpc())
            .setCompression(ZstdCompressor.ZSTD)
            .setAggregationTemporalitySelector(AggregationTemporalitySelector.deltaPreferred())
            .build(),
        "grpc-zstd",
        "delta");
  }

  private static void measured(MetricExporter exporter, String service, String temporality) {
    String traceId = measure(exporter, service);
    JsonNode requests = sample(service, "requests");
    assertThat(requests.path("kind").textValue()).isEqualTo("sum");
    assertThat(requests.path("temporality").textValue()).isEqualTo(temporality);
    assertThat(requests.path("monotonic").booleanValue()).isTrue();
    assertThat(requests.at("/measure/value").longValue()).isEqualTo(3);
    assertThat(requests.at("/attributes/http.route").textValue()).isEqualTo("/cpf");
    assertThat(requests.at("/attributes/cpf").textValue()).startsWith("⟦cpf:");
    assertThat(requests.at("/attributes/otel.scope.name").textValue()).isEqualTo("test");
    assertThat(requests.at("/exemplars/0/traceId").textValue()).isEqualTo(traceId);

    JsonNode queue = sample(service, "queue");
    assertThat(queue.path("kind").textValue()).isEqualTo("gauge");
    assertThat(queue.at("/measure/value").doubleValue()).isEqualTo(0.5);

    JsonNode duration = sample(service, "duration");
    assertThat(duration.path("kind").textValue()).isEqualTo("histogram");
    assertThat(duration.path("unit").textValue()).isEqualTo("ms");
    assertThat(duration.at("/measure/count").longValue()).isEqualTo(2);
    assertThat(duration.at("/measure/max").doubleValue()).isEqualTo(70);
    assertThat(duration.at("/exemplars").size()).isEqualTo(2);

    JsonNode sizes = sample(service, "sizes");
    assertThat(sizes.path("kind").textValue()).isEqualTo("exponential_histogram");
    assertThat(sizes.path("temporality").textValue()).isEqualTo(temporality);
    assertThat(sizes.at("/measure/sum").doubleValue()).isEqualTo(6);
  }

  private static String measure(MetricExporter exporter, String service) {
    try (SdkMeterProvider meters =
            SdkMeterProvider.builder()
                .setResource(resource(service))
                .registerMetricReader(
                    PeriodicMetricReader.builder(exporter).setInterval(1, TimeUnit.HOURS).build())
                .registerView(
                    InstrumentSelector.builder().setName("sizes").build(),
                    View.builder()
                        .setAggregation(Aggregation.base2ExponentialBucketHistogram())
                        .build())
                .build();
        SdkTracerProvider tracers =
            SdkTracerProvider.builder()
                .addSpanProcessor(
                    SimpleSpanProcessor.create(
                        OtlpGrpcSpanExporter.builder().setEndpoint(farol.otlpGrpc()).build()))
                .build()) {
      Span span = tracers.get("test").spanBuilder("GET /cpf").startSpan();
      Meter meter = meters.get("test");
      meter.gaugeBuilder("queue").build().set(0.5);
      try (Scope within = span.makeCurrent()) {
        meter
            .counterBuilder("requests")
            .build()
            .add(
                3,
                Attributes.of(
                    AttributeKey.stringKey("http.route"),
                    "/cpf",
                    AttributeKey.stringKey("cpf"),
                    CPF));
        var duration = meter.histogramBuilder("duration").setUnit("ms").build();
        duration.record(7);
        duration.record(70);
        var sizes = meter.histogramBuilder("sizes").build();
        sizes.record(2);
        sizes.record(4);
      }
      span.end();
      assertThat(meters.forceFlush().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();
      return span.getSpanContext().getTraceId();
    }
  }

  private static JsonNode sample(String service, String name) {
    String path = "/api/v1/metrics/samples?service=" + service + "&name=" + name;
    await().atMost(PATIENCE).until(() -> !farol.json(path).path("items").isEmpty());
    // A cumulative reader tells the same again when it is closed: the first telling has the
    // exemplars.
    JsonNode items = farol.json(path).path("items");
    return items.path(items.size() - 1);
  }

  @Test
  void logsOverGrpcPacked() {
    logged(
        OtlpGrpcLogRecordExporter.builder()
            .setEndpoint(farol.otlpGrpc())
            .setCompression("gzip")
            .build(),
        "grpc");
  }

  @Test
  void logsOverHttp() {
    logged(
        OtlpHttpLogRecordExporter.builder().setEndpoint(farol.otlpHttp() + "/v1/logs").build(),
        "http");
  }

  @Test
  void logsOverHttpAsZstd() {
    logged(
        OtlpHttpLogRecordExporter.builder()
            .setEndpoint(farol.http() + "/v1/logs")
            .setCompression(ZstdCompressor.ZSTD)
            .build(),
        "http-zstd");
  }

  private static void logged(LogRecordExporter exporter, String service) {
    String longest = "falhou: CPF " + CPF + " " + "x".repeat(1_000);
    try (SdkLoggerProvider loggers =
        SdkLoggerProvider.builder()
            .setResource(resource(service))
            .addLogRecordProcessor(SimpleLogRecordProcessor.create(exporter))
            .build()) {
      loggers
          .get("test")
          .logRecordBuilder()
          .setSeverity(Severity.ERROR)
          .setBody(longest)
          .setAttribute(AttributeKey.longKey("tentativa"), 2L)
          .emit();
      loggers.get("test").logRecordBuilder().setSeverity(Severity.INFO).setBody("passou").emit();
      assertThat(loggers.forceFlush().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();
    }
    String all = "/api/v1/logs?service=" + service;
    await().atMost(PATIENCE).until(() -> farol.json(all).path("items").size() == 2);
    JsonNode errors = farol.json(all + "&severity=error&q=FALHOU").path("items");
    assertThat(errors).hasSize(1);
    JsonNode header = errors.path(0);
    assertThat(header.path("text").textValue()).hasSize(256).startsWith("falhou: CPF ⟦cpf:");
    assertThat(header.path("clipped").booleanValue()).isTrue();
    JsonNode line = farol.json("/api/v1/logs/" + header.path("id").textValue());
    assertThat(line.path("body").textValue()).endsWith("x".repeat(1_000)).doesNotContain(CPF);
    assertThat(line.at("/attributes/tentativa").longValue()).isEqualTo(2);
    assertThat(line.path("severityNumber").intValue()).isEqualTo(17);
    assertThat(line.path("environment").textValue()).isEqualTo("production");
  }

  private static Resource resource(String service) {
    return Resource.getDefault().toBuilder()
        .put("service.name", service)
        .put("deployment.environment.name", "production")
        .build();
  }
}
