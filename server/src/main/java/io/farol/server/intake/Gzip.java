// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import io.farol.server.intake.Inflater.Unpacked;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;

/// gzip, straight from one array into another: members one behind the other, each with its checksum
/// and length. The native inflaters are kept for the next body. Safe for many threads.
///
/// See [RFC 1952](https://www.rfc-editor.org/rfc/rfc1952).
final class Gzip {

  private static final ArrayBlockingQueue<java.util.zip.Inflater> IDLE =
      new ArrayBlockingQueue<>(2 * Runtime.getRuntime().availableProcessors());

  private static final Unpacked BROKEN = new Unpacked.Broken("the body is not whole gzip");

  private static final int HEAD = 10;
  private static final int TAIL = 8;
  private static final int MAGIC = 0x8B1F;
  private static final int DEFLATE = 8;
  private static final int HEAD_CHECKSUM = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private final ByteBuffer in;
  private final Unpacking out;
  private final java.util.zip.Inflater inflater;

  private Gzip(ByteBuffer in, Unpacking out, java.util.zip.Inflater inflater) {
    this.in = in;
    this.out = out;
    this.inflater = inflater;
  }

  static Unpacked unpack(ByteBuffer body, int limit) {
    ByteBuffer in = body.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    if (in.remaining() < HEAD + TAIL) {
      return BROKEN;
    }
    long announced = Integer.toUnsignedLong(in.getInt(in.limit() - Integer.BYTES));
    Unpacking out = new Unpacking(in.remaining(), announced, limit);
    java.util.zip.Inflater idle = IDLE.poll();
    java.util.zip.Inflater inflater = idle == null ? new java.util.zip.Inflater(true) : idle;
    try {
      return new Gzip(in, out, inflater).members();
    } catch (DataFormatException e) {
      return BROKEN;
    } finally {
      inflater.reset();
      if (!IDLE.offer(inflater)) {
        inflater.end();
      }
    }
  }

  private Unpacked members() throws DataFormatException {
    while (in.hasRemaining()) {
      if (!head()) {
        return BROKEN;
      }
      int start = out.size();
      CRC32 checksum = new CRC32();
      inflater.reset();
      inflater.setInput(in.duplicate());
      while (!inflater.finished()) {
        int room = out.room();
        int count = inflater.inflate(out.array(), out.size(), room);
        if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          return BROKEN;
        }
        checksum.update(out.array(), out.size(), count);
        if (!out.add(count)) {
          return out.tooLarge();
        }
      }
      in.position(in.limit() - inflater.getRemaining());
      if (in.remaining() < TAIL
          || in.getInt() != (int) checksum.getValue()
          || in.getInt() != out.size() - start) {
        return BROKEN;
      }
    }
    return out.whole();
  }

  /// Passes over a member's head; false when it is none, or not whole.
  private boolean head() {
    if (in.remaining() < HEAD
        || Short.toUnsignedInt(in.getShort()) != MAGIC
        || in.get() != DEFLATE) {
      return false;
    }
    int flags = in.get();
    return skip(HEAD - 4)
        && ((flags & EXTRA) == 0
            || in.remaining() >= Short.BYTES && skip(Short.toUnsignedInt(in.getShort())))
        && ((flags & NAME) == 0 || skipText())
        && ((flags & COMMENT) == 0 || skipText())
        && ((flags & HEAD_CHECKSUM) == 0 || skip(Short.BYTES));
  }

  private boolean skip(int bytes) {
    if (in.remaining() < bytes) {
      return false;
    }
    in.position(in.position() + bytes);
    return true;
  }

  private boolean skipText() {
    while (in.hasRemaining()) {
      if (in.get() == 0) {
        return true;
      }
    }
    return false;
  }
}
