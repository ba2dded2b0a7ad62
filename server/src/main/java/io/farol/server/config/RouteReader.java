// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.config;

import io.farol.flow.RawExchange;
import io.farol.gateway.Route;
import io.farol.gateway.Upstream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads `gateway.routes` of `farol.yaml`. Every problem is noted with where it stands and how to
/// mend it; a route with a problem is left out, and nothing starts.
final class RouteReader {

  /// Every key of a route, as the reference page lists them.
  static final List<String> KEYS =
      List.of(
          "name",
          "upstream",
          "platform",
          "from",
          "http",
          "headers",
          "credential",
          "client-certificate",
          "client-certificate-password",
          "trust-store",
          "trust-store-password",
          "egress-proxy",
          "timeouts",
          "capture",
          "limits",
          "allow-private");

  private final String file;
  private final RouteParts parts;
  private final List<String> problems;
  private int before;

  RouteReader(String file, RouteParts parts, List<String> problems) {
    this.file = file;
    this.parts = parts;
    this.problems = problems;
  }

  List<Route> routes(@Nullable Object value) {
    List<Route> routes = new ArrayList<>();
    if (value == null) {
      return routes;
    }
    if (!(value instanceof List<?> list)) {
      problems.add(
          file + ": gateway.routes: expected a list of routes, each beginning with \"- name:\"");
      return routes;
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      String where = file + ": gateway.routes[" + i + "]";
      before = problems.size();
      Route route = list.get(i) instanceof Map<?, ?> map ? route(where, map) : notARoute(where);
      if (route != null && !names.add(route.name())) {
        problems.add(where + ".name: another route has it; give each its own");
      } else if (route != null) {
        routes.add(route);
      }
    }
    return routes;
  }

  private @Nullable Route notARoute(String where) {
    problems.add(where + ": expected a route with name and upstream");
    return null;
  }

  private @Nullable Route route(String where, Map<?, ?> map) {
    parts.known(where, map, KEYS);
    String name = parts.name(where, map);
    Upstream upstream =
        parts.parsed(where, map, "upstream", Upstream::parse, "https://api.example.com");
    if (name == null || (upstream == null && !map.containsKey("upstream"))) {
      problems.add(where + ": a route needs " + (name == null ? "a name" : "an upstream"));
    }
    Route.Http http =
        parts.choice(
            where,
            map,
            "http",
            Map.of("auto", Route.Http.AUTO, "1.1", Route.Http.HTTP_1_1, "2", Route.Http.HTTP_2),
            Route.Http.AUTO);
    Route.Capture capture = parts.capture(where, map);
    boolean allowPrivate = parts.flag(where, map, "allow-private");
    Route.HeaderRules headers =
        parts.headers(where + ".headers", parts.below(where, map, "headers"));
    Route.Credential credential =
        parts.credential(where + ".credential", parts.below(where, map, "credential"));
    Route.Tls tls = parts.tls(where, map);
    Route.EgressProxy proxy =
        parts.proxy(where + ".egress-proxy", parts.below(where, map, "egress-proxy"));
    Route.Timeouts timeouts =
        parts.timeouts(where + ".timeouts", parts.below(where, map, "timeouts"));
    Route.Limits limits = parts.limits(where + ".limits", parts.below(where, map, "limits"));
    if (upstream != null && !upstream.tls() && tls.identity() != null) {
      problems.add(
          where + ".client-certificate: the upstream is not https; it would never be asked for");
    }
    if (problems.size() > before || name == null || upstream == null) {
      return null;
    }
    return new Route(
        name,
        upstream,
        parts.text(where, map, "platform", null),
        new RawExchange.Parties(RawExchange.Way.OUT, parts.text(where, map, "from", null), null),
        http,
        headers,
        credential,
        tls,
        proxy,
        timeouts,
        capture,
        limits,
        allowPrivate);
  }
}
