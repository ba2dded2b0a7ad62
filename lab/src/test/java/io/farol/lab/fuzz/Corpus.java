// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.fuzz;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.farol.flow.BatchCodec;
import io.farol.flow.CleanBatch;
import io.farol.ingest.otlp.Encoding;
import io.farol.ingest.otlp.OtlpIntake;
import io.farol.model.Outcome;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// What a target begins with: good input, from our own encoders.
final class Corpus {

  private static final String JSON_SPANS =
      """
      {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"a"}}]},
      "scopeSpans":[{"scope":{"name":"s","version":"1"},"spans":[{"traceId":"4bf92f3577b34da6a3ce929d0e0e4736",
      "spanId":"00f067aa0ba902b7","name":"chat","kind":3,"startTimeUnixNano":"1700000000000000000",
      "endTimeUnixNano":"1700000001000000000","attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},
      {"key":"gen_ai.usage.input_tokens","value":{"intValue":"7"}},{"key":"x","value":{"arrayValue":{"values":[{"doubleValue":1e3}]}}},
      {"key":"gen_ai.input.messages","value":{"stringValue":"[{\\"role\\":\\"user\\",\\"parts\\":[{\\"type\\":\\"text\\",\\"content\\":\\"oi\\"}]}]"}}],
      "events":[{"name":"exception","timeUnixNano":"5","attributes":[]}],"links":[{"traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":"00f067aa0ba902b8"}],
      "status":{"code":2,"message":"m"}}]}]}]}\
      """;

  private static final String JSON_LOGS =
      """
      {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"5","severityNumber":"SEVERITY_NUMBER_INFO","body":{"kvlistValue":{"values":[{"key":"k","value":{"boolValue":true}}]}},
      "eventName":"farol.span.start","traceId":"4bf92f3577b34da6a3ce929d0e0e4736","spanId":"00f067aa0ba902b7","attributes":[{"key":"span.name","value":{"stringValue":"x"}}]}]}]}]}\
      """;

  private static final String JSON_METRICS =
      """
      {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"m","unit":"ms","sum":{"aggregationTemporality":2,"isMonotonic":true,"dataPoints":[{"asInt":"1","timeUnixNano":"5"}]}},
      {"name":"h","histogram":{"aggregationTemporality":1,"dataPoints":[{"count":"3","sum":4.5,"bucketCounts":["1","2"],"explicitBounds":[1],"timeUnixNano":"5"}]}}]}]}]}\
      """;

  private Corpus() {}

  static List<byte[]> of(String target) throws IOException {
    return switch (target) {
      case "OtlpFuzz" ->
          List.of(
              after(0, spans().toByteArray()),
              after(1, logs().toByteArray()),
              after(2, metrics().toByteArray()),
              after(0x80, JSON_SPANS.getBytes(StandardCharsets.UTF_8)),
              after(0x81, JSON_LOGS.getBytes(StandardCharsets.UTF_8)),
              after(0x82, JSON_METRICS.getBytes(StandardCharsets.UTF_8)));
      case "BatchFuzz" -> {
        OtlpIntake intake = new OtlpIntake(evidence -> new Outcome.Succeeded(null));
        yield List.of(
            batch(
                CleanBatch.redact(
                    intake.traces(spans().toByteArray(), Encoding.PROTOBUF, "t", 5).batch(),
                    (key, text) -> text)),
            batch(
                CleanBatch.redact(
                    intake.logs(logs().toByteArray(), Encoding.PROTOBUF, "t", 5).batch(),
                    (key, text) -> text)),
            batch(
                CleanBatch.redact(
                    intake.metrics(metrics().toByteArray(), Encoding.PROTOBUF, "t", 5).batch(),
                    (key, text) -> text)));
      }
      case "RedactFuzz" ->
          List.of(
              text("meu CPF é 529.982.247-25, fone (11) 98765-4321, cartão 4111 1111 1111 1111"),
              text("{\"cpf\":\"52998224725\",\"senha\":\"abc\",\"n\":[5.2998224725E10]}"),
              text("https://u:p@a.b/c?token=abc&x=1 Bearer abcdef.ghi.jkl maria@exemplo.com.br"),
              text("⟦cpf:0123456789abcdef⟧ sk-proj-abcdefghijklmnopqrstuvwxyz0123456789"));
      case "DoorFuzz" ->
          List.of(
              after(0, gzip(spans().toByteArray())),
              after(1, new byte[] {0, 0, 0, 0, 2, 10, 0}),
              after(0, new byte[] {1, 0, 0, 0, 0}));
      default -> throw new IllegalArgumentException(target);
    };
  }

