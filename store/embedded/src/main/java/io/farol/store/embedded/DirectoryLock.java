// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.store.embedded.StoreException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One process at a time works in a data directory: it holds a lock on the file `lock` in it, which
/// the operating system takes back when the process ends, however it ends.
final class DirectoryLock implements AutoCloseable {

  static final String FILE = "lock";

  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /// Empty when another holds it.
  static Optional<DirectoryLock> tryTake(Path directory) {
    try {
      Files.createDirectories(directory);
      FileChannel channel =
          FileChannel.open(
              directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        return Optional.empty();
      }
      return Optional.of(new DirectoryLock(channel));
    } catch (IOException e) {
      throw new StoreException(
          Kind.OPERATOR, "data directory " + directory + " cannot be used: " + e.getMessage(), e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /// @throws StoreException when another holds it
  static DirectoryLock take(Path directory) {
    return tryTake(directory)
        .orElseThrow(() ->
            new StoreException(
                Kind.OPERATOR,
                "data directory %s is in use by another Farol; stop that one, or name another directory"
                    .formatted(directory)));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StoreException(Kind.ENGINE, "the lock does not close: " + e.getMessage(), e);
    }
  }
}
