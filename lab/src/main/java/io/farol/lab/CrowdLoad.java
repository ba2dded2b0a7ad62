// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab;

import io.farol.lab.load.CrowdRun;
import io.farol.lab.load.QueryPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `crowd-load`: fills a data directory with exchanges, starts a server on it, and drives spans
/// into it, alone and beside many who ask.
@Command(
    name = "crowd-load",
    aliases = "bench-crowd",
    description =
        "Drives spans into a server that holds many exchanges, first alone, then beside a question"
            + " that reads everything, sixteen slow readers and an export. Exit code 1 when"
            + " acknowledgements suffer more than threefold and by more than 100 ms.")
public final class CrowdLoad implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--server-jar",
      paramLabel = "FILE",
      required = true,
      description = "Start this server.")
  private Path serverJar = Path.of("");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Data directory to fill, or one that was filled with the same values before; it stays."
              + " Default: a temporary one, which goes.")
  private Path data = Path.of("");

  @Option(
      names = "--exchanges",
      defaultValue = "1000000",
      description = "How many are stored, a multiple of 100. Default: ${DEFAULT-VALUE}.")
  private long exchanges;

  @Option(
      names = "--days",
      defaultValue = "5",
      description = "Over how many days they are spread. Default: ${DEFAULT-VALUE}.")
  private int days;

  @Option(
      names = "--rate",
      defaultValue = "2000",
      description = "Spans a second that come in. Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--seconds",
      defaultValue = "30",
      description = "How long each of the drives lasts. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Decides what is stored. Default: ${DEFAULT-VALUE}.")
  private long seed;

  /// Made by picocli.
  public CrowdLoad() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    QueryPlan plan;
    try {
      plan = new QueryPlan(seed, exchanges, days, rate, 1, 0);
      CrowdRun.check(plan, seconds);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    boolean good = CrowdRun.run(plan, seconds, serverJar, data, spec.commandLine().getOut());
    return good ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }
}
