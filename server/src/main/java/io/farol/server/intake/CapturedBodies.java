// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.farol.flow.RawExchange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/// Unpacks what the gateway saw pass in zstd, for which the wires have no means. What was clipped
/// is unpacked as far as it goes; what cannot be stays packed.
final class CapturedBodies {

  private static final String CODING = "content-encoding";

  /// What a body may unpack to.
  private static final int MOST = 16 << 20;

  /// 8 MiB.
  private static final int WINDOW_LOG = 23;

  private CapturedBodies() {}

  static RawExchange.Part plain(RawExchange.Part part) {
    String coding = part.field(CODING);
    if (coding == null || !coding.strip().equalsIgnoreCase("zstd") || part.body().length == 0) {
      return part;
    }
    try {
      byte[] unpacked = unpacked(part.body());
      return unpacked.length == 0
          ? part
          : new RawExchange.Part(
              part.fields().stream().filter(field -> !field.name().equals(CODING)).toList(),
              unpacked,
              part.size());
    } catch (LinkageError nativeLibraryIsMissing) {
      return part;
    }
  }

  private static byte[] unpacked(byte[] packed) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] block = new byte[8_192];
    try (ZstdInputStreamNoFinalizer in =
        new ZstdInputStreamNoFinalizer(
            new ByteArrayInputStream(packed), RecyclingBufferPool.INSTANCE)) {
      in.setContinuous(true);
      in.setLongMax(WINDOW_LOG);
      for (int read = in.read(block); read > 0 && out.size() < MOST; read = in.read(block)) {
        out.write(block, 0, read);
      }
    } catch (IOException broken) {
      // what came is what there is
    }
    return out.toByteArray();
  }
}
