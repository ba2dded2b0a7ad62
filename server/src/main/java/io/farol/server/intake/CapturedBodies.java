// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.farol.flow.RawExchange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/// Unpacks what the gateway saw pass in zstd or brotli, for which the wires have no means. What was
/// clipped is unpacked as far as it goes, and nothing to more than 16 MiB; what cannot be stays
/// packed, as does everything where a native library is missing.
final class CapturedBodies {

  private static final String CODING = "content-encoding";

  /// What a body may unpack to.
  static final int MOST = 16 << 20;

  /// 8 MiB.
  private static final int WINDOW_LOG = 23;

  private static final int BLOCK = 8_192;

  private CapturedBodies() {}

  static RawExchange.Part plain(RawExchange.Part part) {
    String coding = part.field(CODING);
    if (coding == null || part.body().length == 0) {
      return part;
    }
    byte[] unpacked;
    try {
      unpacked =
          switch (coding.strip().toLowerCase(Locale.ROOT)) {
            case "zstd" -> read(zstd(part.body()));
            case "br" -> Brotli4jLoader.isAvailable() ? read(brotli(part.body())) : new byte[0];
            default -> new byte[0];
          };
    } catch (LinkageError | IOException noMeans) {
      return part;
    }
    return unpacked.length == 0
        ? part
        : new RawExchange.Part(
            part.fields().stream().filter(field -> !field.name().equals(CODING)).toList(),
            unpacked,
            part.size());
  }

  private static InputStream zstd(byte[] packed) throws IOException {
    ZstdInputStreamNoFinalizer in =
        new ZstdInputStreamNoFinalizer(
            new ByteArrayInputStream(packed), RecyclingBufferPool.INSTANCE);
    in.setContinuous(true);
    in.setLongMax(WINDOW_LOG);
    return in;
  }

  /// A window is 16 MiB at most, as RFC 7932 has it: larger ones are not asked for.
  private static InputStream brotli(byte[] packed) throws IOException {
    BrotliInputStream in = new BrotliInputStream(new ByteArrayInputStream(packed), BLOCK);
    in.enableEagerOutput();
    return in;
  }

  private static byte[] read(InputStream packed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] block = new byte[BLOCK];
    try (packed) {
      for (int read = packed.read(block);
          read > 0 && out.size() < MOST;
          read = packed.read(block)) {
        out.write(block, 0, read);
      }
    } catch (IOException broken) {
      // what came is what there is
    }
    return out.toByteArray();
  }
}
