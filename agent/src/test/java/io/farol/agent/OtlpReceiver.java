// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.agent;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/// An OTLP/HTTP protobuf receiver on a real loopback socket, which remembers what came.
final class OtlpReceiver implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<LogEvent> events = new CopyOnWriteArrayList<>();
  private final List<Span> spans = new CopyOnWriteArrayList<>();
  private final List<String> tokens = new CopyOnWriteArrayList<>();

  OtlpReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1/logs", exchange -> answer(exchange, this::takeLogs));
    server.createContext("/v1/traces", exchange -> answer(exchange, this::takeSpans));
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<LogEvent> events() {
    return List.copyOf(events);
  }

  List<LogEvent> events(String eventName) {
    return events.stream().filter(event -> event.name().equals(eventName)).toList();
  }

  List<Span> spans() {
    return List.copyOf(spans);
  }

  /// What the header `x-token` of the log requests said.
  List<String> tokens() {
    return List.copyOf(tokens);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void takeLogs(HttpExchange exchange, byte[] body) throws InvalidProtocolBufferException {
    exchange.getRequestHeaders().getOrDefault("x-token", List.of()).forEach(tokens::add);
    for (var resource : ExportLogsServiceRequest.parseFrom(body).getResourceLogsList()) {
      Map<String, String> about = texts(resource.getResource().getAttributesList());
      for (var scope : resource.getScopeLogsList()) {
        scope.getLogRecordsList().forEach(log -> events.add(new LogEvent(log, about)));
      }
    }
  }

  private void takeSpans(HttpExchange exchange, byte[] body) throws InvalidProtocolBufferException {
    for (var resource : ExportTraceServiceRequest.parseFrom(body).getResourceSpansList()) {
      resource.getScopeSpansList().forEach(scope -> spans.addAll(scope.getSpansList()));
    }
  }

  private static void answer(HttpExchange exchange, Taker taker) throws IOException {
    try (exchange) {
      taker.take(exchange, exchange.getRequestBody().readAllBytes());
      exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    }
  }

  static Map<String, String> texts(List<KeyValue> attributes) {
    return attributes.stream()
        .collect(Collectors.toMap(KeyValue::getKey, entry -> text(entry.getValue())));
  }

  private static String text(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> Long.toString(value.getIntValue());
      default -> value.toString();
    };
  }

  private interface Taker {
    void take(HttpExchange exchange, byte[] body) throws InvalidProtocolBufferException;
  }
}
