// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab;

import io.farol.lab.load.PeersRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `peers-load`: bears the same load with Farol and with servers that others would pick.
@Command(
    name = "peers-load",
    aliases = "bench-peers",
    description =
        "Sends the same spans to Farol, Phoenix and Jaeger, one after the other, and prints what each"
            + " acknowledges, shows, takes and loses. Exit code 1 when Farol loses one.")
public final class PeersLoad implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--server-jar", paramLabel = "FILE", required = true, description = "Farol.")
  private Path serverJar = Path.of("");

  @Option(
      names = "--phoenix-python",
      paramLabel = "FILE",
      description = "Python of an environment with Phoenix. Without it Phoenix is left out.")
  private @Nullable Path phoenixPython;

  @Option(
      names = "--jaeger",
      paramLabel = "FILE",
      description = "Program of Jaeger 2. Without it Jaeger is left out.")
  private @Nullable Path jaeger;

  @Option(
      names = "--settle",
      defaultValue = "120",
      description = "Seconds that spans may take to become readable. Default: ${DEFAULT-VALUE}.")
  private int settle;

  @Mixin private PlanOptions load = new PlanOptions();

  /// Made by picocli.
  public PeersLoad() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    boolean good =
        PeersRun.run(
            load.plan(),
            serverJar,
            Optional.ofNullable(phoenixPython),
            Optional.ofNullable(jaeger),
            Duration.ofSeconds(settle),
            spec.commandLine().getOut());
    return good ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }
}
