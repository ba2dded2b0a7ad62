// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The beginning of a file that belongs to a backup.
///
/// @param path below the data directory, with slashes
/// @param bytes how much of it
record Part(String path, long bytes) {

  /// A file of DuckDB and its log, as long as they are now.
  static List<Part> ofDatabase(Path root, Path file) {
    return Stream.of(file, file.resolveSibling(file.getFileName() + ".wal"))
        .filter(Files::exists)
        .map(each -> new Part(root.relativize(each).toString(), each.toFile().length()))
        .toList();
  }
}
