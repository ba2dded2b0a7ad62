// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server;

import io.farol.server.config.ConfigLoader;
import io.farol.server.config.FarolConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `farol serve`: runs until it is told to stop.
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Runs the server until it is told to stop.")
final class ServeCommand implements Callable<Integer> {

  @Option(names = "--config", paramLabel = "FILE", description = "Read settings from this file.")
  private @Nullable Path config;

  @Option(names = "--data", paramLabel = "DIR", description = "Where the data lies.")
  private @Nullable String data;

  @Option(names = "--host", paramLabel = "ADDRESS", description = "Listen on this address.")
  private @Nullable String host;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Web UI, HTTP API, OTLP/HTTP. 0: any, off: closed.")
  private @Nullable String port;

  @Option(
      names = "--otlp-grpc-port",
      paramLabel = "N",
      description = "OTLP/gRPC. 0: any, off: closed.")
  private @Nullable String otlpGrpcPort;

  @Option(
      names = "--otlp-http-port",
      paramLabel = "N",
      description = "OTLP/HTTP. 0: any, off: closed.")
  private @Nullable String otlpHttpPort;

  @Option(
      names = "--gateway-port",
      paramLabel = "N",
      description = "The gateway, where the configuration has routes. 0: any, off: closed.")
  private @Nullable String gatewayPort;

  @Option(
      names = "--hooks-port",
      paramLabel = "N",
      description = "Webhooks, where the configuration has some. 0: any, off: closed.")
  private @Nullable String hooksPort;

  @Option(names = "--open", description = "No access control; on a loopback address only.")
  private boolean open;

  @Option(
      names = "--until-parent-exits",
      paramLabel = "PID",
      hidden = true,
      description = "Stop when this process is gone.")
  private long parent;

  @Override
  public Integer call() throws InterruptedException {
    FarolConfig settings = ConfigLoader.load(config, System.getenv(), flags());
    try (Farol farol = Farol.start(settings)) {
      Banner.print(System.out, farol, settings);
      stopAfter(parent);
      farol.awaitStop();
    }
    return 0;
  }

  /// Ends this process as a signal would, once the other one is gone; never for 0.
  private static void stopAfter(long pid) {
    if (pid != 0) {
      ProcessHandle.of(pid)
          .map(ProcessHandle::onExit)
          .orElseGet(() -> CompletableFuture.completedFuture(ProcessHandle.current()))
          .thenRunAsync(() -> System.exit(0));
    }
  }

  private Map<String, String> flags() {
    Map<String, String> flags = new LinkedHashMap<>();
    put(flags, "data.dir", data);
    put(flags, "server.host", host);
    put(flags, "server.port", port);
    put(flags, "server.otlp-grpc-port", otlpGrpcPort);
    put(flags, "server.otlp-http-port", otlpHttpPort);
    put(flags, "server.gateway-port", gatewayPort);
    put(flags, "server.hooks-port", hooksPort);
    if (open) {
      flags.put("server.open", "true");
    }
    return flags;
  }

  private static void put(Map<String, String> flags, String key, @Nullable String value) {
    if (value != null) {
      flags.put(key, value);
    }
  }
}
