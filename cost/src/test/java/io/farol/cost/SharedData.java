// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Public recordings that lie beside the checkout and are never copied into it. A test that finds
/// none says so loudly.
final class SharedData {

  private SharedData() {}

  /// The folder, from the system property or environment variable `FAROL_SHARED_DATA`, else
  /// `shared/data` beside the checkout.
  static Optional<Path> folder(String test) {
    String named = System.getProperty("FAROL_SHARED_DATA", System.getenv("FAROL_SHARED_DATA"));
    Path found = null;
    if (named != null) {
      found = Path.of(named);
    } else {
      for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
        if (Files.isDirectory(up.resolve("../shared/data"))) {
          found = up.resolve("../shared/data").normalize();
          break;
        }
      }
    }
    if (found == null || !Files.isDirectory(found)) {
      System.out.println(
          "LEFT OUT: " + test + " found no shared data; set FAROL_SHARED_DATA to its folder");
      return Optional.empty();
    }
    return Optional.of(found);
  }
}
