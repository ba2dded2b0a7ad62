// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.config;

import io.farol.flow.RawExchange;
import io.farol.gateway.Hook;
import io.farol.gateway.Route;
import io.farol.gateway.Signature;
import io.farol.gateway.Upstream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads `hooks.routes` of `farol.yaml`. Every problem is noted with where it stands and how to
/// mend it; a webhook with a problem is left out, and nothing starts.
final class HookReader {

  /// Every key of a webhook, as the reference page lists them.
  static final List<String> KEYS =
      List.of(
          "name",
          "platform",
          "secret",
          "signature",
          "verify-token",
          "forward",
          "to",
          "headers",
          "trust-store",
          "trust-store-password",
          "timeouts",
          "capture",
          "limits",
          "allow-private");

  private static final String WHATSAPP = "whatsapp";

  private final String file;
  private final RouteParts parts;
  private final List<String> problems;

  HookReader(String file, RouteParts parts, List<String> problems) {
    this.file = file;
    this.parts = parts;
    this.problems = problems;
  }

  List<Hook> hooks(@Nullable Object value) {
    List<Hook> hooks = new ArrayList<>();
    if (value == null) {
      return hooks;
    }
    if (!(value instanceof List<?> list)) {
      problems.add(
          file + ": hooks.routes: expected a list of webhooks, each beginning with \"- name:\"");
      return hooks;
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      String where = file + ": hooks.routes[" + i + "]";
      if (!(list.get(i) instanceof Map<?, ?> map)) {
        problems.add(where + ": expected a webhook with name, secret and forward");
        continue;
      }
      int before = problems.size();
      Hook hook = hook(where, map);
      if (hook != null && !names.add(hook.route().name())) {
        problems.add(where + ".name: another webhook has it; give each its own");
      } else if (hook != null && problems.size() == before) {
        hooks.add(hook);
      }
    }
    return hooks;
  }

  private @Nullable Hook hook(String where, Map<?, ?> map) {
    parts.known(where, map, KEYS);
    String name = parts.name(where, map);
    Upstream forward =
        parts.parsed(where, map, "forward", Upstream::parse, "http://127.0.0.1:8080/webhook");
    for (String needed : List.of("name", "secret", "forward")) {
      if (!map.containsKey(needed)) {
        problems.add(where + ": a webhook needs " + needed + meaning(needed));
      }
    }
    String platform = parts.text(where, map, "platform", null);
    boolean whatsapp = WHATSAPP.equals(platform);
    String secret = secret(where, map, "secret");
    String token = secret(where, map, "verify-token");
    if (whatsapp && !map.containsKey("verify-token")) {
      problems.add(
          where
              + ": a webhook of whatsapp needs verify-token, the one entered in Meta's settings, such as ${env:WHATSAPP_VERIFY_TOKEN}");
    }
    Signature signature =
        signature(where + ".signature", parts.below(where, map, "signature"), secret);
    Route.HeaderRules headers =
        parts.headers(where + ".headers", parts.below(where, map, "headers"));
    Route.Tls tls = parts.tls(where, map);
    Route.Timeouts timeouts =
        parts.timeouts(where + ".timeouts", parts.below(where, map, "timeouts"));
    Route.Limits limits = parts.limits(where + ".limits", parts.below(where, map, "limits"));
    Route.Capture capture = parts.capture(where, map);
    boolean allowPrivate = parts.flag(where, map, "allow-private");
    if (name == null || forward == null || signature == null) {
      return null;
    }
    Route route =
        new Route(
            name,
            forward,
            platform,
            new RawExchange.Parties(
                RawExchange.Way.IN,
                Objects.requireNonNullElse(platform, name),
                parts.text(where, map, "to", null)),
            Route.Http.HTTP_1_1,
            headers,
            null,
            tls,
            null,
            timeouts,
            capture,
            limits,
            allowPrivate);
    return new Hook(route, signature, token, whatsapp);
  }

  private static String meaning(String key) {
    return switch (key) {
      case "secret" -> ", what its sender signs with, such as ${env:WEBHOOK_SECRET}";
      case "forward" -> ", where it is delivered, such as http://127.0.0.1:8080/webhook";
      default -> "";
    };
  }

  private @Nullable String secret(String where, Map<?, ?> map, String key) {
    String text = parts.text(where, map, key, null);
    return text == null ? null : parts.secret(where + "." + key, text);
  }

  private @Nullable Signature signature(String where, Map<?, ?> map, @Nullable String secret) {
    parts.known(where, map, List.of("header", "prefix", "encoding", "algorithm"));
    if (secret == null || secret.isEmpty()) {
      return null;
    }
    Signature meta = Signature.meta(secret);
    String header = parts.text(where, map, "header", meta.header());
    String prefix =
        parts.text(where, map, "prefix", map.containsKey("header") ? "" : meta.prefix());
    return new Signature(
        parts.header(where + ".header", Objects.requireNonNullElse(header, meta.header())),
        Objects.requireNonNullElse(prefix, ""),
        parts.choice(
            where,
            map,
            "encoding",
            Map.of("hex", Signature.Encoding.HEX, "base64", Signature.Encoding.BASE64),
            meta.encoding()),
        parts.choice(
            where,
            map,
            "algorithm",
            Map.of(
                "sha1", Signature.Algorithm.SHA1,
                "sha256", Signature.Algorithm.SHA256,
                "sha512", Signature.Algorithm.SHA512),
            meta.algorithm()),
        secret);
  }
}
