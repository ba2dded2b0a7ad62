// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.farol.server.intake.Inflater.Unpacked;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/// zstd: frames one behind the other. A frame may ask for a window of 8 MiB at most, as HTTP
/// senders are told to keep to; the memory of more is never taken.
///
/// See [RFC 8878](https://www.rfc-editor.org/rfc/rfc8878) and, for the window, [RFC
/// 9659](https://www.rfc-editor.org/rfc/rfc9659).
final class ZstdFrames {

  /// 8 MiB.
  private static final int WINDOW_LOG = 23;

  private static final Unpacked BROKEN =
      new Unpacked.Broken("the body is not whole zstd, or its window is over 8 MiB");

  private ZstdFrames() {}

  static Unpacked unpack(ByteBuffer body, int limit) {
    byte[] packed;
    int offset = 0;
    int length = body.remaining();
    if (body.hasArray()) {
      packed = body.array();
      offset = body.arrayOffset() + body.position();
    } else {
      packed = new byte[length];
      body.get(body.position(), packed);
    }
    if (length == 0) {
      return BROKEN;
    }
    try {
      long announced = Zstd.getFrameContentSize(packed, offset, length);
      return frames(
          new ByteArrayInputStream(packed, offset, length),
          new Unpacking(length, Math.max(0, announced), limit));
    } catch (IOException e) {
      return BROKEN;
    } catch (LinkageError nativeLibraryIsMissing) {
      return new Unpacked.Unsupported("zstd");
    }
  }

  private static Unpacked frames(ByteArrayInputStream packed, Unpacking out) throws IOException {
    try (ZstdInputStreamNoFinalizer in =
        new ZstdInputStreamNoFinalizer(packed, RecyclingBufferPool.INSTANCE)) {
      in.setLongMax(WINDOW_LOG);
      while (true) {
        int room = out.room();
        int count = in.read(out.array(), out.size(), room);
        if (count < 0) {
          return out.whole();
        }
        if (!out.add(count)) {
          return out.tooLarge();
        }
      }
    }
  }
}
