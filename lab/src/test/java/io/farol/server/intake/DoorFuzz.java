// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Any body is unpacked within its limit or refused in words, framed or not.
///
/// The first byte names the packing, the rest is the body.
public final class DoorFuzz {

  private static final String[] PACKINGS = {"gzip", "identity", "zstd", "x"};
  private static final int LIMIT = 64 << 10;

  private DoorFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    if (data.length == 0) {
      return;
    }
    String packing = PACKINGS[(data[0] & 0x7F) % PACKINGS.length];
    byte[] body = Arrays.copyOfRange(data, 1, data.length);
    unpack(ByteBuffer.wrap(body), packing);
    if (GrpcFrame.read(body)
        instanceof GrpcFrame.Read.Message(ByteBuffer message, boolean packed)) {
      unpack(message, packed ? packing : "identity");
    }
  }

  private static void unpack(ByteBuffer body, String packing) {
    if (Inflater.unpack(body, packing, LIMIT) instanceof Inflater.Unpacked.Whole(ByteBuffer bytes)
        && bytes.remaining() > LIMIT) {
      throw new AssertionError("more bytes than the limit");
    }
  }
}
