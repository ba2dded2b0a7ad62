// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab;

import io.farol.lab.load.QueryPlan;
import io.farol.lab.load.QueryRun;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private StoredOptions stored = new StoredOptions();

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

  /// Made by picocli.
  public QueryLoad() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    QueryPlan plan;
    try {
      plan = new QueryPlan(stored.seed(), stored.exchanges(), stored.days(), rate, rounds, warmUp);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    boolean good =
        QueryRun.run(plan, stored.serverJar(), stored.data(), spec.commandLine().getOut());
    return good ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }
}
