// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// OTLP/JSON requests, written by hand as a stranger would.
final class Otlp {

  static final int CLIENT = 3;

  private Otlp() {}

  /// @param attributes values are text, long or boolean
  record SentSpan(
      String traceId,
      String spanId,
      String name,
      int kind,
      long startNanos,
      long endNanos,
      Map<String, Object> attributes) {}

  static byte[] traces(String service, List<SentSpan> spans) {
    ObjectNode root = FarolProcess.JSON.createObjectNode();
    ObjectNode resource = root.putArray("resourceSpans").addObject();
    attribute(resource.putObject("resource").putArray("attributes"), "service.name", service);
    ArrayNode list = resource.putArray("scopeSpans").addObject().putArray("spans");
    for (SentSpan span : spans) {
      ObjectNode json = list.addObject();
      json.put("traceId", span.traceId());
      json.put("spanId", span.spanId());
      json.put("name", span.name());
      json.put("kind", span.kind());
      json.put("startTimeUnixNano", Long.toString(span.startNanos()));
      json.put("endTimeUnixNano", Long.toString(span.endNanos()));
      ArrayNode attributes = json.putArray("attributes");
      span.attributes().forEach((key, value) -> attribute(attributes, key, value));
    }
    return root.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// One log record in the context of a span.
  static byte[] log(
      String service,
      String eventName,
      String traceId,
      String spanId,
      long timeNanos,
      Map<String, Object> attributes) {
    ObjectNode root = FarolProcess.JSON.createObjectNode();
    ObjectNode resource = root.putArray("resourceLogs").addObject();
    attribute(resource.putObject("resource").putArray("attributes"), "service.name", service);
    ObjectNode record =
        resource.putArray("scopeLogs").addObject().putArray("logRecords").addObject();
    record.put("eventName", eventName);
    record.put("traceId", traceId);
    record.put("spanId", spanId);
    record.put("timeUnixNano", Long.toString(timeNanos));
    ArrayNode list = record.putArray("attributes");
    attributes.forEach((key, value) -> attribute(list, key, value));
    return root.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// A metric of each kind, with one data point; the gauge has an exemplar.
  static byte[] metrics(String service, String traceId, String spanId, long timeNanos) {
    return """
    {"resourceMetrics":[{"resource":{"attributes":[
      {"key":"service.name","value":{"stringValue":"%1$s"}}]},
      "scopeMetrics":[{"scope":{"name":"test"},"metrics":[
      {"name":"queue.size","unit":"{item}","description":"in words","gauge":{"dataPoints":[
        {"timeUnixNano":"%4$d","asDouble":"NaN",
         "attributes":[{"key":"queue","value":{"stringValue":"saída"}}],
         "exemplars":[{"timeUnixNano":"%4$d","asInt":"5","traceId":"%2$s","spanId":"%3$s"}]}]}},
      {"name":"requests","sum":{"aggregationTemporality":2,"isMonotonic":true,"dataPoints":[
        {"startTimeUnixNano":"%4$d","timeUnixNano":"%4$d","asInt":"12"}]}},
      {"name":"duration","unit":"ms","histogram":{"aggregationTemporality":1,"dataPoints":[
        {"timeUnixNano":"%4$d","count":"3","sum":7.5,"min":1,"max":4,
         "bucketCounts":["1","2"],"explicitBounds":[2.5]}]}},
      {"name":"sizes","exponentialHistogram":{"aggregationTemporality":1,"dataPoints":[
        {"timeUnixNano":"%4$d","count":"4","scale":2,"zeroCount":"1",
         "positive":{"offset":-1,"bucketCounts":["1","2"]}}]}},
      {"name":"quantiles","summary":{"dataPoints":[
        {"timeUnixNano":"%4$d","count":"9","sum":2,
         "quantileValues":[{"quantile":0.5,"value":1.5}]}]}},
      {"name":"queue.size","gauge":{"dataPoints":[{"timeUnixNano":"%4$d","flags":1}]}}]}]}]}
    """
        .formatted(service, traceId, spanId, timeNanos)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void attribute(ArrayNode attributes, String key, Object value) {
    ObjectNode json = attributes.addObject().put("key", key).putObject("value");
    switch (value) {
      case Boolean flag -> json.put("boolValue", flag);
      case Number number -> json.put("intValue", Long.toString(number.longValue()));
      default -> json.put("stringValue", value.toString());
    }
  }

  static String traceId(SplittableRandom random) {
    return HexFormat.of().toHexDigits(random.nextLong() | 1)
        + HexFormat.of().toHexDigits(random.nextLong());
  }

  static String spanId(SplittableRandom random) {
    return HexFormat.of().toHexDigits(random.nextLong() | 1);
  }

  static long now() {
    return System.currentTimeMillis() * 1_000_000;
  }
}
