// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import com.linecorp.armeria.client.Endpoint;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.SessionProtocol;
import io.farol.lab.e2e.Hostile.Case;
import io.farol.lab.e2e.Hostile.Told;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/// What nobody means well with, over gRPC, and what each is told.
final class HostileGrpcCases {

  static final String METHOD = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";

  private final FarolProcess farol;

  HostileGrpcCases(FarolProcess farol) {
    this.farol = farol;
  }

  List<Case> all() {
    byte[] whole = Hostile.request(Hostile.span("grpc").build());
    byte[] two = ByteBuffer.allocate(20).put((byte) 0).putInt(5).array();
    return List.of(
        new Case(
            "gRPC: a message cut short",
            3,
            0,
            0,
            () -> send(METHOD, framed(Arrays.copyOf(whole, whole.length - 1))),
            "cut short"),
        new Case("gRPC: no frame", 3, 0, 0, () -> send(METHOD, new byte[3]), "holds no message"),
        new Case(
            "gRPC: a frame that announces another length",
            3,
            0,
            0,
            () -> send(METHOD, two),
            "exactly one message"),
        new Case(
            "gRPC: no such method",
            12,
            0,
            0,
            () -> send("/x.Y/Z", framed(whole)),
            "no such method"),
        new Case(
            "gRPC: a packing that is not named",
            12,
            0,
            0,
            () ->
                send(
                    METHOD,
                    ByteBuffer.allocate(5 + whole.length)
                        .put((byte) 1)
                        .putInt(whole.length)
                        .put(whole)
                        .array(),
                    "grpc-encoding",
                    "snappy"),
            "gzip"),
        new Case(
            "gRPC: over 64 MiB",
            8,
            0,
            0,
            () -> send(METHOD, framed(new byte[(64 << 20) + 1])),
            "at most"),
        new Case("gRPC: a good one", 0, 1, 0, () -> send(METHOD, framed(whole)), ""));
  }

  private Told send(String method, byte[] body, String... headers) {
    String authority = farol.otlpGrpc().substring("http://".length());
    AggregatedHttpResponse response =
        WebClient.of(SessionProtocol.H2C, Endpoint.parse(authority))
            .execute(
                RequestHeaders.builder(HttpMethod.POST, method)
                    .add("content-type", "application/grpc")
                    .add("te", "trailers")
                    .add(
                        headers.length == 0 ? "x" : headers[0],
                        headers.length == 0 ? "y" : headers[1])
                    .build(),
                body)
            .aggregate()
            .join();
    String status =
        response.headers().get("grpc-status", response.trailers().get("grpc-status", "-1"));
    return new Told(Integer.parseInt(status), response.headers().get("grpc-message", ""));
  }

  private static byte[] framed(byte[] message) {
    return ByteBuffer.allocate(5 + message.length)
        .put((byte) 0)
        .putInt(message.length)
        .put(message)
        .array();
  }
}
