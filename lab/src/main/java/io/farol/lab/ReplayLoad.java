// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab;

import io.farol.lab.load.ReplayRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `replay-load`: kills a server under load, and measures how it comes back.
@Command(
    name = "replay-load",
    aliases = "bench-replay",
    description =
        "Kills a server of its own while it takes spans, starts it again, and prints how long it"
            + " takes to come back. Exit code 1 when an acknowledged span is lost or doubled.")
public final class ReplayLoad implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--server-jar",
      paramLabel = "FILE",
      required = true,
      description = "Start this server.")
  private Path serverJar = Path.of("");

  @Mixin private PlanOptions load = new PlanOptions();

  /// Made by picocli.
  public ReplayLoad() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    boolean good = ReplayRun.run(load.plan(), serverJar, spec.commandLine().getOut());
    return good ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }
}
