// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost.price;

import io.farol.cost.price.DatedPrices.Hours;
import io.farol.cost.price.DatedPrices.Step;
import io.farol.cost.price.RateReader.Measure;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the dated prices of one sku and refuses two that hold at the same moment.
final class PricesReader {

  private static final Set<String> RATE_KEYS = rateKeys();
  private static final Set<String> KEYS = keys();

  private PricesReader() {}

  static List<DatedPrices> read(Yaml yaml, String bookSource) {
    List<DatedPrices> prices = new ArrayList<>();
    List<Yaml> items = yaml.items();
    for (Yaml item : items) {
      prices.add(one(item, bookSource));
    }
    if (prices.isEmpty()) {
      yaml.problem("no price; write at least one, or leave the sku out");
    }
    refuseOverlap(yaml, prices);
    return prices;
  }

  private static DatedPrices one(Yaml yaml, String bookSource) {
    Map<String, Yaml> fields = yaml.fields(KEYS);
    Yaml from = yaml.required(fields, "valid-from");
    Yaml until = fields.get("valid-until");
    Yaml hours = fields.get("hours-utc");
    Yaml source = fields.get("source");
    Yaml rule = fields.get("rule");
    Measure measure = RateReader.measure(yaml.required(fields, "unit"));
    Map<Tier, List<Step>> tiers = new EnumMap<>(Tier.class);
    tiers.put(Tier.STANDARD, steps(yaml, fields, measure));
    for (Tier tier : List.of(Tier.BATCH, Tier.FLEX, Tier.PRIORITY)) {
      Yaml special = fields.get(tier.key());
      if (special != null) {
        tiers.put(tier, steps(special, special.fields(RATE_KEYS), measure));
      }
    }
    LocalDate first = from == null ? DatedPrices.EVER : from.day();
    LocalDate last = until == null ? null : until.day();
    if (until != null && last != null && last.isBefore(first)) {
      until.problem("ends before it begins");
    }
    return new DatedPrices(
        first,
        last,
        hours == null ? null : hours(hours),
        source == null ? bookSource : source.text(),
        rule == null ? null : rule.text(),
        yaml.place(),
        tiers);
  }

  private static List<Step> steps(Yaml yaml, Map<String, Yaml> fields, @Nullable Measure measure) {
    List<Step> steps = new ArrayList<>();
    Map<Kind, Rate> base = rates(fields, measure);
    if (base.isEmpty()) {
      yaml.problem("no price of any kind; name one: input: 2.50");
    }
    steps.add(new Step(-1, base));
    Yaml longer = fields.get("long-context");
    if (longer != null) {
      for (Yaml item : longer.items()) {
        Map<String, Yaml> step = item.fields(RATE_KEYS);
        Yaml above = item.required(step, "above");
        long threshold = above == null ? 0 : above.whole();
        if (threshold <= steps.getLast().above()) {
          item.problem("steps rise: " + threshold + " does not lie above the one before it");
        }
        steps.add(new Step(threshold, rates(step, measure)));
      }
    }
    return steps;
  }

  private static Map<Kind, Rate> rates(Map<String, Yaml> fields, @Nullable Measure measure) {
    Map<Kind, Rate> rates = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      Yaml yaml = fields.get(kind.key());
      if (yaml != null) {
        rates.put(kind, RateReader.read(yaml, kind, measure));
      }
    }
    return rates;
  }

  private static @Nullable Hours hours(Yaml yaml) {
    String text = yaml.text();
    int dash = text.indexOf('-');
    try {
      if (dash > 0) {
        return new Hours(
            LocalTime.parse(text.substring(0, dash)), LocalTime.parse(text.substring(dash + 1)));
      }
      yaml.problem("\"" + text + "\" is no span of hours; write it as 00:30-16:30");
    } catch (DateTimeException e) {
      yaml.problem("\"" + text + "\" is no span of hours; write it as 00:30-16:30");
    }
    return null;
  }

  private static void refuseOverlap(Yaml yaml, List<DatedPrices> prices) {
    List<DatedPrices> ordered =
        prices.stream().sorted(Comparator.comparing(DatedPrices::validFrom)).toList();
    for (int i = 0; i < ordered.size(); i++) {
      for (int j = i + 1; j < ordered.size(); j++) {
        DatedPrices earlier = ordered.get(i);
        DatedPrices later = ordered.get(j);
        boolean sameDay = earlier.validFrom().equals(later.validFrom());
        boolean untilLater =
            earlier.validUntil() != null && !earlier.validUntil().isBefore(later.validFrom());
        if (Objects.equals(earlier.hours(), later.hours()) && (sameDay || untilLater)) {
          yaml.problem(
              "two prices hold on %s; let the earlier one end before, or give one of them another valid-from"
                  .formatted(later.validFrom()));
        }
      }
    }
  }

  private static Set<String> rateKeys() {
    Set<String> keys = new HashSet<>(Set.of("above", "long-context"));
    for (Kind kind : Kind.values()) {
      keys.add(kind.key());
    }
    return Set.copyOf(keys);
  }

  private static Set<String> keys() {
    Set<String> keys = new HashSet<>(RATE_KEYS);
    keys.remove("above");
    keys.addAll(Set.of("valid-from", "valid-until", "hours-utc", "source", "rule", "unit"));
    keys.addAll(Set.of(Tier.BATCH.key(), Tier.FLEX.key(), Tier.PRIORITY.key()));
    return Set.copyOf(keys);
  }
}
