// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import io.farol.flow.BatchCodec;
import io.farol.flow.CleanMessage;
import io.farol.model.Message;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
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
  private static final int MOST_KEPT = 8 * ENOUGH;

  private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(LEVEL).setChecksum(true);
  private byte[] bytes = new byte[2 * ENOUGH];
  private byte[] packed = new byte[(int) Zstd.compressBound(2 * ENOUGH)];
  private int size;
  private int count;

  /// @return its place in the block
  int add(CleanMessage message) {
    int end = size + Integer.BYTES + message.length();
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, end);
    }
    ByteBuffer.wrap(bytes).putInt(size, message.length());
    message.copyTo(bytes, size + Integer.BYTES);
    size = end;
    return count++;
  }

  boolean isEmpty() {
    return count == 0;
  }

  boolean isFull() {
    return size >= ENOUGH;
  }

  /// The block's bytes; afterwards it is empty.
  byte[] pack() {
    int most = (int) Zstd.compressBound(size);
    if (most > packed.length) {
      packed = new byte[most];
    }
    int length = zstd.compressByteArray(packed, 0, packed.length, bytes, 0, size);
    byte[] block = Arrays.copyOf(packed, length);
    clear();
    return block;
  }

  /// What a single large message took is given back.
  void clear() {
    size = 0;
    count = 0;
    if (bytes.length > MOST_KEPT) {
      bytes = new byte[2 * ENOUGH];
      packed = new byte[(int) Zstd.compressBound(2 * ENOUGH)];
    }
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
