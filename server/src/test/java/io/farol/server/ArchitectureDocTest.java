// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the guides name exists: types as sources, paths as files.
class ArchitectureDocTest {

  private static final Pattern CODE = Pattern.compile("`([^`\\s]+)`");
  private static final Pattern TYPE =
      Pattern.compile("([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)(\\.[a-z][A-Za-z]*)?");
  private static final Pattern PATH = Pattern.compile("\\.?[a-z][\\w.-]*(/[\\w.-]+)*/?");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

  private final Path root = Path.of("..").toAbsolutePath().normalize();

  @Test
  void everyTypeNamedExists() throws IOException {
    Set<String> sources;
    try (Stream<Path> files = Files.walk(root)) {
      sources =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".java"))
              .map(name -> name.substring(0, name.length() - ".java".length()))
              .collect(Collectors.toSet());
    }
    Set<String> missing = new TreeSet<>();
    for (String document : Set.of("ARCHITECTURE.md", "SECURITY.md", "CONTRIBUTING.md")) {
      for (String code : codes(document)) {
        Matcher type = TYPE.matcher(code);
        if (type.matches() && !sources.contains(type.group(1))) {
          missing.add(document + ": " + code);
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void everyRoomIsListed() throws IOException {
    Set<String> named = new TreeSet<>();
    for (String line : Files.readAllLines(root.resolve("ARCHITECTURE.md"))) {
      Matcher room = Pattern.compile("^\\| `([a-z/]+)/` \\|.*").matcher(line);
      if (room.matches()) {
        named.add(room.group(1));
      }
    }
    Matcher modules =
        Pattern.compile("<module>([^<]+)</module>")
            .matcher(Files.readString(root.resolve("pom.xml")));
    Set<String> built = new TreeSet<>();
    while (modules.find()) {
      built.add(modules.group(1));
    }
    assertThat(named).isEqualTo(built);
  }

  @Test
  void everyPathAndLinkLeadsSomewhere() throws IOException {
    Set<String> missing = new TreeSet<>();
    for (String document :
        Set.of(
            "ARCHITECTURE.md", "SECURITY.md", "CONTRIBUTING.md", "README.md", "README.pt-BR.md")) {
      for (String code : codes(document)) {
        if (PATH.matcher(code).matches()
            && code.contains("/")
            && !Files.exists(root.resolve(code))) {
          missing.add(document + ": " + code);
        }
      }
      Matcher link = LINK.matcher(Files.readString(root.resolve(document)));
      while (link.find()) {
        if (!Files.exists(root.resolve(link.group(1)))) {
          missing.add(document + ": " + link.group(1));
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  private Set<String> codes(String document) throws IOException {
    Set<String> codes = new TreeSet<>();
    Matcher code = CODE.matcher(Files.readString(root.resolve(document)));
    while (code.find()) {
      codes.add(code.group(1));
    }
    return codes;
  }
}
