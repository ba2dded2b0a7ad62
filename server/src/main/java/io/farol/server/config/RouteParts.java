// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.config;

import io.farol.gateway.Route;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Reads what the routes of both doors have in common, and single values. Every problem is noted
/// with where it stands and how to mend it.
final class RouteParts {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
  private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Set<String> SECRET =
      Set.of(
          "authorization",
          "proxy-authorization",
          "cookie",
          "api-key",
          "x-api-key",
          "x-goog-api-key",
          "farol-gateway-key");
  private static final Set<String> FRAMING =
      Set.of("host", "content-length", "transfer-encoding", "connection", "te", "upgrade");

  private final Secrets secrets;
  private final List<String> problems;

  RouteParts(Secrets secrets, List<String> problems) {
    this.secrets = secrets;
    this.problems = problems;
  }

  /// The name that stands in the path, or null.
  @Nullable String name(String where, Map<?, ?> map) {
    String name = text(where, map, "name", null);
    if (name != null && !NAME.matcher(name).matches()) {
      problems.add(
          where
              + ".name: may hold lower-case letters, digits, dot, dash and underscore, such as \"azure\"");
    }
    return name;
  }

  Route.Capture capture(String where, Map<?, ?> map) {
    return choice(
        where,
        map,
        "capture",
        Map.of(
            "full", Route.Capture.FULL,
            "metadata", Route.Capture.METADATA,
            "off", Route.Capture.OFF),
        Route.Capture.FULL);
  }

  boolean flag(String where, Map<?, ?> map, String key) {
    return choice(where, map, key, Map.of("true", true, "false", false), false);
  }

  Route.HeaderRules headers(String where, Map<?, ?> map) {
    known(where, map, List.of("set", "remove", "conversation"));
    Map<String, String> set = new LinkedHashMap<>();
    below(where, map, "set")
        .forEach((name, value) -> {
          String header = header(where + ".set", String.valueOf(name));
          String text = String.valueOf(value);
          if (text.chars().anyMatch(c -> c < 0x20 || c > 0xFF)) {
            problems.add(where + ".set." + header + ": holds a character that no header may have");
          }
          set.put(header, text.contains("${") ? secret(where + ".set." + header, text) : text);
        });
    List<String> remove = new ArrayList<>();
    Object removed = map.get("remove");
    if (removed instanceof List<?> list) {
      list.forEach(each -> remove.add(header(where + ".remove", String.valueOf(each))));
    } else if (removed != null) {
      problems.add(where + ".remove: expected a list of header names");
    }
    Object conversation = map.get("conversation");
    return new Route.HeaderRules(
        set,
        remove,
        conversation == null ? null : named(where + ".conversation", String.valueOf(conversation)));
  }

  /// A header whose value is kept: none that carries a credential.
  private String named(String where, String name) {
    if (SECRET.contains(name.toLowerCase(Locale.ROOT))) {
      problems.add(where + ": " + name + " carries a credential; name a header with an id");
    }
    return header(where, name);
  }

  String header(String where, String name) {
    if (!HEADER.matcher(name).matches()) {
      problems.add(where + ": \"" + name + "\" is no header name");
    } else if (FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
      problems.add(where + ": " + name + " belongs to the connection; the gateway sets it itself");
    }
    return name;
  }

  Route.@Nullable Credential credential(String where, Map<?, ?> map) {
    if (map.isEmpty()) {
      return null;
    }
    known(where, map, List.of("header", "value"));
    String header = text(where, map, "header", "authorization");
    String value = text(where, map, "value", null);
    if (value == null) {
      problems.add(
          where + ".value: is missing; name the secret, such as \"Bearer ${env:API_KEY}\"");
      return null;
    }
    return new Route.Credential(
        header(where + ".header", header == null ? "" : header), secret(where + ".value", value));
  }

  String secret(String where, String text) {
    try {
      return secrets.resolve(text);
    } catch (IllegalArgumentException e) {
      problems.add(where + ": " + e.getMessage());
      return "";
    }
  }

  Route.Tls tls(String where, Map<?, ?> map) {
    KeyManagerFactory identity = null;
    TrustManagerFactory trust = null;
    try {
      String certificate = text(where, map, "client-certificate", null);
      if (certificate != null) {
        identity =
            Certificates.identity(
                Secrets.path(certificate), password(where, map, "client-certificate-password"));
      }
    } catch (IllegalArgumentException e) {
      problems.add(where + ".client-certificate: " + e.getMessage());
    }
    try {
      String store = text(where, map, "trust-store", null);
      if (store != null) {
        trust =
            Certificates.trust(Secrets.path(store), password(where, map, "trust-store-password"));
      }
    } catch (IllegalArgumentException e) {
      problems.add(where + ".trust-store: " + e.getMessage());
    }
    return new Route.Tls(identity, trust);
  }

