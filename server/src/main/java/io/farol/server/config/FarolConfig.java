// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.config;

import io.farol.gateway.Hook;
import io.farol.gateway.Route;
import java.nio.file.Path;
import java.util.List;

/// Everything a person may set. An instance that exists is valid; [ConfigLoader] makes it.
///
/// @param server where it listens and who may come in
/// @param dataDir where the journal and the stores lie, mode 0700
/// @param pseudonymKeyFile the key of the pseudonyms; it lies outside the data directory and
///   outside backups
/// @param journal how much may wait and how much disk stays free
/// @param retention how long each class of data is kept
/// @param routes the ways out of the gateway
/// @param hooks the webhooks that are taken in
public record FarolConfig(
    Server server,
    Path dataDir,
    Path pseudonymKeyFile,
    Journal journal,
    Retention retention,
    List<Route> routes,
    List<Hook> hooks) {

  public FarolConfig {
    routes = List.copyOf(routes);
    hooks = List.copyOf(hooks);
  }

  /// @param host the address to listen on
  /// @param port web UI, HTTP API and OTLP/HTTP
  /// @param otlpGrpcPort OTLP/gRPC
  /// @param otlpHttpPort OTLP/HTTP
  /// @param gatewayPort the gateway; it listens where there are routes
  /// @param hooksPort webhooks; it listens where there are some
  /// @param open access control off; only on a loopback address
  /// @param allowedHosts further names under which browsers and clients may call it
  public record Server(
      String host,
      Port port,
      Port otlpGrpcPort,
      Port otlpHttpPort,
      Port gatewayPort,
      Port hooksPort,
      boolean open,
      List<String> allowedHosts) {
    public Server {
      allowedHosts = List.copyOf(allowedHosts);
    }
  }

  /// @param queueBytes how many bytes of batches may wait for the disk before senders are told to
  ///   come back
  /// @param reserveBytes how much disk stays free
  public record Journal(long queueBytes, long reserveBytes) {}

  /// In days since the data came in. Content is found through spans, and spans have their cost in
  /// the ledger, so the latter are kept at least as long.
  public record Retention(int content, int spans, int logs, int metrics, int ledger) {

    /// As many days as for ever.
    public static final int FOREVER = 1_000_000;
  }

  /// @param number 0 for any free port
  /// @param closed nothing listens
  public record Port(int number, boolean closed) {

    static Port parse(String text) {
      if (text.equals("off")) {
        return new Port(0, true);
      }
      int number = Integer.parseInt(text);
      if (number < 0 || number > 65_535) {
        throw new IllegalArgumentException("not a port");
      }
      return new Port(number, false);
    }
  }
}
