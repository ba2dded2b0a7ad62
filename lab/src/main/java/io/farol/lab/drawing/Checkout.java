// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.drawing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The sources of a checkout, room by room: a room is a directory at most two deep that has a pom
/// and `src/main/java`. Tests are not read; what they see is their own affair.
public final class Checkout {
  private static final int DEPTH = 2;
  private static final Path MAIN = Path.of("src", "main", "java");

  private Checkout() {}

  /// All main sources below the root.
  ///
  /// @throws IOException when a file cannot be read, or when there is no room at all
  public static Imports read(Path root) throws IOException {
    List<SourceFile> files = new ArrayList<>();
    for (Path room : rooms(root)) {
      String name = root.relativize(room).toString().replace('\\', '/');
      for (Path file : javaFiles(room.resolve(MAIN))) {
        files.add(SourceFile.read(root, name, file));
      }
    }
    if (files.isEmpty()) {
      throw new IOException(root + ": there is no room with sources; give the root of a checkout");
    }
    return new Imports(files);
  }

  private static List<Path> rooms(Path root) throws IOException {
    try (Stream<Path> walk = Files.find(root, DEPTH, (path, about) -> about.isDirectory())) {
      return walk.filter(path -> !path.equals(root))
          .filter(path -> Files.exists(path.resolve("pom.xml")))
          .filter(path -> Files.isDirectory(path.resolve(MAIN)))
          .sorted()
          .toList();
    }
  }

  private static List<Path> javaFiles(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(path -> path.toString().endsWith(".java")).sorted().toList();
    }
  }
}
