// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost.price;

import io.farol.cost.price.DatedPrices.Step;
import io.farol.model.Cause;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/// Writes a book in the form that [PriceBooks] reads. Reading it gives an equal book.
final class BookWriter {

  private static final long MILLION = 1_000_000;
  private static final long THOUSAND = 1_000;
  private static final long HOUR = 3_600;
  private static final long MINUTE = 60;

  private BookWriter() {}

  static String yaml(PriceBook book) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("book", book.name());
    out.put("version", book.version());
    out.put("currency", book.currency());
    out.put("source", book.source());
    out.put("providers", book.providers());
    if (!book.resells().isEmpty()) {
      out.put("resells", book.resells());
    }
    Collection<Kind> folded = book.terms().folded();
    if (folded.size() == Kind.values().length) {
      out.put("parts-at-whole-price", "all");
    } else if (!folded.isEmpty()) {
      out.put("parts-at-whole-price", folded.stream().sorted().map(Kind::key).toList());
    }
    if (!book.terms().chargedWhenFailed().isEmpty()) {
      out.put(
          "charged-when-failed",
          book.terms().chargedWhenFailed().stream().sorted().map(Cause::wire).toList());
    }
    if (book.terms().freeCalls() != null) {
      out.put("free-calls", book.terms().freeCalls().pattern());
    }
    if (!book.terms().freeMessages().isEmpty()) {
      out.put("free-messages", book.terms().freeMessages().stream().sorted().toList());
    }
    out.put("skus", book.skus().stream().map(sku -> sku(sku, book.source())).toList());
    DumpSettings settings =
        DumpSettings.builder().setDefaultFlowStyle(FlowStyle.AUTO).setWidth(120).build();
    return new Dump(settings).dumpToString(out);
  }

  private static Map<String, Object> sku(Sku sku, String bookSource) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("sku", sku.name());
    if (sku.models() != null) {
      out.put("models", names(sku.models()));
    }
    if (sku.calls() != null) {
      Map<String, Object> calls = new LinkedHashMap<>();
      calls.put("operation", sku.calls().operation().pattern());
      calls.put(
          "billed-status",
          sku.calls().billedStatus().stream().sorted().map(String::valueOf).toList());
      out.put("calls", calls);
    }
    if (sku.messages() != null) {
      Map<String, Object> messages = new LinkedHashMap<>();
      messages.put("category", sku.messages().categories().stream().sorted().toList());
      messages.put("country", sku.messages().countries().stream().sorted().toList());
      out.put("messages", messages);
    }
    out.put("prices", sku.prices().stream().map(dated -> dated(dated, bookSource)).toList());
    return out;
  }

  private static Object names(NameMatch match) {
    return switch (match) {
      case NameMatch.Equals equals -> Map.of("equals", equals.text());
      case NameMatch.StartsWith starts -> Map.of("starts-with", starts.text());
      case NameMatch.EndsWith ends -> Map.of("ends-with", ends.text());
      case NameMatch.Contains contains -> Map.of("contains", contains.text());
      case NameMatch.Regex regex -> Map.of("regex", regex.pattern().pattern());
      case NameMatch.Any any -> any.of().stream().map(BookWriter::names).toList();
      case NameMatch.All all -> Map.of("all", all.of().stream().map(BookWriter::names).toList());
    };
  }

  private static Map<String, Object> dated(DatedPrices dated, String bookSource) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("valid-from", dated.validFrom().toString());
    if (dated.validUntil() != null) {
      out.put("valid-until", dated.validUntil().toString());
    }
    if (dated.hours() != null) {
      out.put("hours-utc", dated.hours().from() + "-" + dated.hours().until());
    }
    if (!dated.source().equals(bookSource)) {
      out.put("source", dated.source());
    }
    if (dated.rule() != null) {
      out.put("rule", dated.rule());
    }
    out.put("unit", "million tokens");
    dated
        .tiers()
        .forEach((tier, steps) -> {
          Map<String, Object> prices = steps(steps);
          if (tier == Tier.STANDARD) {
            out.putAll(prices);
          } else {
            out.put(tier.key(), prices);
          }
        });
    return out;
  }

  private static Map<String, Object> steps(List<Step> steps) {
    Map<String, Object> out = new LinkedHashMap<>(rates(steps.getFirst()));
    List<Object> longer = new ArrayList<>();
    for (Step step : steps.subList(1, steps.size())) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("above", Long.toString(step.above()));
      one.putAll(rates(step));
      longer.add(one);
    }
    if (!longer.isEmpty()) {
      out.put("long-context", longer);
    }
    return out;
  }

  private static Map<String, Object> rates(Step step) {
    Map<String, Object> out = new LinkedHashMap<>();
    step.rates().forEach((kind, rate) -> out.put(kind.key(), rate(kind, rate)));
    return out;
  }

  private static Object rate(Kind kind, Rate rate) {
    Map<String, Object> out = new LinkedHashMap<>();
    switch (rate) {
      case Rate.Flat flat -> {
        if (kind.unit() == Unit.TOKEN && flat.per() == MILLION) {
          return flat.price().toPlainString();
        }
        out.put("price", flat.price().toPlainString());
      }
      case Rate.Banded banded -> {
        out.put("tariff", banded.tariff().name().toLowerCase(Locale.ROOT));
        out.put(
            "bands",
            banded.bands().stream()
                .map(band ->
                    Map.of(
                        "from", Long.toString(band.from()),
                        "price", band.price().toPlainString()))
                .toList());
      }
    }
    out.put("unit", unit(kind, rate.per()));
    return out;
  }

  private static String unit(Kind kind, long per) {
    String noun = kind.unit().wire();
    String plural =
        switch (kind.unit()) {
          case QUERY -> "queries";
          case SEARCH -> "searches";
          case TOKEN, CHARACTER, SECOND, PAGE, REQUEST, MESSAGE -> noun + "s";
        };
    if (kind.unit() == Unit.SECOND && per == HOUR) {
      return "hour";
    }
    if (kind.unit() == Unit.SECOND && per == MINUTE) {
      return "minute";
    }
    if (per == MILLION) {
      return "million " + plural;
    }
    if (per == THOUSAND) {
      return "thousand " + plural;
    }
    if (per == 1) {
      return noun;
    }
    throw new IllegalStateException("a book has no word for " + per + " " + plural);
  }
}
