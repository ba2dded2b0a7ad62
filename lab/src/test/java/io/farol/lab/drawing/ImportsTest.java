// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A small checkout, drawn.
final class ImportsTest {
  @TempDir Path root;

  @BeforeEach
  void layOut() throws IOException {
    source("core", "io.farol.model", "Span");
    source("core", "io.farol.flow", "Batch", "io.farol.model.Span");
    source("store/embedded", "io.farol.store.embedded", "Files", "io.farol.flow.Batch");
    source(
        "server",
        "io.farol.server",
        "Main",
        "io.farol.model.Span",
        "io.farol.store.embedded.Files");
    source("web", "io.other", "NotOurs", "java.util.List");
  }

  @Test
  void roomsAndPackagesAreCountedAndDrawn() throws IOException {
    source("server", "io.farol.server", "Door", "io.farol.model.Span", "io.farol.model.Span.Kind");

    assertThat(Drawing.of(Checkout.read(root)))
        .isEqualTo(
            """
            ```mermaid
            flowchart TD
              core["core/"]
              server["server/"]
              store_embedded["store/embedded/"]
              web["web/"]
              server -->|2+| core
              server -->|1| store_embedded
              store_embedded -->|1| core
            ```

            | room | package | imports from |
            |---|---|---|
            | `core/` | `io.farol.flow` | `io.farol.model` 1 |
            | `server/` | `io.farol.server` | `io.farol.model` 2+, `io.farol.store.embedded` 1 |
            | `store/embedded/` | `io.farol.store.embedded` | `io.farol.flow` 1 |
            """);
    assertThat(Checkout.read(root).faults()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "core, server, false",
    "core, agent, false",
    "agent, core, false",
    "cost, core, true",
    "cost, system, false",
    "store/embedded, cost, false",
    "testkit, core, true",
    "cost, testkit, false",
    "server, cost, true",
    "server, testkit, false",
    "server, lab, false",
    "cost, server, false",
    "lab, server, true",
    "lab, agent, true"
  })
  void directionsAreThoseOfTheHouse(String from, String to, boolean allowed) {
    assertThat(Directions.allow(from, to)).isEqualTo(allowed);
  }

  @Test
  void anArrowThatGoesBackwardsIsNamed() throws IOException {
    source("cost", "io.farol.cost", "Rater", "io.farol.server.Main");

    assertThat(Checkout.read(root).faults())
        .containsExactly(
            "cost/src/main/java/io/farol/cost/Rater.java imports io.farol.server.Main: cost may not"
                + " see server");
  }

  @Test
  void aStaticImportCountsAsTheTypeItComesFrom() throws IOException {
    source("cost", "io.farol.cost", "Rater", "static io.farol.server.Main.run");

    assertThat(Checkout.read(root).faults()).hasSize(1);
  }

  @Test
  void packagesInACircleAreNamed() throws IOException {
    source("core", "io.farol.model", "Trace", "io.farol.flow.Batch");

    assertThat(Checkout.read(root).faults())
        .containsExactly("packages in a circle: io.farol.flow → io.farol.model → io.farol.flow");
  }

  @Test
  void testsAreNotRead() throws IOException {
    Path test = root.resolve("core/src/test/java/io/farol/model/SpanTest.java");
    Files.createDirectories(test.getParent());
    Files.writeString(test, "package io.farol.model;\nimport io.farol.server.Main;\n");

    assertThat(Checkout.read(root).faults()).isEmpty();
  }

  @Test
  void aFolderThatIsNoCheckoutIsRefused() throws IOException {
    Path empty = Files.createDirectory(root.resolve("empty"));

    assertThatThrownBy(() -> Checkout.read(empty))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there is no room with sources");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2+", "4, 2+", "5, 5+", "9, 5+", "10, 10+", "49, 20+", "734, 500+"})
  void countsAreRoundedDown(int count, String drawn) {
    assertThat(Drawing.rounded(count)).isEqualTo(drawn);
  }

  private void source(String room, String packageName, String type, String... imports)
      throws IOException {
    Path folder =
        root.resolve(room).resolve("src/main/java").resolve(packageName.replace('.', '/'));
    Files.createDirectories(folder);
    Files.writeString(root.resolve(room).resolve("pom.xml"), "<project/>");
    StringBuilder text = new StringBuilder("package " + packageName + ";\n\n");
    for (String name : imports) {
      text.append("import ").append(name).append(";\n");
    }
    Files.writeString(folder.resolve(type + ".java"), text.append("\nclass " + type + " {}\n"));
  }
}
