// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import io.farol.flow.BatchCodec;
import io.farol.model.Message;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Messages that lie together: each as four bytes of length and what [BatchCodec] writes of it, all
/// of them one zstd frame with its checksum. Confined to one thread.
///
/// See the [format](https://datatracker.ietf.org/doc/html/rfc8878).
final class ContentBlock implements AutoCloseable {

  /// A block is closed once it is as large as this: large enough to compress, small enough to be
  /// unpacked for one message.
  static final int ENOUGH = 64 << 10;

  private static final int LEVEL = 1;

  private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(LEVEL).setChecksum(true);
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(2 * ENOUGH);
  private int count;

  /// @return its place in the block
  int add(Message message) {
    byte[] encoded = BatchCodec.encode(message);
    int length = encoded.length;
    bytes.write(length >>> 24);
    bytes.write(length >>> 16);
    bytes.write(length >>> 8);
    bytes.write(length);
    bytes.write(encoded, 0, length);
    return count++;
  }

  boolean isEmpty() {
    return count == 0;
  }

  boolean isFull() {
    return bytes.size() >= ENOUGH;
  }

  /// The block's bytes; afterwards it is empty.
  byte[] pack() {
    byte[] packed = zstd.compress(bytes.toByteArray());
    clear();
    return packed;
  }

  void clear() {
    bytes.reset();
    count = 0;
  }

  @Override
  public void close() {
    zstd.close();
  }

  /// @throws IllegalStateException when it is damaged
  static List<Message> unpack(byte[] packed) {
    try {
      long size = Zstd.getFrameContentSize(packed);
      if (size < 0 || size > Integer.MAX_VALUE) {
        throw new IllegalStateException("a block of content is damaged: it has no size");
      }
      ByteBuffer in = ByteBuffer.wrap(Zstd.decompress(packed, Math.toIntExact(size)));
      List<Message> messages = new ArrayList<>();
      while (in.hasRemaining()) {
        byte[] encoded = new byte[in.getInt()];
        in.get(encoded);
        messages.add(BatchCodec.decodeMessage(encoded));
      }
      return messages;
    } catch (com.github.luben.zstd.ZstdException | IllegalArgumentException e) {
      throw new IllegalStateException("a block of content is damaged: " + e.getMessage(), e);
    }
  }
}
