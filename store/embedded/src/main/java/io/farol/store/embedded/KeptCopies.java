// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.store.embedded.StoreException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Copies of files as they were before a migration, `before-migration/facts.duckdb.step-2`, for an
/// operator who must go back to an older Farol. They are dropped when the content in them would be.
record KeptCopies(DataDirectory directory, EmbeddedOptions options) {

  private static final Logger LOG = LoggerFactory.getLogger(KeptCopies.class);

  /// @param file detached, and without a log
  /// @param step at which it stands
  /// @throws StoreException when there is no room for it
  void keep(Path file, long step) {
    Path copy = directory.beforeMigration().resolve(file.getFileName() + ".step-" + step);
    Path half = copy.resolveSibling(copy.getFileName() + ".half");
    try {
      if (Files.exists(copy)) {
        return;
      }
      long bytes = Files.size(file);
      if (directory.freeBytes() < options.reserveBytes() + 2 * bytes) {
        throw new StoreException(
            Kind.OPERATOR,
            "%s is of an earlier form, and there is no room to keep a copy of it before it is migrated; make room for %d MiB"
                .formatted(file, (options.reserveBytes() + 2 * bytes >> 20) + 1));
      }
      Files.createDirectories(directory.beforeMigration());
      Files.copy(file, half, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(half, copy, StandardCopyOption.ATOMIC_MOVE);
      LOG.atInfo().addKeyValue("copy", copy).log("a file is migrated; what it was is kept");
    } catch (IOException e) {
      throw new StoreException(
          Kind.OPERATOR, copy + " cannot be written before a migration: " + e.getMessage(), e);
    }
  }

  /// Drops copies of days of content before one, and every copy that was made before it.
  void drop(long beforeDay) {
    if (!Files.isDirectory(directory.beforeMigration())) {
      return;
    }
    try (Stream<Path> copies = Files.list(directory.beforeMigration())) {
      for (Path copy : copies.toList()) {
        if (day(copy) < beforeDay || made(copy) < beforeDay) {
          Files.deleteIfExists(copy);
        }
      }
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("error", e.getMessage()).log("old copies are dropped later");
    }
  }

  private static long day(Path copy) {
    List<String> parts = List.of(copy.getFileName().toString().split("\\.", 2));
    return parts.getFirst().matches("-?[0-9]+-[0-9]{2}-[0-9]{2}")
        ? LocalDate.parse(parts.getFirst()).toEpochDay()
        : Long.MAX_VALUE;
  }

  private static long made(Path copy) throws IOException {
    return Files.getLastModifiedTime(copy).to(TimeUnit.DAYS);
  }
}
