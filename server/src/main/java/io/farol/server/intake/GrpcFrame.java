// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import java.nio.ByteBuffer;

/// gRPC's length-prefixed message: one byte that says whether it is packed, four of length, the
/// message.
///
/// See the [protocol](https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md).
final class GrpcFrame {

  private static final int HEAD = 5;

  private GrpcFrame() {}

  /// The one message of a unary call.
  static Read read(byte[] body) {
    if (body.length < HEAD) {
      return new Read.Broken("a call of " + body.length + " bytes holds no message");
    }
    ByteBuffer buffer = ByteBuffer.wrap(body);
    int flag = buffer.get();
    int length = buffer.getInt();
    if (flag < 0 || flag > 1 || length != body.length - HEAD) {
      return new Read.Broken(
          "a unary call holds exactly one message; its head announces "
              + Integer.toUnsignedString(length)
              + " of "
              + (body.length - HEAD)
              + " bytes");
    }
    return new Read.Message(buffer, flag == 1);
  }

  static byte[] write(byte[] message) {
    return ByteBuffer.allocate(HEAD + message.length)
        .put((byte) 0)
        .putInt(message.length)
        .put(message)
        .array();
  }

  sealed interface Read {

    /// @param bytes a part of the body
    record Message(ByteBuffer bytes, boolean packed) implements Read {}

    record Broken(String detail) implements Read {}
  }
}
