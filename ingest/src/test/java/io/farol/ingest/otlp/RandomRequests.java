// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.farol.flow.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Requests of every shape that a sender might send, from a seed.
final class RandomRequests {

  private static final List<String> KEYS =
      List.of(
          "gen_ai.operation.name",
          "gen_ai.provider.name",
          "gen_ai.system",
          "gen_ai.request.model",
          "gen_ai.usage.input_tokens",
          "gen_ai.usage.cache_read.input_tokens",
          "gen_ai.input.messages",
          "gen_ai.output.messages",
          "gen_ai.system_instructions",
          "gen_ai.response.finish_reasons",
          "openinference.span.kind",
          "llm.input_messages.0.message.role",
          "llm.input_messages.0.message.content",
          "llm.input_messages.1.message.contents.0.message_content.text",
          "input.value",
          "llm.invocation_parameters",
          "http.request.method",
          "url.full",
          "http.response.status_code",
          "server.address",
          "server.port",
          "rpc.system",
          "rpc.method",
          "messaging.system",
          "messaging.destination.name",
          "db.system",
          "db.statement",
          "mcp.method.name",
          "error.type",
          "exception.stacktrace",
          "span.name",
          "span.kind",
          "parent_span_id",
          "farol.deadline_ms",
          "logfire.span_type",
          "logfire.pending_parent_id",
          "event.name",
          "session.id",
          "",
          "k");

  private static final List<String> TEXTS =
      List.of(
          "chat",
          "LLM",
          "invoke_agent",
          "openai",
          "GET",
          "404",
          "-1",
          "",
          "none",
          "1e300",
          "a,b",
          "[\"STOP\"]",
          "{}",
          "[]",
          "[{\"role\":\"user\",\"content\":\"oi\"}]",
          "[{\"role\":1}]",
          "{\"messages\":[{\"parts\":[{\"type\":\"blob\",\"content\":\"AQID\"}]}]}",
          "https://a.b/c",
          "https://gateway.apiserpro.serpro.gov.br/consulta-cpf-df/v1/cpf/1",
          "://",
          "[::1]:x",
          "data:image/png;base64,AQID",
          "é😀",
          "\u0000",
          "tools/call",
          "pending_span",
          "client",
          "Caused by: a.B: c",
          "[[[[[[[[[[[[[1]]]]]]]]]]]]]",
          "{\"a\":{\"b\":",
          "00f067aa0ba902b7");

  private static final List<String> EVENTS =
      List.of(
          "exception",
          "gen_ai.user.message",
          "gen_ai.choice",
          "gen_ai.content.prompt",
          "farol.span.start",
          "farol.span.alive",
          "gen_ai.client.inference.operation.details",
          "First Token Stream Event",
          "x",
          "");

  private final Random random;

  private RandomRequests(Random random) {
    this.random = random;
  }

  static Message of(Signal signal, Random random) {
    RandomRequests requests = new RandomRequests(random);
    return switch (signal) {
      case SPANS -> requests.spans();
      case LOGS -> requests.logs();
      case METRICS -> requests.metrics();
    };
  }

  static int records(Message request) {
    return switch (request) {
      case ExportTraceServiceRequest spans ->
          spans.getResourceSpans(0).getScopeSpans(0).getSpansCount();
      case ExportLogsServiceRequest logs ->
          logs.getResourceLogs(0).getScopeLogs(0).getLogRecordsCount();
      case ExportMetricsServiceRequest metrics ->
          metrics.getResourceMetrics(0).getScopeMetrics(0).getMetricsList().stream()
              .mapToInt(RandomRequests::points)
              .sum();
      default -> throw new IllegalArgumentException("no request: " + request.getClass());
    };
  }

  private Message spans() {
    Span.Builder[] spans = new Span.Builder[random.nextInt(6)];
    for (int i = 0; i < spans.length; i++) {
      spans[i] =
          Sent.span(hex(8), pick(TEXTS), attributes())
              .setParentSpanId(random.nextBoolean() ? ByteString.EMPTY : Sent.id(hex(8)))
              .setKindValue(random.nextInt(7))
              .setStartTimeUnixNano(time())
              .setEndTimeUnixNano(time());
      if (random.nextInt(4) == 0) {
        spans[i].setStatus(Sent.error(pick(TEXTS)));
      }
      for (int events = random.nextInt(3); events > 0; events--) {
        spans[i].addEvents(Sent.event(pick(EVENTS), attributes()));
      }
      if (random.nextInt(4) == 0) {
        spans[i].addLinks(
            Span.Link.newBuilder().setTraceId(Sent.id(Sent.TRACE)).setSpanId(Sent.id(hex(8))));
      }
    }
    return Sent.traces(pick(TEXTS), spans);
  }

  private Message logs() {
    LogRecord.Builder[] logs = new LogRecord.Builder[random.nextInt(6)];
    for (int i = 0; i < logs.length; i++) {
      logs[i] =
          Sent.log(random.nextInt(4) == 0 ? "" : hex(8), pick(EVENTS), attributes())
              .setTimeUnixNano(time())
              .setObservedTimeUnixNano(time())
              .setSeverityNumber(SeverityNumber.forNumber(random.nextInt(25)));
      if (random.nextBoolean()) {
        logs[i].setBody(Sent.any(value(3)));
      }
    }
    return Sent.logs(logs);
  }

  private static int points(Metric metric) {
    return metric.getGauge().getDataPointsCount()
        + metric.getSum().getDataPointsCount()
        + metric.getHistogram().getDataPointsCount()
        + metric.getExponentialHistogram().getDataPointsCount()
        + metric.getSummary().getDataPointsCount();
  }

  private Message metrics() {
    Metric.Builder[] metrics = new Metric.Builder[random.nextInt(6)];
    for (int i = 0; i < metrics.length; i++) {
      metrics[i] = new RandomMetrics(random).metric(this::time, this::attributes);
    }
    return Sent.metrics(metrics);
  }

  private long time() {
    return switch (random.nextInt(8)) {
      case 0 -> 0;
      case 1 -> random.nextLong();
      default -> Sent.START + random.nextInt(1_000_000_000);
    };
  }

  private String hex(int bytes) {
    byte[] id = new byte[bytes];
    random.nextBytes(id);
    return random.nextInt(12) == 0 ? "00".repeat(bytes) : HexFormat.of().formatHex(id);
  }

  private Object[] attributes() {
    List<Object> attributes = new ArrayList<>();
    for (int i = random.nextInt(12); i > 0; i--) {
      attributes.add(pick(KEYS));
      attributes.add(value(3));
    }
    return attributes.toArray();
  }

  private Object value(int depth) {
    return switch (random.nextInt(depth == 0 ? 6 : 9)) {
      case 0 -> random.nextLong();
      case 1 -> (long) random.nextInt(1000);
      case 2 -> random.nextDouble();
      case 3 -> random.nextBoolean();
      case 4, 5 -> pick(TEXTS);
      case 6 -> List.of(value(depth - 1), value(depth - 1));
      case 7 -> {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("role", pick(TEXTS));
        map.put("content", value(depth - 1));
        map.put("parts", List.of(value(depth - 1)));
        yield map;
      }
      default -> new byte[random.nextInt(5)];
    };
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
