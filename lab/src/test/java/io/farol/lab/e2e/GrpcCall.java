// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import com.linecorp.armeria.client.Endpoint;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import com.linecorp.armeria.common.SessionProtocol;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// A call over gRPC, framed by hand, and what it was told.
///
/// @param status of gRPC; -1 when there was none
/// @param message of gRPC, or empty
/// @param details what stands in `grpc-status-details-bin`, read as Latin-1, or empty
record GrpcCall(int status, String message, String details) {

  static final String EXPORT = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";

  /// @param body framed, or not as it should be
  /// @param header a name and its value, or nothing
  static GrpcCall send(FarolProcess farol, String method, byte[] body, String... header) {
    RequestHeadersBuilder headers =
        RequestHeaders.builder(HttpMethod.POST, method)
            .add("content-type", "application/grpc")
            .add("te", "trailers");
    if (header.length > 0) {
      headers.add(header[0], header[1]);
    }
    String authority = farol.otlpGrpc().substring("http://".length());
    AggregatedHttpResponse response =
        WebClient.of(SessionProtocol.H2C, Endpoint.parse(authority))
            .execute(headers.build(), body)
            .aggregate()
            .join();
    return new GrpcCall(
        Integer.parseInt(told(response, "grpc-status", "-1")),
        told(response, "grpc-message", ""),
        new String(
            Base64.getMimeDecoder().decode(told(response, "grpc-status-details-bin", "")),
            StandardCharsets.ISO_8859_1));
  }

  private static String told(AggregatedHttpResponse response, String name, String without) {
    return response.headers().get(name, response.trailers().get(name, without));
  }

  static byte[] framed(byte[] message) {
    return ByteBuffer.allocate(5 + message.length)
        .put((byte) 0)
        .putInt(message.length)
        .put(message)
        .array();
  }
}
