// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The OpenTelemetry SDK of Java sends a call twenty times a second until its input ends; the
/// program behind [Exporter].
final class JavaExporter {

  private JavaExporter() {}

  public static void main(String[] words) throws InterruptedException {
    SpanExporter inner =
        words[0].equals("grpc")
            ? OtlpGrpcSpanExporter.builder()
                .setEndpoint(words[1])
                .setTimeout(Duration.ofSeconds(20))
                .build()
            : OtlpHttpSpanExporter.builder()
                .setEndpoint(words[1] + "/v1/traces")
                .setTimeout(Duration.ofSeconds(20))
                .build();
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setResource(Resource.getDefault().toBuilder().put("service.name", words[2]).build())
            .addSpanProcessor(
                BatchSpanProcessor.builder(telling(inner))
                    .setScheduleDelay(Duration.ofMillis(300))
                    .setMaxExportBatchSize(64)
                    .setExporterTimeout(Duration.ofSeconds(30))
                    .build())
            .build();
    CountDownLatch ended = new CountDownLatch(1);
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            System.in.readAllBytes();
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          } finally {
            ended.countDown();
          }
        });
    while (!ended.await(50, TimeUnit.MILLISECONDS)) {
      Span span =
          provider
              .get("test")
              .spanBuilder("GET")
              .setSpanKind(SpanKind.CLIENT)
              .setAttribute("http.request.method", "GET")
              .setAttribute("server.address", "api.example.com")
              .setAttribute("http.response.status_code", 200L)
              .startSpan();
      System.out.println(
          "made " + span.getSpanContext().getTraceId() + "/" + span.getSpanContext().getSpanId());
      span.end();
    }
    provider.forceFlush().join(60, TimeUnit.SECONDS);
    provider.shutdown().join(10, TimeUnit.SECONDS);
    System.out.println("end");
  }

  private static SpanExporter telling(SpanExporter inner) {
    return new SpanExporter() {
      @Override
      public CompletableResultCode export(Collection<SpanData> spans) {
        List<SpanData> all = List.copyOf(spans);
        CompletableResultCode result = inner.export(spans);
        return result.whenComplete(() -> {
          for (SpanData span : all) {
            System.out.println(
                (result.isSuccess() ? "delivered " : "dropped ")
                    + span.getTraceId()
                    + "/"
                    + span.getSpanId());
          }
        });
      }

      @Override
      public CompletableResultCode flush() {
        return inner.flush();
      }

      @Override
      public CompletableResultCode shutdown() {
        return inner.shutdown();
      }
    };
  }
}
