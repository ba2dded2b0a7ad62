// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Requests as a sender makes them, by the official classes.
public final class Sent {

  public static final long START = 1_795_000_000_000_000_000L;
  public static final long SECOND = 1_000_000_000L;
  public static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private Sent() {}

  public static ByteString id(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }

  /// A client span of one second.
  public static Span.Builder span(String spanId, String name) {
    return Span.newBuilder()
        .setTraceId(id(TRACE))
        .setSpanId(id(spanId))
        .setName(name)
        .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
        .setStartTimeUnixNano(START)
        .setEndTimeUnixNano(START + SECOND);
  }

  public static Span.Builder span(String spanId, String name, Object... attributes) {
    return span(spanId, name).addAllAttributes(attributes(attributes));
  }

  public static Span.Event.Builder event(String name, Object... attributes) {
    return Span.Event.newBuilder()
        .setName(name)
        .setTimeUnixNano(START + SECOND / 2)
        .addAllAttributes(attributes(attributes));
  }

  public static Status error(String message) {
    return Status.newBuilder()
        .setCode(Status.StatusCode.STATUS_CODE_ERROR)
        .setMessage(message)
        .build();
  }

  public static ExportTraceServiceRequest traces(Span.Builder... spans) {
    return traces("test", spans);
  }

  public static ExportTraceServiceRequest traces(String scope, Span.Builder... spans) {
    ScopeSpans.Builder group =
        ScopeSpans.newBuilder()
            .setScope(InstrumentationScope.newBuilder().setName(scope).setVersion("1.0"));
    for (Span.Builder span : spans) {
      group.addSpans(span);
    }
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(ResourceSpans.newBuilder().setResource(resource()).addScopeSpans(group))
        .build();
  }

  public static LogRecord.Builder log(String spanId, String eventName, Object... attributes) {
    LogRecord.Builder log =
        LogRecord.newBuilder()
            .setTimeUnixNano(START)
            .setEventName(eventName)
            .addAllAttributes(attributes(attributes));
    if (!spanId.isEmpty()) {
      log.setTraceId(id(TRACE)).setSpanId(id(spanId));
    }
    return log;
  }

  public static ExportLogsServiceRequest logs(LogRecord.Builder... records) {
    ScopeLogs.Builder group =
        ScopeLogs.newBuilder().setScope(InstrumentationScope.newBuilder().setName("test"));
    for (LogRecord.Builder record : records) {
      group.addLogRecords(record);
    }
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(ResourceLogs.newBuilder().setResource(resource()).addScopeLogs(group))
        .build();
  }

  public static ExportMetricsServiceRequest metrics(Metric.Builder... metrics) {
    ScopeMetrics.Builder group =
        ScopeMetrics.newBuilder().setScope(InstrumentationScope.newBuilder().setName("test"));
    for (Metric.Builder metric : metrics) {
      group.addMetrics(metric);
    }
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder().setResource(resource()).addScopeMetrics(group))
        .build();
  }

  public static Metric.Builder metric(String name) {
    return Metric.newBuilder().setName(name).setUnit("ms").setDescription("in words");
  }

  public static Resource resource() {
    return Resource.newBuilder()
        .addAllAttributes(
            attributes(
                "service.name", "assistant",
                "service.instance.id", "pod-1",
                "deployment.environment.name", "production",
                "cloud.provider", "azure",
                "cloud.region", "brazilsouth"))
        .build();
  }

  /// Keys and values in turn.
  public static List<KeyValue> attributes(Object... keysAndValues) {
    List<KeyValue> attributes = new ArrayList<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      attributes.add(
          KeyValue.newBuilder()
              .setKey((String) keysAndValues[i])
              .setValue(any(keysAndValues[i + 1]))
              .build());
    }
    return attributes;
  }

  public static AnyValue any(Object value) {
    AnyValue.Builder any = AnyValue.newBuilder();
    switch (value) {
      case String text -> any.setStringValue(text);
      case Boolean flag -> any.setBoolValue(flag);
      case Integer number -> any.setIntValue(number);
      case Long number -> any.setIntValue(number);
      case Double number -> any.setDoubleValue(number);
      case byte[] bytes -> any.setBytesValue(ByteString.copyFrom(bytes));
      case List<?> list -> {
        ArrayValue.Builder values = ArrayValue.newBuilder();
        list.forEach(each -> values.addValues(any(each)));
        any.setArrayValue(values);
      }
      case Map<?, ?> map -> {
        KeyValueList.Builder values = KeyValueList.newBuilder();
        map.forEach((key, each) ->
            values.addValues(KeyValue.newBuilder().setKey((String) key).setValue(any(each))));
        any.setKvlistValue(values);
      }
      default -> throw new IllegalArgumentException("no AnyValue for " + value.getClass());
    }
    return any.build();
  }
}
