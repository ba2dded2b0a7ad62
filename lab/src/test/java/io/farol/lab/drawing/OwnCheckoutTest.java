// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Farol's own rooms.
final class OwnCheckoutTest {
  private static final Path ROOT = root();

  @Test
  void allArrowsGoOneWayAndNoPackagesFormACircle() throws Exception {
    assertThat(Checkout.read(ROOT).faults()).isEmpty();
  }

  @Test
  void theDrawingInTheArchitectureIsCurrent() throws Exception {
    assertThat(Marked.read(ROOT.resolve("ARCHITECTURE.md")).drawing())
        .as("the drawing of the imports is old; run ./farol drawing")
        .isEqualTo(Drawing.of(Checkout.read(ROOT)));
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("ARCHITECTURE.md"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException("no ARCHITECTURE.md above the working directory");
    }
    return folder;
  }
}
