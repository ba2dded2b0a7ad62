// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab;

import io.farol.lab.drawing.Checkout;
import io.farol.lab.drawing.Drawing;
import io.farol.lab.drawing.Imports;
import io.farol.lab.drawing.Marked;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `import-drawing`: draws who imports from whom into a file, and fails when an arrow goes
/// backwards.
@Command(
    name = "import-drawing",
    description =
        "Draws the imports of a checkout into a file, between its markers. Exit code 1 when an arrow"
            + " goes backwards or packages form a circle.")
public final class ImportDrawing implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--root",
      defaultValue = ".",
      paramLabel = "DIR",
      description = "Root of the checkout. Default: the current directory.")
  private Path root = Path.of("");

  @Option(
      names = "--file",
      defaultValue = "ARCHITECTURE.md",
      paramLabel = "FILE",
      description = "Where to draw. Default: ${DEFAULT-VALUE}.")
  private Path file = Path.of("");

  @Option(
      names = "--check",
      description = "Change nothing; exit code 1 when the drawing in the file is old.")
  private boolean check;

  /// Made by picocli.
  public ImportDrawing() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Imports imports = Checkout.read(root);
    List<String> faults = imports.faults();
    if (!faults.isEmpty()) {
      faults.forEach(err::println);
      return CommandLine.ExitCode.SOFTWARE;
    }
    Marked marked = Marked.read(file);
    String drawing = Drawing.of(imports);
    if (marked.drawing().equals(drawing)) {
      return CommandLine.ExitCode.OK;
    }
    if (check) {
      err.println(file + ": the drawing of the imports is old; run ./farol drawing");
      return CommandLine.ExitCode.SOFTWARE;
    }
    marked.write(drawing);
    return CommandLine.ExitCode.OK;
  }
}
