// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.Server;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.URI;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/// A server over real sockets that keeps spans in memory and can be told to lose, double or refuse.
final class FakeServer implements AutoCloseable {
  private static final int PAGE = 500;
  private static final String EXPORT =
      "/opentelemetry.proto.collector.trace.v1.TraceService/Export";

  private final List<Span> kept = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals;
  private final UnaryOperator<List<Span>> keeping;
  private final Server server;

  /// @param refusals how many requests are told to come back first
  /// @param keeping what is really kept of the spans that are acknowledged
  FakeServer(int refusals, UnaryOperator<List<Span>> keeping) {
    this.refusals = new AtomicInteger(refusals);
    this.keeping = keeping;
    this.server =
        Server.builder()
            .http(0)
            .service(
                EXPORT,
                (context, request) -> HttpResponse.of(request.aggregate().thenApply(this::export)))
            .service("/api/v1/status", (context, request) -> json(status()))
            .service("/api/v1/exchanges", (context, request) -> json(page(context.queryParams())))
            .build();
    server.start().join();
  }

  Target target() {
    URI address = URI.create("http://127.0.0.1:" + server.activeLocalPort());
    return new Target(address, address, "", Optional.empty(), Optional.empty());
  }

  List<Span> kept() {
    return kept;
  }

  @Override
  public void close() {
    server.stop().join();
  }

  private HttpResponse export(AggregatedHttpRequest request) {
    if (refusals.getAndDecrement() > 0) {
      return HttpResponse.of(
          ResponseHeaders.builder(HttpStatus.OK)
              .endOfStream(true)
              .set("content-type", "application/grpc")
              .set("grpc-status", "14")
              .build());
    }
    byte[] body = request.content().array();
    kept.addAll(keeping.apply(spans(Arrays.copyOfRange(body, 5, body.length))));
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.OK).set("content-type", "application/grpc").build(),
        HttpData.wrap(new byte[5]),
        HttpHeaders.of("grpc-status", "0"));
  }

  private static List<Span> spans(byte[] message) {
    try {
      return ExportTraceServiceRequest.parseFrom(message).getResourceSpansList().stream()
          .flatMap(resource -> resource.getScopeSpansList().stream())
          .flatMap(scope -> scope.getSpansList().stream())
          .toList();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static ObjectNode status() {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.putObject("signals").putObject("traces").put("pending", 0);
    status.putArray("readers").addObject().put("name", "facts").put("lagMillis", 0);
    return status;
  }

  private ObjectNode page(QueryParams question) {
    int first = question.getInt("cursor", 0);
    int end = Math.min(kept.size(), first + PAGE);
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    ArrayNode items = page.putArray("items");
    for (Span span : kept.subList(first, end)) {
      items
          .addObject()
          .put("traceId", HexFormat.of().formatHex(span.getTraceId().toByteArray()))
          .put("spanId", HexFormat.of().formatHex(span.getSpanId().toByteArray()));
    }
    if (end < kept.size()) {
      page.put("next", Integer.toString(end));
    } else {
      page.putNull("next");
    }
    return page;
  }

  private static HttpResponse json(ObjectNode body) {
    return HttpResponse.of(HttpStatus.OK, MediaType.JSON, HttpData.ofUtf8(body.toString()));
  }
}
