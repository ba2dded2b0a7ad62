// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.farol.flow.Signal;
import io.farol.testkit.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Recordings of other projects, made into requests where they are less than one.
final class Samples {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String TELEMETRY = "03-telemetry/";

  private Samples() {}

  /// Files below a folder of the shared data whose path ends so; empty, said loudly, when the
  /// folder is not there.
  static List<Path> files(String folder, String ending) {
    return SharedData.find(TELEMETRY + folder).stream()
        .flatMap(root -> below(root, ending))
        .toList();
  }

  static Stream<Path> below(Path root, String ending) {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(Path file) {
    try {
      return MAPPER.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Intake intake(Signal signal, JsonNode request) {
    return Taken.of(signal, bytes(request), Encoding.JSON);
  }

  static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A request around one span, with the ids and times that a recording left out.
  static ObjectNode around(JsonNode recorded) {
    ObjectNode span = recorded.deepCopy();
    putIfAbsent(span, "traceId", "trace_id", Sent.TRACE);
    putIfAbsent(span, "spanId", "span_id", "00f067aa0ba902b7");
    putIfAbsent(span, "startTimeUnixNano", "start_time_unix_nano", Long.toString(Sent.START));
    putIfAbsent(
        span, "endTimeUnixNano", "end_time_unix_nano", Long.toString(Sent.START + Sent.SECOND));
    ArrayNode spans = MAPPER.createArrayNode().add(span);
    return request("", spans);
  }

  private static void putIfAbsent(ObjectNode span, String name, String snake, String value) {
    if (!span.has(name) && !span.has(snake)) {
      span.put(name, value);
    }
  }

  static ObjectNode request(String scope, ArrayNode spans) {
    ObjectNode request = MAPPER.createObjectNode();
    ObjectNode group = request.putArray("resourceSpans").addObject();
    ObjectNode scoped = group.putArray("scopeSpans").addObject();
    scoped.putObject("scope").put("name", scope);
    scoped.set("spans", spans);
    return request;
  }

  /// A wrapper file's `resourceSpans` as it is; a single group gets one around it.
  static JsonNode wrapped(JsonNode node, String groups) {
    return node.has(groups)
        ? node
        : MAPPER.createObjectNode().set(groups, MAPPER.createArrayNode().add(node));
  }

  /// One observation of a Langfuse trace as the OTLP span it was made of.
  static ObjectNode ofLangfuse(JsonNode observation) throws IOException {
    JsonNode metadata = MAPPER.readTree(observation.get("metadata").asText("{}"));
    ObjectNode span = MAPPER.createObjectNode();
    span.put("traceId", observation.get("traceId").asText());
    span.put("spanId", observation.get("id").asText());
    span.put("parentSpanId", observation.path("parentObservationId").asText(""));
    span.put("name", observation.get("name").asText());
    span.put("kind", 1);
    span.put("startTimeUnixNano", nanos(observation.get("startTime").asText()));
    span.put("endTimeUnixNano", nanos(observation.path("endTime").asText("")));
    ArrayNode attributes = span.putArray("attributes");
    for (Map.Entry<String, JsonNode> each : metadata.path("attributes").properties()) {
      ObjectNode attribute = attributes.addObject().put("key", each.getKey());
      JsonNode value = each.getValue();
      attribute
          .putObject("value")
          .put("stringValue", value.isTextual() ? value.asText() : value.toString());
    }
    return request(metadata.path("scope").path("name").asText(""), alone(span));
  }

  private static ArrayNode alone(ObjectNode span) {
    return MAPPER.createArrayNode().add(span);
  }

  private static String nanos(String time) {
    if (time.isEmpty()) {
      return "0";
    }
    Instant instant = Instant.parse(time);
    return instant.getEpochSecond() + "%09d".formatted(instant.getNano());
  }

  static String name(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.lastIndexOf('.'));
  }
}
