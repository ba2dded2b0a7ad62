// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("sets a system property")
class GoldenFilesTest {

  @TempDir Path root;

  @Test
  void comparesAndIsWrittenOnlyWhenAsked() throws Exception {
    GoldenFiles golden = GoldenFiles.in(root);
    assertThatThrownBy(() -> golden.assertEqual("a/b.json", "{}\n"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("golden.update");
    System.setProperty("golden.update", "");
    try {
      golden.assertEqual("a/b.json", "{}\n");
    } finally {
      System.clearProperty("golden.update");
    }
    assertThat(Files.readString(root.resolve("a/b.json"))).isEqualTo("{}\n");
    golden.assertEqual("a/b.json", "{}\n");
    assertThatThrownBy(() -> golden.assertEqual("a/b.json", "{}"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("b.json");
  }
}
