// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost.price;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads which names or calls a sku stands for.
final class MatchReader {

  private static final Set<String> CLAUSES =
      Set.of("equals", "starts-with", "ends-with", "contains", "regex", "any", "all");

  private MatchReader() {}

  /// A list means any of its items; a text means that very name.
  static NameMatch names(Yaml yaml) {
    if (yaml.isList()) {
      return new NameMatch.Any(yaml.items().stream().map(MatchReader::names).toList());
    }
    if (!yaml.isMap()) {
      return new NameMatch.Equals(lower(yaml));
    }
    List<NameMatch> clauses = new ArrayList<>();
    yaml.fields(CLAUSES)
        .forEach((key, value) ->
            clauses.add(
                switch (key) {
                  case "equals" -> new NameMatch.Equals(lower(value));
                  case "starts-with" -> new NameMatch.StartsWith(lower(value));
                  case "ends-with" -> new NameMatch.EndsWith(lower(value));
                  case "contains" -> new NameMatch.Contains(lower(value));
                  case "regex" -> new NameMatch.Regex(value.pattern());
                  case "all" ->
                      new NameMatch.All(value.items().stream().map(MatchReader::names).toList());
                  default -> names(value);
                }));
    if (clauses.size() != 1) {
      yaml.problem("expected one clause; put several into a list, or under all:");
      return new NameMatch.Any(clauses);
    }
    return clauses.getFirst();
  }

  static CallMatch calls(Yaml yaml) {
    Map<String, Yaml> fields = yaml.fields(Set.of("operation", "billed-status"));
    Yaml operation = yaml.required(fields, "operation");
    Yaml status = yaml.required(fields, "billed-status");
    Set<Integer> billed = new HashSet<>();
    if (status != null) {
      for (Yaml item : status.items()) {
        int code = (int) item.whole();
        if (code < 100 || code > 599) {
          item.problem(code + " is no HTTP status");
        }
        billed.add(code);
      }
    }
    return new CallMatch(operation == null ? Pattern.compile("") : operation.pattern(), billed);
  }

  static MessageMatch messages(Yaml yaml) {
    Map<String, Yaml> fields = yaml.fields(Set.of("category", "country"));
    Yaml category = yaml.required(fields, "category");
    Yaml country = yaml.required(fields, "country");
    Set<String> countries = new HashSet<>();
    if (country != null) {
      for (String code : country.texts()) {
        if (!code.matches("[A-Z]{2}")) {
          country.problem("\"" + code + "\" is no country; write two capitals, BR");
        }
        countries.add(code);
      }
    }
    return new MessageMatch(category == null ? Set.of() : Set.copyOf(category.texts()), countries);
  }

  private static String lower(Yaml yaml) {
    return yaml.text().toLowerCase(Locale.ROOT);
  }
}
