// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// HTTP/2 frames without end, one connection for each kind.
final class Floods {

  private final FarolProcess farol;

  Floods(FarolProcess farol) {
    this.farol = farol;
  }

  void endTheirConnection() {
    assertThat(
            flood(http2 -> {
              byte[] block = http2.post(GrpcCall.EXPORT, "application/grpc");
              for (int stream = 1; stream < 400_000; stream += 2) {
                byte[] open = RawHttp2.bytes(RawHttp2.HEADERS, RawHttp2.END_HEADERS, stream, block);
                byte[] reset =
                    RawHttp2.bytes(RawHttp2.RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8});
                if (!http2.send(
                    ByteBuffer.allocate(open.length + reset.length).put(open).put(reset).array())) {
                  return;
                }
              }
            }))
        .as("rapid reset")
        .matches(RawHttp2.End::ended);
    // Answers that nobody reads are few enough for the socket, or end the connection: what counts
    // is
    // that memory stays bounded and nobody else notices.
    flood(http2 -> repeat(http2, 2_000_000, RawHttp2.bytes(RawHttp2.PING, 0, 0, new byte[8])));
    flood(http2 -> repeat(http2, 2_000_000, RawHttp2.bytes(RawHttp2.SETTINGS, 0, 0, new byte[0])));
    assertThat(
            flood(http2 -> {
              http2.frame(RawHttp2.HEADERS, 0, 1, http2.post(GrpcCall.EXPORT, "application/grpc"));
              repeat(http2, 100_000, RawHttp2.bytes(RawHttp2.CONTINUATION, 0, 1, new byte[0]));
            }))
        .as("continuations without end")
        .matches(RawHttp2.End::ended);
    assertThat(
            flood(http2 -> {
              http2.frame(
                  RawHttp2.HEADERS,
                  RawHttp2.END_HEADERS,
                  1,
                  http2.post(GrpcCall.EXPORT, "application/grpc"));
              repeat(http2, 1_000_000, RawHttp2.bytes(RawHttp2.DATA, 0, 1, new byte[0]));
            }))
        .as("empty data without end")
        .matches(RawHttp2.End::ended);
    assertThat(
            flood(http2 -> {
              byte[] block = http2.post(GrpcCall.EXPORT, "application/grpc");
              for (int stream = 1; stream < 2_000; stream += 2) {
                http2.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, stream, block);
              }
            }))
        .as("a thousand streams at once")
        .matches(end -> end.refused() >= 1_000 - 256);
  }

  private static void repeat(RawHttp2 http2, int times, byte[] frame) {
    int batch = 1_000;
    ByteBuffer many = ByteBuffer.allocate(batch * frame.length);
    for (int i = 0; i < batch; i++) {
      many.put(frame);
    }
    for (int sent = 0; sent < times && http2.send(many.array()); sent += batch) {}
  }

  private RawHttp2.End flood(Consumer<RawHttp2> flood) {
    try (RawHttp2 http2 = new RawHttp2(farol.otlpGrpc())) {
      CompletableFuture<Void> sending =
          CompletableFuture.runAsync(() -> flood.accept(http2), Thread::startVirtualThread);
      await().atMost(Duration.ofSeconds(30)).until(() -> sending.isDone() || http2.stuck());
      RawHttp2.End end = http2.end(Duration.ofSeconds(10));
      System.out.println("flood: " + end);
      http2.cut();
      sending.join();
      return end;
    }
  }
}
