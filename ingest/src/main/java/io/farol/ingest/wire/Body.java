// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.wire;

import io.farol.flow.RawExchange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/// A captured body as text, unpacked where it was packed; as much of it as was kept.
final class Body {

  /// What a body may unpack to.
  private static final int MOST = 16 << 20;

  private Body() {}

  /// Null when it is packed in a way that is not read here.
  static @Nullable String text(RawExchange.Part part) {
    String coding = part.field("content-encoding");
    byte[] bytes = part.body();
    try {
      return switch (coding == null ? "" : coding.strip().toLowerCase(Locale.ROOT)) {
        case "", "identity" -> new String(bytes, StandardCharsets.UTF_8);
        case "gzip", "x-gzip" -> unpacked(new GZIPInputStream(new ByteArrayInputStream(bytes)));
        case "deflate" -> unpacked(new InflaterInputStream(new ByteArrayInputStream(bytes)));
        default -> null;
      };
    } catch (IOException notPacked) {
      return null;
    }
  }

  /// The end of a clipped body, maybe from the middle of a character on; empty where it is not
  /// kept.
  static String end(RawExchange.Part part) {
    return new String(part.end(), StandardCharsets.UTF_8);
  }

  /// A clipped body ends where it was clipped.
  private static String unpacked(InputStream packed) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] block = new byte[8192];
    try (packed) {
      for (int read = packed.read(block);
          read >= 0 && out.size() < MOST;
          read = packed.read(block)) {
        out.write(block, 0, read);
      }
    } catch (EOFException clipped) {
      // what came is what there is
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /// By its type, or, where a server says none, by how it begins; some say it of a plain error.
  static boolean isStream(RawExchange.Part part, String text) {
    String type = part.field("content-type");
    boolean said =
        type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("text/event-stream");
    return said
        ? !text.stripLeading().startsWith("{")
        : text.startsWith("data:") || text.startsWith("event:") || text.startsWith(": ");
  }
}