  private String password(String where, Map<?, ?> map, String key) {
    String text = text(where, map, key, null);
    return text == null ? "" : secret(where + "." + key, text);
  }

  Route.@Nullable EgressProxy proxy(String where, Map<?, ?> map) {
    if (map.isEmpty()) {
      return null;
    }
    known(where, map, List.of("url", "user", "password"));
    String url = text(where, map, "url", null);
    String password = text(where, map, "password", null);
    try {
      URI uri = URI.create(url == null ? "" : url);
      if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
        throw new IllegalArgumentException("no proxy URL");
      }
      return new Route.EgressProxy(
          uri.getHost(),
          uri.getPort() < 0 ? 80 : uri.getPort(),
          text(where, map, "user", null),
          password == null ? null : secret(where + ".password", password));
    } catch (IllegalArgumentException e) {
      problems.add(where + ".url: is not a proxy's URL such as http://proxy.example:3128");
      return null;
    }
  }

  Route.Timeouts timeouts(String where, Map<?, ?> map) {
    known(where, map, List.of("connect", "first-byte", "idle", "keep-alive"));
    Route.Timeouts defaults = Route.Timeouts.DEFAULTS;
    return new Route.Timeouts(
        duration(where, map, "connect", defaults.connect()),
        duration(where, map, "first-byte", defaults.firstByte()),
        duration(where, map, "idle", defaults.idle()),
        duration(where, map, "keep-alive", defaults.keepAlive()));
  }

  private Duration duration(String where, Map<?, ?> map, String key, Duration otherwise) {
    Duration read = parsed(where, map, key, Durations::parse, "10s, 500ms or 5min");
    return read == null ? otherwise : read;
  }

  Route.Limits limits(String where, Map<?, ?> map) {
    known(where, map, List.of("in-flight", "request-body"));
    Integer inFlight = parsed(where, map, "in-flight", Integer::parseUnsignedInt, "a number");
    Long bytes = parsed(where, map, "request-body", DataSize::parse, "a size such as 20 MiB");
    return new Route.Limits(inFlight == null ? 0 : inFlight, bytes == null ? 0 : bytes);
  }

  <T> @Nullable T parsed(
      String where, Map<?, ?> map, String key, Function<String, T> parse, String expected) {
    String text = text(where, map, key, null);
    if (text == null) {
      return null;
    }
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException | ArithmeticException e) {
      problems.add(
          where
              + "."
              + key
              + ": \""
              + shown(text)
              + "\" is not "
              + expected
              + (key.equals("upstream") ? ": it " + e.getMessage() : ""));
      return null;
    }
  }

  /// A URL with a password in it is not repeated.
  private static String shown(String text) {
    return text.contains("@") ? text.replaceAll("//[^@]*@", "//…@") : text;
  }

  <T> T choice(String where, Map<?, ?> map, String key, Map<String, T> all, T otherwise) {
    String text = text(where, map, key, null);
    if (text == null) {
      return otherwise;
    }
    T chosen = all.get(text);
    if (chosen == null) {
      problems.add(
          where
              + "."
              + key
              + ": is one of "
              + String.join(", ", all.keySet().stream().sorted().toList()));
      return otherwise;
    }
    return chosen;
  }

  void known(String where, Map<?, ?> map, List<String> keys) {
    for (Object key : map.keySet()) {
      if (!keys.contains(String.valueOf(key))) {
        problems.add(
            where
                + "."
                + key
                + ": there is no such setting; did you mean \""
                + Nearest.to(String.valueOf(key), keys)
                + "\"?");
      }
    }
  }

  Map<?, ?> below(String where, Map<?, ?> map, String key) {
    Object value = map.get(key);
    if (value instanceof Map<?, ?> below) {
      return below;
    }
    if (value != null) {
      problems.add(where + "." + key + ": expected settings below it");
    }
    return Map.of();
  }

  @Nullable String text(String where, Map<?, ?> map, String key, @Nullable String otherwise) {
    Object value = map.get(key);
    if (value instanceof Map<?, ?> || value instanceof List<?>) {
      problems.add(where + "." + key + ": expected one value");
      return otherwise;
    }
    return value == null ? otherwise : value.toString();
  }
}
