// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedDataTest {

  @TempDir Path root;

  @Test
  void walksUpToASiblingOfTheCheckout() throws Exception {
    Path module = Files.createDirectories(root.resolve("farol/store/embedded"));
    Path file = Files.createDirectories(root.resolve("shared/data/kind")).resolve("x.json");
    Files.writeString(file, "{}");
    assertThat(SharedData.find("kind/x.json", module, Map.of())).contains(file);
    assertThat(SharedData.find("kind/y.json", module, Map.of())).isEmpty();
  }

  @Test
  void isNamedByTheEnvironment() throws Exception {
    Path file = Files.writeString(root.resolve("x.json"), "{}");
    Map<String, String> environment = Map.of("FAROL_SHARED_DATA", root.toString());
    assertThat(SharedData.find("x.json", Path.of("/"), environment)).contains(file);
  }
}
