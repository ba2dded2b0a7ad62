// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server;

import io.farol.gateway.Route;
import io.farol.server.config.FarolConfig;
import java.io.PrintStream;
import java.util.stream.Collectors;

/// What a person sees when Farol has started: where to go, and who may.
final class Banner {

  private Banner() {}

  static void print(PrintStream out, Farol farol, FarolConfig config) {
    Endpoints endpoints = farol.endpoints();
    out.println("Farol " + Version.text());
    line(out, "page, API", endpoints.http());
    line(out, "OTLP/gRPC", endpoints.otlpGrpc());
    line(out, "OTLP/HTTP", endpoints.otlpHttp());
    line(
        out,
        "gateway",
        endpoints.gateway() == null
            ? (config.routes().isEmpty() ? "off: no gateway.routes in the configuration" : null)
            : endpoints.gateway() + "/{" + routeNames(config) + "}/…");
    line(
        out,
        "webhooks",
        endpoints.hooks() == null
            ? (config.hooks().isEmpty() ? "off: no hooks.routes in the configuration" : null)
            : endpoints.hooks() + "/{" + hookNames(config) + "}");
    line(out, "data", config.dataDir().toString());
    line(out, "pseudonym key", config.pseudonymKeyFile().toString());
    if (config.server().open()) {
      out.println();
      out.println(
          "  ACCESS CONTROL IS OFF (--open): every program and person on this machine can read everything.");
    } else if (endpoints.http() != null) {
      line(out, "log in, once", endpoints.http() + "/login?token=" + farol.newLoginToken());
      line(out, "admin key", config.dataDir().resolve(Farol.ADMIN_KEY).toString());
    }
    out.flush();
  }

  private static String routeNames(FarolConfig config) {
    return config.routes().stream().map(Route::name).collect(Collectors.joining(","));
  }

  private static String hookNames(FarolConfig config) {
    return config.hooks().stream()
        .map(hook -> hook.route().name())
        .collect(Collectors.joining(","));
  }

  private static void line(
      PrintStream out, String name, @org.jspecify.annotations.Nullable String value) {
    out.printf("  %-14s %s%n", name, value == null ? "off" : value);
  }
}
