// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.world;

import io.farol.agent.StartRecordProcessor;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.logs.OtlpGrpcLogRecordExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// The OpenTelemetry SDK as the programs of the assistant would have it: spans leave twice a
/// second, starts by Farol's agent. All programs share one exporter, and each has its own resource.
final class Telemetry implements AutoCloseable {
  private static final int MAX_ATTRIBUTES = 1000;

  private final SpanProcessor ends;
  private final StartRecordProcessor starts;

  private Telemetry(SpanExporter spans, LogRecordExporter logs) {
    this.ends =
        BatchSpanProcessor.builder(spans)
            .setScheduleDelay(Duration.ofMillis(500))
            .setMaxQueueSize(16_384)
            .build();
    this.starts = StartRecordProcessor.create(logs);
  }

  /// Exports over OTLP to the given base address, for example `http://127.0.0.1:4318`.
  static Telemetry to(String endpoint, Protocol protocol) {
    return switch (protocol) {
      case HTTP_PROTOBUF ->
          new Telemetry(
              OtlpHttpSpanExporter.builder().setEndpoint(endpoint + "/v1/traces").build(),
              OtlpHttpLogRecordExporter.builder().setEndpoint(endpoint + "/v1/logs").build());
      case GRPC ->
          new Telemetry(
              OtlpGrpcSpanExporter.builder().setEndpoint(endpoint).build(),
              OtlpGrpcLogRecordExporter.builder().setEndpoint(endpoint).build());
    };
  }

  /// A program with the given service name.
  Component component(String serviceName, String instance) {
    Resource resource =
        Resource.getDefault().toBuilder()
            .put("service.name", serviceName)
            .put("service.version", "2.14.0")
            .put("service.namespace", "lia")
            .put("service.instance.id", serviceName + "-" + instance.toLowerCase(Locale.ROOT))
            .put("deployment.environment.name", "production")
            .put("cloud.provider", "azure")
            .put("cloud.platform", "azure.container_apps")
            .put("cloud.region", "brazilsouth")
            .build();
    // OpenInference flattens a conversation into many attributes, more than the SDK allows by
    // itself.
    SpanLimits limits = SpanLimits.builder().setMaxNumberOfAttributes(MAX_ATTRIBUTES).build();
    return new Component(
        serviceName,
        SdkTracerProvider.builder()
            .setResource(resource)
            .setSpanLimits(limits)
            .addSpanProcessor(starts)
            .addSpanProcessor(ends)
            .build(),
        SdkTracerProvider.builder()
            .setResource(resource)
            .setSpanLimits(limits)
            .addSpanProcessor(ends)
            .build());
  }

  /// Sends what is left, for at most five seconds.
  @Override
  public void close() {
    starts.shutdown().join(2, TimeUnit.SECONDS);
    ends.shutdown().join(3, TimeUnit.SECONDS);
  }
}
