// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The commands as they are called from outside.
final class LabTest {
  @TempDir Path root;

  private final StringWriter err = new StringWriter();

  @Test
  void aDrawingIsMadeOnceAndThenIsCurrent() throws IOException {
    Path file = checkout("java.util.List");

    assertThat(
            run("import-drawing", "--root", root.toString(), "--file", file.toString(), "--check"))
        .isEqualTo(1);
    assertThat(err.toString()).contains("the drawing of the imports is old");
    assertThat(run("import-drawing", "--root", root.toString(), "--file", file.toString()))
        .isZero();
    assertThat(
            run("import-drawing", "--root", root.toString(), "--file", file.toString(), "--check"))
        .isZero();
    assertThat(file)
        .content()
        .startsWith("# About\n\n<!-- imports:begin -->\n```mermaid")
        .contains("core[\"core/\"]")
        .endsWith("<!-- imports:end -->\n\nThe end.\n");
  }

  @Test
  void aBackwardArrowIsNotDrawnButRefused() throws IOException {
    Path file = checkout("io.farol.server.Main");
    Path server = root.resolve("server/src/main/java/io/farol/server");
    Files.createDirectories(server);
    Files.writeString(root.resolve("server/pom.xml"), "<project/>");
    Files.writeString(server.resolve("Main.java"), "package io.farol.server;\nclass Main {}\n");
    String before = Files.readString(file);

    assertThat(run("import-drawing", "--root", root.toString(), "--file", file.toString()))
        .isEqualTo(1);

    assertThat(err.toString()).contains("core may not see server");
    assertThat(file).hasContent(before);
  }

  @Test
  void missingMarkersAreToldInOneLine() throws IOException {
    checkout("java.util.List");
    Path file = Files.writeString(root.resolve("OTHER.md"), "nothing here\n");

    assertThat(run("import-drawing", "--root", root.toString(), "--file", file.toString()))
        .isEqualTo(1);

    assertThat(err.toString()).contains("the markers are missing").doesNotContain("\tat ");
  }

  @Test
  void wrongCallsAreRefusedWithTwo() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("demo-world", "--speed", "0")).isEqualTo(2);
    assertThat(run("demo-world", "--protocol", "smoke")).isEqualTo(2);
    assertThat(run("demo-live", "--work", "w", "--libraries", "l", "--misfortune", "chuva"))
        .isEqualTo(2);
    assertThat(run("ingest-load", "--grpc", "http://192.0.2.7:4317")).isEqualTo(2);
    assertThat(run("ingest-load", "--batch", "0")).isEqualTo(2);
    assertThat(run("replay-load")).isEqualTo(2);
    assertThat(run("peers-load", "--server-jar", "farol.jar", "--batch", "0")).isEqualTo(2);
    assertThat(run("replay-load", "--server-jar", "farol.jar", "--spans", "0")).isEqualTo(2);
    assertThat(err.toString())
        .contains("Name a command")
        .contains("--speed 0.0")
        .contains("--misfortune: \"chuva\" is not known; there are serpro-token, ")
        .contains("write http/protobuf or grpc")
        .contains("http://192.0.2.7:4317 is not on this machine")
        .contains("--batch 0 is too small");
  }

  @Test
  void aWorldEndsWithTheProcessItWasMadeFor() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();

    assertThat(
            run(
                "demo-world",
                "--endpoint",
                "http://127.0.0.1:9",
                "--until-parent-exits",
                Long.toString(gone.pid())))
        .isZero();
  }

  private Path checkout(String imported) throws IOException {
    Path core = root.resolve("core/src/main/java/io/farol/model");
    Files.createDirectories(core);
    Files.writeString(root.resolve("core/pom.xml"), "<project/>");
    Files.writeString(
        core.resolve("Span.java"), "package io.farol.model;\nimport " + imported + ";\n");
    return Files.writeString(
        root.resolve("ABOUT.md"),
        "# About\n\n<!-- imports:begin -->\nold\n<!-- imports:end -->\n\nThe end.\n");
  }

  private int run(String... arguments) {
    CommandLine commandLine = Lab.commandLine();
    commandLine.setErr(new PrintWriter(err, true));
    commandLine.setOut(new PrintWriter(new StringWriter(), true));
    return commandLine.execute(arguments);
  }
}
