// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// One file of the journal: sixteen bytes of header (`FRLJ`, format, base), then frames. The
/// position after its header is its base, and the base is its name: `00000000000003e8.seg`.
///
/// Only the writer changes the file; what lies before [#end()] is durable and may be read by
/// anyone.
final class Segment {

  static final int HEADER = 16;
  static final int FORMAT = 1;

  private static final int MAGIC = 0x46524C4A;
  private static final String SUFFIX = ".seg";

  private final long base;
  private final String name;
  private final FileLayer.Handle file;
  private volatile long end;

  private Segment(long base, String name, FileLayer.Handle file, long end) {
    this.base = base;
    this.name = name;
    this.file = file;
    this.end = end;
  }

  static String nameOf(long base) {
    return HexFormat.of().toHexDigits(base) + SUFFIX;
  }

  /// The base that a file name tells, or null when it is no segment's.
  static @Nullable Long baseOf(String name) {
    return name.matches("[0-9a-f]{16}\\.seg")
        ? (Long) HexFormat.fromHexDigitsToLong(name, 0, 16)
        : null;
  }

  /// Makes an empty segment that survives a power cut.
  static Segment create(FileLayer files, long base) throws IOException {
    String name = nameOf(base);
    FileLayer.Handle file = files.open(name);
    try {
      file.truncate(0);
      ByteBuffer header = ByteBuffer.allocate(HEADER);
      header.putInt(MAGIC).putInt(FORMAT).putLong(base).flip();
      file.write(header, 0);
      file.force();
      files.forceDirectory();
      return new Segment(base, name, file, base);
    } catch (IOException e) {
      closeAfter(e, file);
      throw e;
    }
  }

  /// Opens one that is there; its end is the end of the file until somebody knows better.
  ///
  /// @return null when the file is too short to have held anything durable
  static @Nullable Segment existing(FileLayer files, long base) throws IOException {
    String name = nameOf(base);
    FileLayer.Handle file = files.open(name);
    try {
      ByteBuffer header = ByteBuffer.allocate(HEADER);
      if (file.read(header, 0) < HEADER) {
        file.close();
        return null;
      }
      header.flip();
      if (header.getInt() == MAGIC && header.getInt() > FORMAT) {
        throw new IOException(
            "journal segment "
                + name
                + " was written by a newer Farol; start that one, or let it empty the journal first");
      }
      return new Segment(base, name, file, base + file.size() - HEADER);
    } catch (IOException e) {
      closeAfter(e, file);
      throw e;
    }
  }

  private static void closeAfter(IOException cause, FileLayer.Handle file) {
    try {
      file.close();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  long base() {
    return base;
  }

  String name() {
    return name;
  }

  FileLayer.Handle file() {
    return file;
  }

  /// The position up to which it may be read.
  long end() {
    return end;
  }

  void endAt(long position) {
    end = position;
  }

  boolean isEmpty() {
    return end == base;
  }

  long offsetOf(long position) {
    return position - base + HEADER;
  }
}
