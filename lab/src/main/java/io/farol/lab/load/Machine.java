// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The machine that a figure belongs to, in one line.
final class Machine {
  private Machine() {}

  static String line() throws IOException {
    return "%s, %d cores, %s of memory, %s %s, Java %s"
        .formatted(
            first(Path.of("/proc/cpuinfo"), "model name", "an unnamed processor"),
            Runtime.getRuntime().availableProcessors(),
            memory(first(Path.of("/proc/meminfo"), "MemTotal", "")),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            Runtime.version());
  }

  private static String memory(String kilobytes) {
    String digits = kilobytes.replaceAll("\\D", "");
    return digits.isEmpty() ? "an unknown size" : "%.1f GB".formatted(Long.parseLong(digits) / 1e6);
  }

  private static String first(Path file, String name, String otherwise) throws IOException {
    List<String> lines = Files.isReadable(file) ? Files.readAllLines(file) : List.of();
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(otherwise);
  }
}
