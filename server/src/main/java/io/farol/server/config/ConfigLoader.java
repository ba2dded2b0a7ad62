// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.config;

import io.farol.gateway.Hook;
import io.farol.gateway.Route;
import io.farol.server.config.FarolConfig.Port;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Puts the configuration together: `farol.yaml`, overridden by `FAROL_*`, overridden by flags. An
/// unknown key is refused with a suggestion, and all problems are reported together.
public final class ConfigLoader {

  private final List<String> problems = new ArrayList<>();
  private final Map<Setting, Given> given = new EnumMap<>(Setting.class);

  private List<Route> routes = List.of();
  private List<Hook> hooks = List.of();

  private record Given(String where, String text) {}

  private ConfigLoader() {}

  /// @param file the file, or null for none
  /// @param environment the process's environment variables
  /// @param flags key of a setting (`server.port`) to what the flag says
  /// @throws ConfigException with everything that is wrong
  public static FarolConfig load(
      @Nullable Path file, Map<String, String> environment, Map<String, String> flags) {
    ConfigLoader loader = new ConfigLoader();
    if (file != null) {
      loader.readFile(file, new Secrets(environment));
    }
    loader.readEnvironment(environment);
    flags.forEach((key, text) -> loader.take(key, "flag for " + key, text));
    FarolConfig config = loader.build();
    if (!loader.problems.isEmpty()) {
      throw new ConfigException(loader.problems);
    }
    return config;
  }

  private void readFile(Path file, Secrets secrets) {
    Object root;
    try {
      LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
      root = new Load(settings).loadFromString(Files.readString(file));
    } catch (IOException e) {
      problems.add(
          file
              + ": cannot be read ("
              + e.getClass().getSimpleName()
              + "); name an existing file with --config");
      return;
    } catch (YamlEngineException e) {
      problems.add(file + ": is not YAML: " + e.getMessage());
      return;
    }
    if (root instanceof Map<?, ?> whole) {
      Map<Object, Object> map = new LinkedHashMap<>(whole);
      RouteParts parts = new RouteParts(secrets, problems);
      if (map.get("gateway") instanceof Map<?, ?> gateway) {
        Map<Object, Object> rest = new LinkedHashMap<>(gateway);
        routes = new RouteReader(file.toString(), parts, problems).routes(rest.remove("routes"));
        map.put("gateway", rest);
      }
      if (map.get("hooks") instanceof Map<?, ?> below) {
        Map<Object, Object> rest = new LinkedHashMap<>(below);
        hooks = new HookReader(file.toString(), parts, problems).hooks(rest.remove("routes"));
        map.put("hooks", rest);
      }
      flatten("", map, new TreeMap<>()).forEach((key, text) -> take(key, file + ": " + key, text));
    } else if (root != null) {
      problems.add(file + ": expected settings such as \"server:\" with keys below it");
    }
  }

  private static Map<String, String> flatten(
      String prefix, Map<?, ?> map, Map<String, String> into) {
    map.forEach((name, value) -> {
      String key = prefix + name;
      if (value instanceof Map<?, ?> below) {
        flatten(key + ".", below, into);
      } else if (value instanceof List<?> list) {
        into.put(key, list.stream().map(String::valueOf).collect(Collectors.joining(",")));
      } else {
        into.put(key, String.valueOf(value));
      }
    });
    return into;
  }

  private void readEnvironment(Map<String, String> environment) {
    Map<String, Setting> byName = new TreeMap<>();
    for (Setting setting : Setting.values()) {
      byName.put(setting.environmentName(), setting);
    }
    environment.forEach((name, text) -> {
      Setting setting = byName.get(name);
      if (setting != null) {
        given.put(setting, new Given("environment " + name, text));
      }
    });
  }

  private void take(String key, String where, String text) {
    for (Setting setting : Setting.values()) {
      if (setting.key.equals(key)) {
        given.put(setting, new Given(where, text));
        return;
      }
    }
    String nearest =
        Nearest.to(key, java.util.Arrays.stream(Setting.values()).map(s -> s.key).toList());
    problems.add(where + ": there is no such setting; did you mean \"" + nearest + "\"?");
  }

  private <T> T value(Setting setting, Function<String, T> parse) {
    Given found = given.get(setting);
    if (found != null) {
      try {
        return parse.apply(found.text());
      } catch (IllegalArgumentException | ArithmeticException e) {
        problems.add(found.where() + ": \"" + found.text() + "\" is not " + setting.expected);
      }
    }
    return parse.apply(setting.defaultText);
  }

  private FarolConfig build() {
    String host = value(Setting.HOST, Function.identity());
    boolean open = value(Setting.OPEN, ConfigLoader::flag);
    if (open && !Loopback.isLoopback(host)) {
      problems.add(
          "server.open: refused on "
              + host
              + ", which others can reach; listen on 127.0.0.1 or leave access control on");
    }
    Path data = value(Setting.DATA_DIR, Path::of).toAbsolutePath().normalize();
    Path key =
        Optional.of(value(Setting.PSEUDONYM_KEY, Function.identity()))
            .filter(text -> !text.isEmpty())
            .map(text -> Path.of(text).toAbsolutePath().normalize())
            .orElseGet(() -> data.resolveSibling(data.getFileName() + ".pseudonym.key"));
    if (key.startsWith(data)) {
      problems.add(
          "redaction.key-file: "
              + key
              + " lies inside the data directory; keep it outside, so that a copy of the data does not carry its key");
    }
    List<String> hosts =
        value(Setting.ALLOWED_HOSTS, Function.identity())
            .transform(
                text -> text.isBlank() ? List.of() : List.of(text.strip().split("\\s*,\\s*")));
    return new FarolConfig(
        new FarolConfig.Server(
            host,
            value(Setting.PORT, Port::parse),
            value(Setting.OTLP_GRPC_PORT, Port::parse),
            value(Setting.OTLP_HTTP_PORT, Port::parse),
            value(Setting.GATEWAY_PORT, Port::parse),
            value(Setting.HOOKS_PORT, Port::parse),
            open,
            hosts),
        data,
        key,
        new FarolConfig.Journal(
            value(Setting.QUEUE, DataSize::parse), value(Setting.RESERVE, DataSize::parse)),
        retention(),
        routes,
        hooks);
  }

  private FarolConfig.Retention retention() {
    FarolConfig.Retention retention =
        new FarolConfig.Retention(
            value(Setting.KEEP_CONTENT, Days::parse),
            value(Setting.KEEP_SPANS, Days::parse),
            value(Setting.KEEP_LOGS, Days::parse),
            value(Setting.KEEP_METRICS, Days::parse),
            value(Setting.KEEP_LEDGER, Days::parse));
    if (retention.content() > retention.spans()) {
      problems.add(
          "retention.content: longer than retention.spans, through which content is found; keep spans at least as long");
    }
    if (retention.spans() > retention.ledger()) {
      problems.add(
          "retention.spans: longer than retention.ledger, which says what they cost; keep the ledger at least as long");
    }
    return retention;
  }

  private static boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("neither true nor false");
    };
  }
}
