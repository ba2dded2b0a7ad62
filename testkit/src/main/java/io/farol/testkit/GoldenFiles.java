// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Texts kept in the repository that a result must equal. `-Dgolden.update` writes them anew, and
/// review reads the difference.
public final class GoldenFiles {

  private static final String UPDATE = "golden.update";

  private final Path root;

  private GoldenFiles(Path root) {
    this.root = root;
  }

  /// Those of the module in whose directory the tests run: `src/test/resources/golden`.
  public static GoldenFiles ofModule() {
    return in(Path.of("src", "test", "resources", "golden"));
  }

  public static GoldenFiles in(Path root) {
    return new GoldenFiles(root);
  }

  /// Compares, line ends and all.
  ///
  /// @param name a path below the root, `otlp/one-span.json`
  /// @throws AssertionError when the file is missing or says something else
  public void assertEqual(String name, String actual) {
    Path file = root.resolve(name);
    if (System.getProperty(UPDATE) != null) {
      write(file, actual);
      return;
    }
    assertThat(file).as("golden file; -D%s writes it", UPDATE).exists();
    assertThat(actual).as("%s; -D%s writes it anew", file, UPDATE).isEqualTo(read(file));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read golden file " + file, e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write golden file " + file, e);
    }
  }
}
