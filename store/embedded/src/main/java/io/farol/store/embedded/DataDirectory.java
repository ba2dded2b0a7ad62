// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.store.embedded.StoreException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/// Where everything lies: `format` (one number), `facts.duckdb`, `content/YYYY-MM-DD.duckdb`,
/// `tmp/` for what DuckDB spills. Only its owner may enter it.
record DataDirectory(Path root) {

  static final int FORMAT = 1;

  static final String FORMAT_FILE = "format";

  /// There while a backup is put into it.
  static final String UNFINISHED = "restore.unfinished";

  static DataDirectory open(Path root) {
    try {
      Files.createDirectories(root);
      if (Files.getFileAttributeView(root, PosixFileAttributeView.class) != null) {
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
      }
      if (Files.exists(root.resolve(UNFINISHED))) {
        throw new StoreException(
            Kind.OPERATOR,
            "a restore into " + root + " did not end; empty the directory and restore again");
      }
      Path format = root.resolve(FORMAT_FILE);
      if (Files.exists(format)) {
        check(format, Files.readString(format).strip());
      } else {
        Files.writeString(format, FORMAT + "\n");
      }
      Files.createDirectories(root.resolve("content"));
      Files.createDirectories(root.resolve("tmp"));
    } catch (IOException e) {
      throw new StoreException(
          Kind.OPERATOR, "data directory " + root + " cannot be used: " + e.getMessage(), e);
    }
    return new DataDirectory(root);
  }

  private static void check(Path file, String format) {
    if (!format.matches("[0-9]{1,6}")) {
      throw new StoreException(
          Kind.OPERATOR,
          file + " says \"" + format + "\"; expected a number: is this a data directory of Farol?");
    }
    if (Integer.parseInt(format) > FORMAT) {
      throw new StoreException(
          Kind.OPERATOR,
          "%s says %s, and this Farol knows formats up to %d: start a newer Farol, or another data directory"
              .formatted(file, format, FORMAT));
    }
  }

  Path facts() {
    return root.resolve("facts.duckdb");
  }

  /// Copies of files as they were before they were migrated.
  Path beforeMigration() {
    return root.resolve("before-migration");
  }

  /// Takes the place of the facts when it is whole.
  Path freshFacts() {
    return tmp().resolve("facts.fresh.duckdb");
  }

  /// What can be made again from the facts: may be deleted while no server runs.
  Path rollUps() {
    return root.resolve("rollup.duckdb");
  }

  Path content() {
    return root.resolve("content");
  }

  Path tmp() {
    return root.resolve("tmp");
  }

  long freeBytes() {
    try {
      return Files.getFileStore(root).getUsableSpace();
    } catch (IOException e) {
      throw new StoreException(
          Kind.OPERATOR, "data directory " + root + " is not there: " + e.getMessage(), e);
    }
  }
}
