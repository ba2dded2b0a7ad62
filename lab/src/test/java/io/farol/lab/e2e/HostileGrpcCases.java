// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import io.farol.lab.e2e.Hostile.Case;
import io.farol.lab.e2e.Hostile.Told;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/// What nobody means well with, over gRPC, and what each is told.
final class HostileGrpcCases {

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
            () -> send(GrpcCall.EXPORT, framed(Arrays.copyOf(whole, whole.length - 1))),
            "cut short"),
        new Case(
            "gRPC: no frame",
            3,
            0,
            0,
            () -> send(GrpcCall.EXPORT, new byte[3]),
            "holds no message"),
        new Case(
            "gRPC: a frame that announces another length",
            3,
            0,
            0,
            () -> send(GrpcCall.EXPORT, two),
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
                    GrpcCall.EXPORT,
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
            () -> send(GrpcCall.EXPORT, framed(new byte[(64 << 20) + 1])),
            "at most"),
        new Case("gRPC: a good one", 0, 1, 0, () -> send(GrpcCall.EXPORT, framed(whole)), ""));
  }

  private Told send(String method, byte[] body, String... headers) {
    GrpcCall call = GrpcCall.send(farol, method, body, headers);
    return new Told(call.status(), call.message());
  }

  private static byte[] framed(byte[] message) {
    return GrpcCall.framed(message);
  }
}
