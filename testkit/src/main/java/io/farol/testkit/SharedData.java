// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Recorded data that lies beside the checkout, not in it: `shared/data`, found by walking up from
/// the working directory, or named by the system property or environment variable
/// `FAROL_SHARED_DATA`.
///
/// Where it is absent a test that needs it is left out, and this says so on standard error.
public final class SharedData {

  private static final String NAME = "FAROL_SHARED_DATA";

  private SharedData() {}

  /// A file or directory of it.
  ///
  /// @param relative a path below `shared/data`, `03-telemetry/otlp-proto-examples`
  /// @return nothing, said loudly, when it is not there
  public static Optional<Path> find(String relative) {
    Optional<Path> found = find(relative, Path.of(""), System.getenv());
    if (found.isEmpty()) {
      System.err.printf(
          "LEFT OUT: shared data \"%s\" is not there; set %s to the directory that holds it.%n",
          relative, NAME);
    }
    return found;
  }

  static Optional<Path> find(String relative, Path from, Map<String, String> environment) {
    String named = named(environment);
    return (named == null ? above(from) : Stream.of(Path.of(named)))
        .map(root -> root.resolve(relative))
        .filter(Files::exists)
        .findFirst();
  }

  private static @Nullable String named(Map<String, String> environment) {
    String property = System.getProperty(NAME);
    return property == null ? environment.get(NAME) : property;
  }

  private static Stream<Path> above(Path from) {
    return Stream.iterate(from.toAbsolutePath().normalize(), path -> path != null, Path::getParent)
        .map(directory -> directory.resolve("shared").resolve("data"));
  }
}
