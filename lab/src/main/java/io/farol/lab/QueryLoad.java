// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab;

import io.farol.lab.load.QueryPlan;
import io.farol.lab.load.QueryRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `query-load`: fills a data directory with exchanges, starts a server on it, and asks it over
/// HTTP while spans come in.
@Command(
    name = "query-load",
    aliases = "bench-queries",
    description =
        "Asks a server that holds many exchanges while spans come in, and prints how long each"
            + " question takes. Exit code 1 when a question is not answered.")
public final class QueryLoad implements Callable<Integer> {
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
      defaultValue = "5000000",
      description = "How many are stored, a multiple of 100. Default: ${DEFAULT-VALUE}.")
  private long exchanges;

  @Option(
      names = "--days",
      defaultValue = "5",
      description = "Over how many days they are spread. Default: ${DEFAULT-VALUE}.")
  private int days;

  @Option(
      names = "--rate",
      defaultValue = "0",
      description = "Spans a second that come in meanwhile. Default: ${DEFAULT-VALUE}, none.")
  private int rate;

  @Option(
      names = "--rounds",
      defaultValue = "20",
      description = "How often each question is asked. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--warm-up",
      defaultValue = "5",
      description = "How often each question is asked before. Default: ${DEFAULT-VALUE}.")
  private int warmUp;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Decides what is stored. Default: ${DEFAULT-VALUE}.")
  private long seed;

  /// Made by picocli.
  public QueryLoad() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    QueryPlan plan;
    try {
      plan = new QueryPlan(seed, exchanges, days, rate, rounds, warmUp);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    boolean good = QueryRun.run(plan, serverJar, data, spec.commandLine().getOut());
    return good ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }
}
