// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// The extension found by the SDK's own automatic configuration.
final class AutoConfiguredTest {
  @Test
  void startsGoToTheUsualEndpointWithTheUsualHeadersAtOnce() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver();
        OpenTelemetrySdk sdk = sdk(receiver, Map.of())) {
      Span span = sdk.getTracer("t").spanBuilder("GET").setSpanKind(SpanKind.CLIENT).startSpan();

      // The SDK's own processors wait an hour; what comes now came by way of the extension.
      await().until(() -> receiver.events(SpanEvent.START).size() == 1);

      assertThat(receiver.events().getFirst().resource()).containsEntry("service.name", "triagem");
      assertThat(receiver.tokens()).containsExactly("abc");
      span.end();
    }
  }

  @Test
  void theAliveIntervalCanBeSet() throws Exception {
    try (OtlpReceiver receiver = new OtlpReceiver();
        OpenTelemetrySdk sdk = sdk(receiver, Map.of("farol.alive.interval", "150ms"))) {
      Span span = sdk.getTracer("t").spanBuilder("GET").setSpanKind(SpanKind.CLIENT).startSpan();

      await().until(() -> !receiver.events(SpanEvent.ALIVE).isEmpty());

      assertThat(receiver.events(SpanEvent.ALIVE).getFirst().spanId())
          .isEqualTo(span.getSpanContext().getSpanId());
      span.end();
    }
  }

  @Test
  void nothingIsSentWhereSpansAreNotExportedOrStartsAreSwitchedOff() throws Exception {
    for (Map<String, String> off :
        List.of(Map.of("farol.start.enabled", "false"), Map.of("otel.traces.exporter", "none"))) {
      try (OtlpReceiver receiver = new OtlpReceiver()) {
        OpenTelemetrySdk sdk = sdk(receiver, off);
        sdk.getTracer("t").spanBuilder("GET").setSpanKind(SpanKind.CLIENT).startSpan().end();
        sdk.shutdown().join(10, TimeUnit.SECONDS);

        assertThat(receiver.events()).isEmpty();
      }
    }
  }

  private static OpenTelemetrySdk sdk(OtlpReceiver receiver, Map<String, String> more) {
    Map<String, String> properties =
        new HashMap<>(
            Map.of(
                "otel.service.name", "triagem",
                "otel.exporter.otlp.protocol", "http/protobuf",
                "otel.exporter.otlp.endpoint", receiver.endpoint(),
                "otel.exporter.otlp.headers", "x-token=abc",
                "otel.metrics.exporter", "none",
                "otel.blrp.schedule.delay", "3600000",
                "otel.bsp.schedule.delay", "3600000"));
    properties.putAll(more);
    return AutoConfiguredOpenTelemetrySdk.builder()
        .disableShutdownHook()
        .addPropertiesSupplier(() -> properties)
        .build()
        .getOpenTelemetrySdk();
  }
}
