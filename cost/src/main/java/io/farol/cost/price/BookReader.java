// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost.price;

import io.farol.cost.price.PriceBook.Terms;
import io.farol.model.Cause;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads one price book. What the file may say:
///
/// | key | value |
/// |---|---|
/// | `book` | its name |
/// | `version` | the day of its last revision |
/// | `currency` | ISO 4217 |
/// | `source` | where its prices were read; a price may name its own |
/// | `providers` | who sells |
/// | `resells` | providers at whose prices it sells what it does not list |
/// | `parts-at-whole-price` | `all`, or kinds that cost what their whole costs |
/// | `charged-when-failed` | causes of failure that are charged all the same |
/// | `free-calls` | regular expression of calls that cost nothing |
/// | `free-messages` | the platform's words for messages that cost nothing |
/// | `skus` | list of `sku`, `models` or `calls` or `messages`, `prices` |
///
/// A price has `valid-from`, `unit`, one value per kind, and where it has them `valid-until`,
/// `hours-utc`, `source`, `rule`, `batch`, `flex`, `priority`, `long-context`.
final class BookReader {

  private static final Set<String> KEYS =
      Set.of(
          "book",
          "version",
          "currency",
          "source",
          "providers",
          "resells",
          "parts-at-whole-price",
          "charged-when-failed",
          "free-calls",
          "free-messages",
          "skus");

  private BookReader() {}

  /// @param problems gains what is wrong; when nothing was added the book is usable
  static @Nullable PriceBook read(String file, String text, List<String> problems) {
    Yaml root = Yaml.read(file, text, problems).orElse(null);
    if (root == null) {
      return null;
    }
    Map<String, Yaml> fields = root.fields(KEYS);
    String source = text(root.required(fields, "source"));
    Yaml version = root.required(fields, "version");
    Yaml currency = root.required(fields, "currency");
    if (currency != null && !currency.text().matches("[A-Z]{3}")) {
      currency.problem("\"" + currency.text() + "\" is no currency; write three capitals, BRL");
    }
    return new PriceBook(
        text(root.required(fields, "book")),
        version == null ? "" : version.day().toString(),
        text(currency),
        source,
        texts(root.required(fields, "providers")),
        texts(fields.get("resells")),
        terms(fields),
        skus(root.required(fields, "skus"), source));
  }

  private static Terms terms(Map<String, Yaml> fields) {
    Yaml folded = fields.get("parts-at-whole-price");
    Yaml failed = fields.get("charged-when-failed");
    Yaml free = fields.get("free-calls");
    Yaml freeMessages = fields.get("free-messages");
    return new Terms(
        folded == null ? Set.of() : kinds(folded),
        failed == null ? Set.of() : causes(failed),
        free == null ? null : free.pattern(),
        freeMessages == null ? Set.of() : Set.copyOf(freeMessages.texts()));
  }

  private static Set<Kind> kinds(Yaml yaml) {
    if (!yaml.isList() && yaml.text().equals("all")) {
      return EnumSet.allOf(Kind.class);
    }
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (Yaml item : yaml.items()) {
      String word = item.text();
      Set<String> known = new TreeSet<>();
      for (Kind kind : Kind.values()) {
        known.add(kind.key());
        if (kind.key().equals(word)) {
          kinds.add(kind);
        }
      }
      if (!known.contains(word)) {
        item.problem("unknown kind \"" + word + "\"; " + Suggestion.forWord(word, known));
      }
    }
    return kinds;
  }

  private static Set<Cause> causes(Yaml yaml) {
    Set<Cause> causes = EnumSet.noneOf(Cause.class);
    for (Yaml item : yaml.items()) {
      String word = item.text();
      Set<String> known = new TreeSet<>();
      for (Cause cause : Cause.values()) {
        known.add(cause.wire());
        if (cause.wire().equals(word)) {
          causes.add(cause);
        }
      }
      if (!known.contains(word)) {
        item.problem("unknown cause \"" + word + "\"; " + Suggestion.forWord(word, known));
      }
    }
    return causes;
  }

  private static List<Sku> skus(@Nullable Yaml yaml, String source) {
    List<Sku> skus = new ArrayList<>();
    if (yaml == null) {
      return skus;
    }
    Set<String> names = new HashSet<>();
    for (Yaml item : yaml.items()) {
      Map<String, Yaml> fields =
          item.fields(Set.of("sku", "models", "calls", "messages", "prices"));
      Yaml name = item.required(fields, "sku");
      Yaml models = fields.get("models");
      Yaml calls = fields.get("calls");
      Yaml messages = fields.get("messages");
      Yaml prices = item.required(fields, "prices");
      if (name == null || prices == null) {
        continue;
      }
      if (!names.add(name.text())) {
        name.problem("sku \"" + name.text() + "\" stands here a second time; join their prices");
      }
      if (Stream.of(models, calls, messages).filter(Objects::nonNull).count() > 1) {
        name.problem(
            "a sku stands for models, for calls or for messages, not for several; split it");
      }
      skus.add(
          new Sku(
              name.text(),
              models != null
                  ? MatchReader.names(models)
                  : calls != null || messages != null
                      ? null
                      : new NameMatch.Equals(name.text().toLowerCase(Locale.ROOT)),
              calls == null ? null : MatchReader.calls(calls),
              messages == null ? null : MatchReader.messages(messages),
              PricesReader.read(prices, source)));
    }
    return skus;
  }

  private static String text(@Nullable Yaml yaml) {
    return yaml == null ? "" : yaml.text();
  }

  private static List<String> texts(@Nullable Yaml yaml) {
    return yaml == null ? List.of() : yaml.texts();
  }
}
