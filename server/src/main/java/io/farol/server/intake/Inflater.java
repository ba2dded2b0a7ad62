// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import java.nio.ByteBuffer;
import java.util.Locale;

/// Unpacks bodies without trusting what they unpack to.
final class Inflater {

  /// The packings that are understood, as `accept-encoding` and `grpc-accept-encoding` name them.
  static final String PACKINGS = "identity,gzip,zstd";

  private Inflater() {}

  /// @param body not changed, and shared with the answer when it is not packed
  /// @param encoding `identity`, `gzip` or `zstd`
  /// @param limit more bytes than this are not unpacked
  static Unpacked unpack(ByteBuffer body, String encoding, int limit) {
    return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
      case "identity", "" ->
          body.remaining() > limit ? new Unpacked.TooLarge(limit) : new Unpacked.Whole(body);
      case "gzip", "x-gzip" -> Gzip.unpack(body, limit);
      case "zstd" -> ZstdFrames.unpack(body, limit);
      default -> new Unpacked.Unsupported(encoding);
    };
  }

  /// What a body unpacked to.
  sealed interface Unpacked {

    /// @param bytes backed by an array
    record Whole(ByteBuffer bytes) implements Unpacked {}

    record TooLarge(int limit) implements Unpacked {}

    record Unsupported(String encoding) implements Unpacked {}

    record Broken(String detail) implements Unpacked {}
  }
}
