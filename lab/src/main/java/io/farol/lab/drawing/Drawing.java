// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.drawing;

import io.farol.lab.drawing.Imports.Arrow;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;

/// The picture of the imports as Markdown: a Mermaid graph of the rooms and a table of the
/// packages. Counts are rounded down to 1, 2, 5, 10, 20, 50 …, so that a new import seldom makes
/// the drawing old.
public final class Drawing {
  private Drawing() {}

  /// The Markdown, ending with a line break; the same imports always draw the same.
  public static String of(Imports imports) {
    return graph(imports) + "\n" + table(imports);
  }

  private static String graph(Imports imports) {
    StringBuilder text = new StringBuilder("```mermaid\nflowchart TD\n");
    for (String room : imports.rooms()) {
      text.append("  ").append(id(room)).append("[\"").append(room).append("/\"]\n");
    }
    for (Map.Entry<Arrow, Integer> entry : imports.betweenRooms().entrySet()) {
      text.append("  ")
          .append(id(entry.getKey().from()))
          .append(" -->|")
          .append(rounded(entry.getValue()))
          .append("| ")
          .append(id(entry.getKey().to()))
          .append('\n');
    }
    return text.append("```\n").toString();
  }

  private static String table(Imports imports) {
    SortedMap<String, StringJoiner> rows = new TreeMap<>();
    for (Map.Entry<Arrow, Integer> entry : imports.betweenPackages().entrySet()) {
      String from = entry.getKey().from();
      String row = "| `%s/` | `%s` | ".formatted(imports.roomOf(from), from);
      rows.computeIfAbsent(row, head -> new StringJoiner(", ", head, " |\n"))
          .add("`" + entry.getKey().to() + "` " + rounded(entry.getValue()));
    }
    StringBuilder text = new StringBuilder("| room | package | imports from |\n|---|---|---|\n");
    rows.values().forEach(text::append);
    return text.toString();
  }

  private static String id(String room) {
    return room.replace('/', '_').replace('-', '_');
  }

  static String rounded(int count) {
    int step = 1;
    while (step * 10 <= count) {
      step *= 10;
    }
    int lead = count / step;
    int down = (lead >= 5 ? 5 : lead >= 2 ? 2 : 1) * step;
    return count == 1 ? "1" : down + "+";
  }
}
