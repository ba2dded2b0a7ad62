// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost.price;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The many names of the providers, `azure`, `AZURE_OPEN_AI`, `azure.ai.openai`, brought together.
/// The groups stand in `prices/providers.yaml`; case and punctuation never matter. Safe for many
/// threads.
final class Providers {

  /// Names come from outside: past this many, or longer, they are not remembered.
  private static final int REMEMBERED = 1_024;

  private static final int REMEMBERED_LENGTH = 64;

  private final Map<String, String> keys = new HashMap<>();
  private final Map<String, String> squashed = new ConcurrentHashMap<>();
  private final Set<String> selfHosted = new HashSet<>();

  private Providers(String text) {
    List<String> problems = new ArrayList<>();
    Yaml root = Yaml.read("providers.yaml", text, problems).orElseThrow();
    Map<String, Yaml> fields = root.fields(Set.of("same", "self-hosted"));
    Yaml same = root.required(fields, "same");
    Yaml own = root.required(fields, "self-hosted");
    if (same != null && own != null) {
      for (Yaml group : same.items()) {
        List<String> names = group.texts();
        String key = squash(names.getFirst());
        for (String name : names) {
          String other = keys.putIfAbsent(squash(name), key);
          if (other != null && !other.equals(key)) {
            group.problem("\"" + name + "\" is in two groups");
          }
        }
      }
      own.texts().forEach(name -> selfHosted.add(key(name)));
    }
    if (!problems.isEmpty()) {
      throw new PriceBookException(problems);
    }
  }

  static Providers shipped() {
    return new Providers(PriceBooks.resource("providers.yaml"));
  }

  /// The same text for all names of one provider.
  String key(String name) {
    String squashed = squashed(name);
    return keys.getOrDefault(squashed, squashed);
  }

  /// True when the name stands in the list.
  boolean knows(String name) {
    return keys.containsKey(squashed(name));
  }

  /// True for what runs on machines of one's own, where no list names a price.
  boolean isSelfHosted(String name) {
    return selfHosted.contains(key(name));
  }

  private String squashed(String name) {
    String known = squashed.get(name);
    if (known == null) {
      known = squash(name);
      if (squashed.size() < REMEMBERED && name.length() <= REMEMBERED_LENGTH) {
        squashed.put(name, known);
      }
    }
    return known;
  }

  private static String squash(String name) {
    StringBuilder squashed = new StringBuilder(name.length());
    for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        squashed.append(c);
      }
    }
    return squashed.toString();
  }
}
