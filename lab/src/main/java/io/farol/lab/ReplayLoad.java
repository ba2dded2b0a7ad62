// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab;

import io.farol.lab.load.Plan;
import io.farol.lab.load.ReplayRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `replay-load`: kills a server under load, and measures how it comes back.
@Command(
    name = "replay-load",
    aliases = "bench-replay",
    description =
        "Kills a server of its own while it takes spans, starts it again, and prints how long it"
            + " takes to come back. Exit code 1 when an acknowledged span is lost or doubled.")
public final class ReplayLoad implements Callable<Integer> {
  private static final int CONNECTIONS = 2;
  private static final int IN_FLIGHT = 4;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--server-jar",
      paramLabel = "FILE",
      required = true,
      description = "Start this server.")
  private Path serverJar = Path.of("");

  @Option(
      names = "--seconds",
      defaultValue = "20",
      description = "How long spans are sent, at most. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--spans",
      defaultValue = "200000",
      description = "How many are prepared, at most. Default: ${DEFAULT-VALUE}.")
  private int spans;

  @Option(
      names = "--batch",
      defaultValue = "256",
      description = "Spans to a request. Default: ${DEFAULT-VALUE}.")
  private int batch;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Decides what is said. Default: ${DEFAULT-VALUE}.")
  private long seed;

  /// Made by picocli.
  public ReplayLoad() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Plan plan;
    try {
      plan =
          new Plan(
              seed, System.currentTimeMillis(), spans, batch, CONNECTIONS, IN_FLIGHT, 0, seconds);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    boolean good = ReplayRun.run(plan, serverJar, spec.commandLine().getOut());
    return good ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }
}
