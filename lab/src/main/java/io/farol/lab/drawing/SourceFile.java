// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.drawing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Java source, as far as its head tells.
///
/// @param path of the file below the root, with forward slashes
/// @param room the directory of its module, for example `store/embedded`
/// @param packageName of its declaration
/// @param imports the full names of what it imports of Farol's own, in order; members of types for
///   static imports, `*` at the end of those on demand
record SourceFile(String path, String room, String packageName, List<String> imports) {
  private static final Pattern PACKAGE = Pattern.compile("^package\\s+([\\w.]+)\\s*;");
  private static final Pattern IMPORT =
      Pattern.compile("^import\\s+(?:static\\s+)?(io\\.farol\\.[\\w.*]+)\\s*;");

  SourceFile {
    imports = List.copyOf(imports);
  }

  /// Reads the head of a file of the given room.
  static SourceFile read(Path root, String room, Path file) throws IOException {
    String packageName = "";
    List<String> imports = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      Matcher declaration = PACKAGE.matcher(line);
      Matcher imported = IMPORT.matcher(line);
      if (declaration.find()) {
        packageName = declaration.group(1);
      } else if (imported.find()) {
        imports.add(imported.group(1));
      }
    }
    String path = root.relativize(file).toString().replace('\\', '/');
    return new SourceFile(path, room, packageName, imports);
  }
}
