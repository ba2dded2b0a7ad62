// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Recognises external platforms by host and path. The table is data, printed with the dialects.
final class Platforms {

  /// @param host a regular expression on the whole host; null for a path that says enough alone
  /// @param path a regular expression that the path begins with; null for any
  /// @param platform its name
  /// @param provider the canonical provider of its models; null when it serves none
  /// @param integration what follows the platform in the integration's id: `$1` is a group of the
  ///   path, `#1` one of the host; null for the platform alone
  record Rule(
      @Nullable Pattern host,
      @Nullable Pattern path,
      String platform,
      @Nullable String provider,
      @Nullable String integration) {}

  /// @param integration the whole id, `serpro/consulta-cpf`
  record Recognised(String platform, @Nullable String provider, String integration) {}

  static final List<Rule> RULES = PlatformRules.all();

  private static final Map<String, List<Rule>> BY_SUFFIX = new HashMap<>();
  private static final List<Rule> BY_PATH = new ArrayList<>();

  static {
    for (Rule rule : RULES) {
      if (rule.host() == null) {
        BY_PATH.add(rule);
      } else {
        String plain = rule.host().pattern().replace("\\.", ".");
        for (String alternative : PlatformRules.suffixes(plain)) {
          BY_SUFFIX.computeIfAbsent(alternative, _ -> new ArrayList<>()).add(rule);
        }
      }
    }
  }

  private Platforms() {}

  /// Characters of a path that are looked at: rules speak of how it begins.
  private static final int MAX_PATH = 512;

  /// The longest name of DNS.
  private static final int MAX_HOST = 253;

  /// What stands at this address; null when nobody known does.
  static @Nullable Recognised at(Address address) {
    String host = host(address);
    String whole = address.path();
    String path =
        whole == null || whole.length() <= MAX_PATH ? whole : whole.substring(0, MAX_PATH);
    if (host != null) {
      Recognised byHost = match(BY_SUFFIX.get(suffix(host)), host, path, false);
      if (byHost != null) {
        return byHost;
      }
    }
    return path == null ? null : match(BY_PATH, "", path, false);
  }

  /// The same for a model's call: a host with several services then means the one with models.
  static @Nullable Recognised servingModels(Address address) {
    String host = host(address);
    if (host == null) {
      return null;
    }
    Recognised exact = at(address);
    return exact != null && exact.provider() != null
        ? exact
        : match(BY_SUFFIX.get(suffix(host)), host, null, true);
  }

  /// What is longer is no host, and the rules' patterns take their time with it.
  private static @Nullable String host(Address address) {
    String host = address.host();
    return host == null || host.length() > MAX_HOST ? null : host;
  }

  private static @Nullable Recognised match(
      @Nullable List<Rule> rules, String host, @Nullable String path, boolean anyPathWithModels) {
    if (rules == null) {
      return null;
    }
    for (Rule rule : rules) {
      Matcher onHost = rule.host() == null ? null : rule.host().matcher(host);
      if (onHost != null && !onHost.matches()) {
        continue;
      }
      if (anyPathWithModels) {
        if (rule.provider() != null) {
          return new Recognised(rule.platform(), rule.provider(), rule.platform());
        }
        continue;
      }
      Matcher onPath = rule.path() == null || path == null ? null : rule.path().matcher(path);
      if (rule.path() == null || (onPath != null && onPath.lookingAt())) {
        return new Recognised(rule.platform(), rule.provider(), integration(rule, onHost, onPath));
      }
    }
    return null;
  }

  private static String integration(Rule rule, @Nullable Matcher onHost, @Nullable Matcher onPath) {
    if (rule.integration() == null) {
      return rule.platform();
    }
    StringBuilder out = new StringBuilder(rule.platform()).append('/');
    String template = rule.integration();
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      Matcher source = c == '$' ? onPath : c == '#' ? onHost : null;
      if (source == null) {
        out.append(c);
      } else {
        String group = source.group(template.charAt(++i) - '0');
        out.append(group == null ? "" : PathTemplate.segment(group));
      }
    }
    return out.toString();
  }

  /// The last two labels of a host, by which the rules are sorted.
  static String suffix(String host) {
    int last = host.lastIndexOf('.');
    int second = last < 0 ? -1 : host.lastIndexOf('.', last - 1);
    return host.substring(second + 1);
  }
}
