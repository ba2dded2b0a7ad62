// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/// Unpacks bodies without trusting what they unpack to.
final class Inflater {

  private static final int CHUNK = 64 * 1024;

  private Inflater() {}

  /// @param encoding `identity` or `gzip`
  /// @param limit more bytes than this are not unpacked
  static Unpacked unpack(byte[] body, String encoding, int limit) {
    return switch (encoding) {
      case "identity", "" ->
          body.length > limit ? new Unpacked.TooLarge(limit) : new Unpacked.Whole(body);
      case "gzip", "x-gzip" -> gunzip(body, limit);
      default -> new Unpacked.Unsupported(encoding);
    };
  }

  private static Unpacked gunzip(byte[] body, int limit) {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body), CHUNK)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(limit, body.length * 4 + 64));
      byte[] chunk = new byte[CHUNK];
      int read = in.read(chunk);
      while (read >= 0) {
        if (out.size() + read > limit) {
          return new Unpacked.TooLarge(limit);
        }
        out.write(chunk, 0, read);
        read = in.read(chunk);
      }
      return new Unpacked.Whole(out.toByteArray());
    } catch (IOException e) {
      return new Unpacked.Broken("the body is not whole gzip");
    }
  }

  /// What a body unpacked to.
  sealed interface Unpacked {

    record Whole(byte[] bytes) implements Unpacked {}

    record TooLarge(int limit) implements Unpacked {}

    record Unsupported(String encoding) implements Unpacked {}

    record Broken(String detail) implements Unpacked {}
  }
}
