// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost.price;

import io.farol.cost.price.Rate.Band;
import io.farol.cost.price.Rate.Banded;
import io.farol.cost.price.Rate.Flat;
import io.farol.cost.price.Rate.Tariff;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads one price: a number in the unit of its list, or a map with a unit of its own or with
/// bands.
final class RateReader {

  private static final Set<String> KEYS = Set.of("price", "unit", "tariff", "bands");

  private RateReader() {}

  /// What a book's figure is for.
  ///
  /// @param unit what is counted
  /// @param per how many of them
  record Measure(Unit unit, long per) {

    /// Reads `million tokens`, `minute`, `thousand searches`, `query`.
    static Optional<Measure> parse(String text) {
      long count = 1;
      String noun = text;
      int space = text.indexOf(' ');
      if (space > 0) {
        noun = text.substring(space + 1);
        switch (text.substring(0, space)) {
          case "thousand" -> count = 1_000;
          case "million" -> count = 1_000_000;
          default -> {
            return Optional.empty();
          }
        }
      }
      long per = count;
      return switch (noun) {
        case "token", "tokens" -> Optional.of(new Measure(Unit.TOKEN, per));
        case "character", "characters" -> Optional.of(new Measure(Unit.CHARACTER, per));
        case "second", "seconds" -> Optional.of(new Measure(Unit.SECOND, per));
        case "minute", "minutes" -> Optional.of(new Measure(Unit.SECOND, per * 60));
        case "hour", "hours" -> Optional.of(new Measure(Unit.SECOND, per * 3_600));
        case "page", "pages" -> Optional.of(new Measure(Unit.PAGE, per));
        case "request", "requests" -> Optional.of(new Measure(Unit.REQUEST, per));
        case "search", "searches" -> Optional.of(new Measure(Unit.SEARCH, per));
        case "query", "queries" -> Optional.of(new Measure(Unit.QUERY, per));
        case "message", "messages" -> Optional.of(new Measure(Unit.MESSAGE, per));
        default -> Optional.empty();
      };
    }
  }

  static @Nullable Measure measure(@Nullable Yaml yaml) {
    if (yaml == null) {
      return null;
    }
    String text = yaml.text();
    Optional<Measure> measure = Measure.parse(text);
    if (measure.isEmpty() && !text.isEmpty()) {
      yaml.problem(
          "\""
              + text
              + "\" is no unit; write it as million tokens, minute, thousand searches, query");
    }
    return measure.orElse(null);
  }

  static Rate read(Yaml yaml, Kind kind, @Nullable Measure inherited) {
    if (!yaml.isMap()) {
      return new Flat(yaml.decimal(), per(yaml, kind, inherited));
    }
    Map<String, Yaml> fields = yaml.fields(KEYS);
    Measure own = measure(fields.get("unit"));
    long per = per(yaml, kind, own == null ? inherited : own);
    Yaml bands = fields.get("bands");
    Yaml price = fields.get("price");
    if (bands == null) {
      Yaml required = yaml.required(fields, "price");
      return new Flat(required == null ? BigDecimal.ZERO : required.decimal(), per);
    }
    if (price != null) {
      price.problem("a price stands beside bands; keep one of them");
    }
    return new Banded(tariff(yaml.required(fields, "tariff")), bands(bands), per);
  }

  private static long per(Yaml yaml, Kind kind, @Nullable Measure measure) {
    if (measure == null) {
      return 1;
    }
    if (measure.unit() != kind.unit()) {
      yaml.problem(
          "%s is counted in units of \"%s\", and the unit here counts \"%s\"; name its own: {price: 1.00, unit: %s}"
              .formatted(
                  kind.key(), kind.unit().wire(), measure.unit().wire(), kind.unit().wire()));
    }
    return measure.per();
  }

  private static Tariff tariff(@Nullable Yaml yaml) {
    if (yaml == null) {
      return Tariff.GRADUATED;
    }
    String text = yaml.text();
    return switch (text) {
      case "graduated" -> Tariff.GRADUATED;
      case "volume" -> Tariff.VOLUME;
      default -> {
        yaml.problem("unknown tariff \"" + text + "\"; known are graduated, volume");
        yield Tariff.GRADUATED;
      }
    };
  }

  private static List<Band> bands(Yaml yaml) {
    List<Long> from = new ArrayList<>();
    List<BigDecimal> prices = new ArrayList<>();
    for (Yaml item : yaml.items()) {
      Map<String, Yaml> fields = item.fields(Set.of("from", "price"));
      Yaml start = item.required(fields, "from");
      Yaml price = item.required(fields, "price");
      if (start == null || price == null) {
        continue;
      }
      long first = start.whole();
      if (from.isEmpty() ? first != 1 : first <= from.getLast()) {
        start.problem(
            from.isEmpty()
                ? "the first band begins at 1"
                : "band from " + first + " does not lie above the one before it");
      }
      from.add(first);
      prices.add(price.decimal());
    }
    if (from.isEmpty()) {
      yaml.problem("no band; write at least {from: 1, price: 1.00}");
      return List.of(new Band(1, 1, null, BigDecimal.ZERO));
    }
    List<Band> bands = new ArrayList<>();
    for (int i = 0; i < from.size(); i++) {
      Long to = i + 1 < from.size() ? Long.valueOf(from.get(i + 1) - 1) : null;
      bands.add(new Band(i + 1, from.get(i), to, prices.get(i)));
    }
    return bands;
  }
}