  private static byte[] batch(CleanBatch batch) {
    return BatchCodec.encode(batch);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] after(int first, byte[] rest) {
    byte[] bytes = new byte[rest.length + 1];
    bytes[0] = (byte) first;
    System.arraycopy(rest, 0, bytes, 1, rest.length);
    return bytes;
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  private static Message spans() {
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(id(16))
            .setSpanId(id(8))
            .setParentSpanId(id(8))
            .setName("chat gpt")
            .setKindValue(3)
            .setStartTimeUnixNano(1_700_000_000_000_000_000L)
            .setEndTimeUnixNano(1_700_000_001_000_000_000L)
            .addAttributes(attribute("gen_ai.operation.name", "chat"))
            .addAttributes(attribute("gen_ai.request.model", "gpt-4.1"))
            .addAttributes(
                attribute(
                    "gen_ai.input.messages",
                    "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"oi\"}]}]"))
            .addAttributes(attribute("http.request.method", "POST"))
            .addAttributes(attribute("url.full", "https://api.openai.com/v1/chat"))
            .addAttributes(
                KeyValue.newBuilder()
                    .setKey("deep")
                    .setValue(
                        AnyValue.newBuilder()
                            .setKvlistValue(
                                KeyValueList.newBuilder()
                                    .addValues(attribute("k", "v"))
                                    .addValues(
                                        KeyValue.newBuilder()
                                            .setKey("l")
                                            .setValue(
                                                AnyValue.newBuilder()
                                                    .setArrayValue(
                                                        ArrayValue.newBuilder()
                                                            .addValues(
                                                                AnyValue.newBuilder()
                                                                    .setDoubleValue(1.5))))))))
            .addEvents(
                Span.Event.newBuilder()
                    .setName("exception")
                    .setTimeUnixNano(5)
                    .addAttributes(attribute("exception.type", "a.B")))
            .addLinks(Span.Link.newBuilder().setTraceId(id(16)).setSpanId(id(8)));
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    request.addResourceSpansBuilder().addScopeSpansBuilder().addSpans(span);
    return request.build();
  }

  private static Message logs() {
    ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
    request
        .addResourceLogsBuilder()
        .addScopeLogsBuilder()
        .addLogRecords(
            LogRecord.newBuilder()
                .setTimeUnixNano(5)
                .setTraceId(id(16))
                .setSpanId(id(8))
                .setEventName("farol.span.start")
                .setBody(AnyValue.newBuilder().setStringValue("text"))
                .addAttributes(attribute("span.name", "x")));
    return request.build();
  }

  private static Message metrics() {
    ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
    request
        .addResourceMetricsBuilder()
        .addScopeMetricsBuilder()
        .addMetrics(
            Metric.newBuilder()
                .setName("g")
                .setGauge(
                    Gauge.newBuilder()
                        .addDataPoints(
                            NumberDataPoint.newBuilder().setTimeUnixNano(5).setAsInt(1))))
        .addMetrics(
            Metric.newBuilder()
                .setName("h")
                .setHistogram(
                    Histogram.newBuilder()
                        .setAggregationTemporalityValue(2)
                        .addDataPoints(
                            HistogramDataPoint.newBuilder()
                                .setTimeUnixNano(5)
                                .setCount(3)
                                .addBucketCounts(1)
                                .addBucketCounts(2)
                                .addExplicitBounds(1))));
    return request.build();
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static ByteString id(int bytes) {
    byte[] id = new byte[bytes];
    id[bytes - 1] = 7;
    return ByteString.copyFrom(id);
  }
}
