// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// Every access of the journal to its directory. Behind it lies the disk, or in tests a disk that
/// forgets what was not forced. Safe for many threads.
interface FileLayer {

  /// Names in the directory, in no order.
  List<String> list() throws IOException;

  /// Opens a file for reading and writing; creates it when it is not there. Its name survives a
  /// power cut only after [#forceDirectory()].
  Handle open(String name) throws IOException;

  /// Removes a file. That it is gone survives a power cut only after [#forceDirectory()].
  void delete(String name) throws IOException;

  void forceDirectory() throws IOException;

  /// Bytes that may still be written to this disk.
  long freeBytes() throws IOException;

  /// Size of the disk in bytes.
  long totalBytes() throws IOException;

  /// An open file. Reads may run beside the one thread that writes.
  interface Handle extends AutoCloseable {

    long size() throws IOException;

    /// Fills the buffer from an offset as far as the file goes.
    ///
    /// @return the bytes read; 0 at or past the end
    int read(ByteBuffer into, long offset) throws IOException;

    /// Writes all of the buffer, or throws after having written any part of it.
    void write(ByteBuffer from, long offset) throws IOException;

    void truncate(long size) throws IOException;

    /// Returns once all that was written or truncated would survive a power cut.
    void force() throws IOException;

    @Override
    void close() throws IOException;
  }
}
