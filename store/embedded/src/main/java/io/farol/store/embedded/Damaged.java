// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.store.embedded.StoreException.Kind;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/// Tells a file that is damaged from one that cannot be used now. DuckDB has no code for it: its
/// checksums, its headers and a file that ends too early each say so in words of their own.
final class Damaged {

  private static final List<String> WORDS =
      List.of(
          "corrupt",
          "checksum",
          "not a valid duckdb database",
          "could not read enough bytes",
          "serialization error",
          "internal error",
          "failure while replaying wal",
          "block of content is damaged");

  private Damaged() {}

  static boolean is(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return !isFullDisk(failure) && WORDS.stream().anyMatch(message::contains);
  }

  static boolean isFullDisk(Throwable failure) {
    return String.valueOf(failure.getMessage()).contains("No space left");
  }

  /// What is said when the facts cannot be attached.
  static StoreException facts(Path file, SQLException cause) {
    String reason = firstLine(cause);
    if (!is(cause)) {
      return new StoreException(Kind.OPERATOR, file + " cannot be opened: " + reason, cause);
    }
    return new StoreException(
        Kind.OPERATOR,
        "%s is damaged (%s). Restore a backup with ./farol restore; or move it and %s.wal out of the data directory: then Farol starts without these facts and rebuilds what the journal still holds"
            .formatted(file, reason, file.getFileName()),
        cause);
  }

  /// DuckDB's first line; what follows it may quote the statement.
  static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason was given");
  }
}
