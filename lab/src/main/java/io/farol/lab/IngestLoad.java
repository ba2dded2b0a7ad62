// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab;

import io.farol.lab.load.Load;
import io.farol.lab.load.OwnServer;
import io.farol.lab.load.Plan;
import io.farol.lab.load.Target;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `ingest-load`: measures the intake of a server on this machine, and reads back everything it
/// acknowledged.
@Command(
    name = "ingest-load",
    aliases = "bench-ingest",
    description =
        "Sends GenAI spans over OTLP/gRPC to a server on this machine, and reads back what it"
            + " acknowledged. Exit code 1 when a span is lost or doubled.")
public final class IngestLoad implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--server-jar",
      paramLabel = "FILE",
      description = "Start this server for the load, and end it afterwards.")
  private @Nullable Path serverJar;

  @Option(
      names = "--grpc",
      defaultValue = "http://127.0.0.1:4317",
      paramLabel = "URL",
      description = "OTLP/gRPC of a running server. Default: ${DEFAULT-VALUE}.")
  private URI grpc = URI.create("");

  @Option(
      names = "--api",
      defaultValue = "http://127.0.0.1:3276",
      paramLabel = "URL",
      description = "HTTP API of a running server. Default: ${DEFAULT-VALUE}.")
  private URI api = URI.create("");

  @Option(
      names = "--key",
      defaultValue = "",
      description = "Admin key of a server that is not open.")
  private String key = "";

  @Option(names = "--server-pid", paramLabel = "PID", description = "Process to measure.")
  private @Nullable Long serverPid;

  @Option(names = "--data", paramLabel = "DIR", description = "Data directory to measure.")
  private @Nullable Path data;

  @Option(
      names = "--seconds",
      defaultValue = "20",
      description = "How long, at most. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--rate",
      defaultValue = "0",
      description = "Spans a second; 0: as fast as it goes. Default: ${DEFAULT-VALUE}.")
  private int rate;

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

  @Option(names = "--connections", defaultValue = "2", description = "Default: ${DEFAULT-VALUE}.")
  private int connections;

  @Option(
      names = "--in-flight",
      defaultValue = "4",
      description = "Calls unanswered at a time on each connection. Default: ${DEFAULT-VALUE}.")
  private int inFlight;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Decides what is said. Default: ${DEFAULT-VALUE}.")
  private long seed;

  /// Made by picocli.
  public IngestLoad() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Plan plan =
        checked(() ->
            new Plan(
                seed,
                System.currentTimeMillis(),
                spans,
                batch,
                connections,
                inFlight,
                rate,
                seconds));
    if (serverJar == null) {
      Target target =
          checked(() ->
              new Target(
                  grpc, api, key, Optional.ofNullable(serverPid), Optional.ofNullable(data)));
      return run(plan, target);
    }
    try (OwnServer server = OwnServer.start(serverJar)) {
      return run(plan, server.target());
    }
  }

  private int run(Plan plan, Target target) throws IOException, InterruptedException {
    boolean good = Load.run(plan, target, spec.commandLine().getOut());
    return good ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private <T> T checked(Supplier<T> values) {
    try {
      return values.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
