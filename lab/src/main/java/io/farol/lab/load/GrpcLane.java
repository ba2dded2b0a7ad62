// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import com.google.protobuf.InvalidProtocolBufferException;
import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.RequestHeaders;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// One HTTP/2 connection on which `TraceService/Export` is called, framed by hand.
final class GrpcLane implements AutoCloseable {
  private static final String PATH = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final String OK = "0";
  private static final String RESOURCE_EXHAUSTED = "8";
  private static final String UNAVAILABLE = "14";

  private final ClientFactory factory;
  private final WebClient client;

  GrpcLane(URI target) {
    this.factory = ClientFactory.builder().workerGroup(1).build();
    this.client =
        WebClient.builder("h2c://" + target.getHost() + ":" + target.getPort())
            .factory(factory)
            .responseTimeout(TIMEOUT)
            .writeTimeout(TIMEOUT)
            .maxResponseLength(1 << 20)
            .build();
  }

  /// Sends a framed message; the future always completes with an answer.
  CompletableFuture<Answer> export(byte[] frame) {
    RequestHeaders headers =
        RequestHeaders.builder(HttpMethod.POST, PATH)
            .set("content-type", "application/grpc")
            .set("te", "trailers")
            .build();
    return client
        .execute(HttpRequest.of(headers, HttpData.wrap(frame)))
        .aggregate()
        .handle((response, failure) ->
            failure == null ? answer(response) : new Answer.Failed(failure.toString()));
  }

  private static Answer answer(AggregatedHttpResponse response) {
    String status =
        Optional.ofNullable(response.trailers().get("grpc-status"))
            .or(() -> Optional.ofNullable(response.headers().get("grpc-status")))
            .orElse("none");
    return switch (status) {
      case OK -> acknowledged(response.content().array());
      case RESOURCE_EXHAUSTED, UNAVAILABLE -> new Answer.ComeBack(PAUSE);
      default -> new Answer.Failed("HTTP " + response.status().code() + ", gRPC status " + status);
    };
  }

  private static Answer acknowledged(byte[] body) {
    try {
      byte[] message = Arrays.copyOfRange(body, Spool.FRAME_HEAD, body.length);
      long rejected =
          ExportTraceServiceResponse.parseFrom(message).getPartialSuccess().getRejectedSpans();
      return new Answer.Acknowledged(rejected);
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      return new Answer.Failed("an answer that is no OTLP: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    factory.close();
  }
}
