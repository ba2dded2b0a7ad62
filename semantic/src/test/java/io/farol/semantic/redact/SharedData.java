// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The test data that lies beside the checkout, in `../shared/data`, or where the system property
/// or environment variable `FAROL_SHARED_DATA` says. What is not there is left out, loudly.
final class SharedData {

  private static final String NAME = "FAROL_SHARED_DATA";

  private SharedData() {}

  static Optional<Path> find(String path) {
    Optional<Path> found = root().map(root -> root.resolve(path)).filter(Files::exists);
    if (found.isEmpty()) {
      System.err.printf(
          "LEFT OUT: %s is not there; put shared/data beside the checkout or set %s%n", path, NAME);
    }
    return found;
  }

  static JsonNode json(Path file) {
    try {
      return new ObjectMapper().readTree(Files.readString(file));
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + file.getFileName(), e);
    }
  }

  private static Optional<Path> root() {
    String named = System.getProperty(NAME, System.getenv(NAME));
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    Path at = Path.of("").toAbsolutePath();
    while (at != null) {
      Path candidate = at.resolve("shared").resolve("data");
      if (Files.isDirectory(candidate)) {
        return Optional.of(candidate);
      }
      at = at.getParent();
    }
    return Optional.empty();
  }
}
