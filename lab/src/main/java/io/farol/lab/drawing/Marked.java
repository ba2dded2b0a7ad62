// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.drawing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file with a drawing between two markers, `<!-- imports:begin -->` and `<!-- imports:end -->`,
/// each on a line of its own.
///
/// @param file the file
/// @param before everything up to the first marker, which is included
/// @param drawing what lies between
/// @param after everything from the second marker on
public record Marked(Path file, String before, String drawing, String after) {
  private static final String BEGIN = "<!-- imports:begin -->\n";
  private static final String END = "<!-- imports:end -->";

  /// Reads the file.
  ///
  /// @throws IOException when it cannot be read or the markers are not there, in this order
  public static Marked read(Path file) throws IOException {
    String text = Files.readString(file);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END, Math.max(begin, 0));
    if (begin < 0 || end < 0) {
      throw new IOException(
          file
              + ": the markers are missing; put "
              + BEGIN.strip()
              + " and "
              + END
              + " on lines of their own where the drawing shall stand");
    }
    int from = begin + BEGIN.length();
    return new Marked(
        file, text.substring(0, from), text.substring(from, end), text.substring(end));
  }

  /// Puts another drawing in its place.
  public void write(String other) throws IOException {
    Files.writeString(file, before + other + after);
  }
}
