// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab;

import io.farol.lab.load.CrowdRun;
import io.farol.lab.load.QueryPlan;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private StoredOptions stored = new StoredOptions();

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

  /// Made by picocli.
  public CrowdLoad() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    QueryPlan plan;
    try {
      plan = new QueryPlan(stored.seed(), stored.exchanges(), stored.days(), rate, 1, 0);
      CrowdRun.check(plan, seconds);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    boolean good =
        CrowdRun.run(plan, seconds, stored.serverJar(), stored.data(), spec.commandLine().getOut());
    return good ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }
}
