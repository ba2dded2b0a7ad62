// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.config;

import java.util.Locale;

/// One thing a person may set.
///
/// @param key its path in `farol.yaml`, `server.port`
/// @param defaultText what holds when nobody sets it
/// @param expected what a right value looks like, for the error
/// @param help one sentence
enum Setting {
  HOST("server.host", "127.0.0.1", "an address or host name", "The address to listen on."),
  PORT(
      "server.port",
      "3276",
      "a port, 0 for any free one, or off",
      "Web UI, HTTP API and OTLP/HTTP."),
  OTLP_GRPC_PORT(
      "server.otlp-grpc-port", "4317", "a port, 0 for any free one, or off", "OTLP/gRPC."),
  OTLP_HTTP_PORT(
      "server.otlp-http-port", "4318", "a port, 0 for any free one, or off", "OTLP/HTTP."),
  GATEWAY_PORT(
      "server.gateway-port",
      "3277",
      "a port, 0 for any free one, or off",
      "The gateway; it listens where gateway.routes has routes."),
  HOOKS_PORT(
      "server.hooks-port",
      "3278",
      "a port, 0 for any free one, or off",
      "Webhooks; it listens where hooks.routes has some."),
  OPEN("server.open", "false", "true or false", "Access control off; on a loopback address only."),
  ALLOWED_HOSTS(
      "server.allowed-hosts",
      "",
      "host names, separated by commas",
      "Further names under which it may be called."),
  DATA_DIR("data.dir", "farol-data", "a directory", "Where the journal and the stores lie."),
  PSEUDONYM_KEY(
      "redaction.key-file",
      "",
      "a file outside the data directory",
      "The key of the pseudonyms; empty means <data.dir>.pseudonym.key."),
  QUEUE("journal.queue", "64 MiB", "a size such as 64 MiB", "How much may wait for the disk."),
  RESERVE("journal.reserve", "512 MiB", "a size such as 512 MiB", "How much disk stays free."),
  KEEP_CONTENT("retention.content", "30 days", Days.EXPECTED, "How long what was said is kept."),
  KEEP_SPANS("retention.spans", "180 days", Days.EXPECTED, "How long exchanges are kept."),
  KEEP_LOGS("retention.logs", "30 days", Days.EXPECTED, "How long log lines are kept."),
  KEEP_METRICS("retention.metrics", "90 days", Days.EXPECTED, "How long samples are kept."),
  KEEP_LEDGER("retention.ledger", "1825 days", Days.EXPECTED, "How long charges are kept.");

  final String key;
  final String defaultText;
  final String expected;
  final String help;

  Setting(String key, String defaultText, String expected, String help) {
    this.key = key;
    this.defaultText = defaultText;
    this.expected = expected;
    this.help = help;
  }

  /// `server.port` is overridden by `FAROL_SERVER_PORT`.
  String environmentName() {
    return "FAROL_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
