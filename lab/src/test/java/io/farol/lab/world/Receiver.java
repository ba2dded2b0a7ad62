// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.world;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/// An OTLP/HTTP receiver on a real loopback socket that keeps starts and spans.
final class Receiver implements AutoCloseable {
  /// A start record or a span, as far as these tests look.
  ///
  /// @param about attributes of the resource
  /// @param facts attributes of the span or the start
  /// @param thrown `exception.type` of its first event, or empty
  record Seen(
      String spanId,
      String name,
      Map<String, String> about,
      Map<String, String> facts,
      String thrown) {
    Optional<String> fact(String key) {
      return Optional.ofNullable(facts.get(key));
    }

    String service() {
      return about.getOrDefault("service.name", "");
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Seen> starts = new CopyOnWriteArrayList<>();
  private final List<Seen> spans = new CopyOnWriteArrayList<>();

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1/logs", exchange -> answer(exchange, this::takeStarts));
    server.createContext("/v1/traces", exchange -> answer(exchange, this::takeSpans));
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Seen> starts() {
    return starts;
  }

  List<Seen> spans() {
    return spans;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void takeStarts(byte[] body) throws InvalidProtocolBufferException {
    for (var resource : ExportLogsServiceRequest.parseFrom(body).getResourceLogsList()) {
      Map<String, String> about = texts(resource.getResource().getAttributesList());
      for (var scope : resource.getScopeLogsList()) {
        for (var log : scope.getLogRecordsList()) {
          if (log.getEventName().equals("farol.span.start")) {
            Map<String, String> facts = texts(log.getAttributesList());
            String id = HexFormat.of().formatHex(log.getSpanId().toByteArray());
            starts.add(new Seen(id, facts.getOrDefault("span.name", ""), about, facts, ""));
          }
        }
      }
    }
  }

  private void takeSpans(byte[] body) throws InvalidProtocolBufferException {
    for (var resource : ExportTraceServiceRequest.parseFrom(body).getResourceSpansList()) {
      Map<String, String> about = texts(resource.getResource().getAttributesList());
      for (var scope : resource.getScopeSpansList()) {
        for (var span : scope.getSpansList()) {
          String id = HexFormat.of().formatHex(span.getSpanId().toByteArray());
          String thrown =
              span.getEventsList().stream()
                  .map(event -> texts(event.getAttributesList()).getOrDefault("exception.type", ""))
                  .findFirst()
                  .orElse("");
          spans.add(new Seen(id, span.getName(), about, texts(span.getAttributesList()), thrown));
        }
      }
    }
  }

  private interface Taker {
    void take(byte[] body) throws InvalidProtocolBufferException;
  }

  private static void answer(HttpExchange exchange, Taker taker) throws IOException {
    try (exchange) {
      taker.take(exchange.getRequestBody().readAllBytes());
      exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private static Map<String, String> texts(List<KeyValue> attributes) {
    return attributes.stream()
        .collect(Collectors.toMap(KeyValue::getKey, entry -> text(entry.getValue())));
  }

  private static String text(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> Long.toString(value.getIntValue());
      case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
      default -> value.toString();
    };
  }
}
