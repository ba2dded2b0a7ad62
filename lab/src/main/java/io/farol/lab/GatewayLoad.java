// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab;

import io.farol.lab.load.GatewayPlan;
import io.farol.lab.load.GatewayRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `gateway-load`: starts a server with a route to an upstream of its own, and calls that upstream
/// directly and through the gateway.
@Command(
    name = "gateway-load",
    description =
        "Measures what the gateway adds to calls and what it takes, or, with --soak, treats it badly"
            + " for some minutes. Exit code 1 when an answer was wrong or something was left over.")
public final class GatewayLoad implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--server-jar",
      paramLabel = "FILE",
      required = true,
      description = "Start this server.")
  private Path serverJar = Path.of("");

  @Option(
      names = "--nginx",
      paramLabel = "FILE",
      description = "Compare with this program. Without it Farol is measured by itself.")
  private @Nullable Path nginx;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      description = "How long each measurement lasts. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--rate",
      defaultValue = "500",
      description = "Requests a second while latency is measured. Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--streams",
      defaultValue = "200",
      description = "Streams at once. Default: ${DEFAULT-VALUE}.")
  private int streams;

  @Option(
      names = "--in-flight",
      defaultValue = "10000",
      description = "Calls that wait for an answer at once. Default: ${DEFAULT-VALUE}.")
  private int inFlight;

  @Option(
      names = "--body-mib",
      defaultValue = "1024",
      description = "The large body, each way. Default: ${DEFAULT-VALUE}.")
  private int bodyMib;

  @Option(
      names = "--soak",
      arity = "0..1",
      fallbackValue = "5",
      defaultValue = "0",
      paramLabel = "MINUTES",
      description = "Treat it badly for so long instead (5 when no number is given).")
  private int soakMinutes;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Decides what the soak does. Default: ${DEFAULT-VALUE}.")
  private long seed;

  /// Made by picocli.
  public GatewayLoad() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    GatewayPlan plan;
    try {
      plan = new GatewayPlan(seconds, rate, streams, inFlight, bodyMib, soakMinutes, seed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    boolean good =
        GatewayRun.run(plan, serverJar, Optional.ofNullable(nginx), spec.commandLine().getOut());
    return good ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }
}
