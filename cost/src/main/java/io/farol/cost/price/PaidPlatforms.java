// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost.price;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Platforms known to charge whose calls, seen as plain HTTP or through a client library, no book
/// can price: they are unpriced, not free. The list stands in `prices/paid-platforms.yaml`.
final class PaidPlatforms {

  private final List<Rule> rules;

  private record Rule(List<String> platforms, Pattern calls, CallFinding.Unlisted says) {}

  private PaidPlatforms(String text) {
    List<String> problems = new ArrayList<>();
    Yaml root = Yaml.read("paid-platforms.yaml", text, problems).orElseThrow();
    Yaml list = root.required(root.fields(Set.of("platforms")), "platforms");
    List<Rule> read = new ArrayList<>();
    for (Yaml item : list == null ? List.<Yaml>of() : list.items()) {
      Map<String, Yaml> fields =
          item.fields(Set.of("platforms", "calls", "charges", "counted", "reason"));
      Yaml platforms = item.required(fields, "platforms");
      Yaml calls = item.required(fields, "calls");
      Yaml charges = item.required(fields, "charges");
      Yaml reason = item.required(fields, "reason");
      Yaml counted = fields.get("counted");
      if (platforms == null || calls == null || charges == null || reason == null) {
        continue;
      }
      List<Kind> kinds =
          charges.texts().stream().map(Kind::named).flatMap(Optional::stream).toList();
      if (kinds.size() != charges.texts().size()) {
        charges.problem("names a kind that is not known");
      }
      read.add(
          new Rule(
              platforms.texts(),
              calls.pattern(),
              new CallFinding.Unlisted(
                  kinds, counted != null && counted.text().equals("true"), reason.text())));
    }
    if (!problems.isEmpty()) {
      throw new PriceBookException(problems);
    }
    rules = List.copyOf(read);
  }

  static PaidPlatforms shipped() {
    return new PaidPlatforms(PriceBooks.resource("paid-platforms.yaml"));
  }

  CallFinding find(String platformKey, String text, Providers providers) {
    for (Rule rule : rules) {
      if (rule.calls().matcher(text).find()
          && rule.platforms().stream().anyMatch(p -> providers.key(p).equals(platformKey))) {
        return rule.says();
      }
    }
    return new CallFinding.Nothing();
  }
}
