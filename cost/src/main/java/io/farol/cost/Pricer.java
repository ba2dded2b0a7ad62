// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost;

import io.farol.cost.price.DatedPrices;
import io.farol.cost.price.Finding;
import io.farol.cost.price.Finding.Found;
import io.farol.cost.price.Finding.Missing;
import io.farol.cost.price.Kind;
import io.farol.cost.price.PriceBook;
import io.farol.cost.price.Rate;
import io.farol.cost.price.Tier;
import io.farol.model.PriceRef;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts a price on what was consumed. Pure.
final class Pricer {

  private Pricer() {}

  /// @param monthKnown true when the quantities are a whole month's, so that bands apply to them;
  ///   otherwise the band is an estimate
  /// @return in the order of [Kind]; a part without a price is open and never an amount of zero
  static List<Line> price(Finding finding, Consumption consumption, boolean monthKnown) {
    List<Line> lines =
        switch (finding) {
          case Missing missing -> open(consumption, missing.reason());
          case Found found -> price(found, consumption, monthKnown);
        };
    lines.sort(Comparator.comparing(Line::kind));
    return lines;
  }

  private static List<Line> open(Consumption consumption, String reason) {
    List<Line> lines = new ArrayList<>();
    Map<Kind, BigDecimal> joined = new EnumMap<>(Kind.class);
    consumption
        .parts()
        .forEach((kind, quantity) ->
            joined.merge(kind == Kind.REASONING ? Kind.OUTPUT : kind, quantity, BigDecimal::add));
    joined.forEach((kind, quantity) -> lines.add(new Line.Open(kind, quantity, reason)));
    consumption.unknown().forEach(kind -> lines.add(new Line.Open(kind, null, reason)));
    return lines;
  }

  private static List<Line> price(Found found, Consumption consumption, boolean monthKnown) {
    List<Line> lines = new ArrayList<>();
    Map<Kind, BigDecimal> charged = new EnumMap<>(Kind.class);
    Map<Kind, Boolean> guessed = new EnumMap<>(Kind.class);
    long whole = consumption.wholeInput();
    consumption
        .parts()
        .forEach((kind, quantity) ->
            found
                .book()
                .chargedAs(found.prices(), found.tier(), kind, whole)
                .ifPresentOrElse(
                    as -> {
                      charged.merge(as, quantity, BigDecimal::add);
                      guessed.merge(as, consumption.guessed().contains(kind), Boolean::logicalOr);
                    },
                    () -> lines.add(new Line.Open(kind, quantity, noPrice(found, kind, whole)))));
    if (found.prices().rate(found.tier(), Kind.REQUEST, whole).isPresent()) {
      charged.putIfAbsent(Kind.REQUEST, BigDecimal.ONE);
    }
    charged.forEach((kind, quantity) ->
        found
            .prices()
            .rate(found.tier(), kind, whole)
            .ifPresent(rate -> {
              for (Rate.Portion portion : rate.portions(quantity)) {
                boolean assumed =
                    guessed.getOrDefault(kind, false) || (portion.band() != null && !monthKnown);
                lines.add(priced(found, kind, portion, assumed, monthKnown));
              }
            }));
    consumption
        .unknown()
        .forEach(kind -> lines.add(new Line.Open(kind, null, "no usage reported")));
    return lines;
  }

  private static Line priced(
      Found found, Kind kind, Rate.Portion portion, boolean estimated, boolean monthKnown) {
    return new Line.Priced(
        kind,
        found.sku().name(),
        portion.quantity(),
        portion.unitPrice(),
        portion.amount(),
        found.book().currency(),
        estimated,
        reference(found.book(), found.prices(), portion.band(), monthKnown));
  }

  /// A thing of which the platform said that it costs nothing, though a book lists it.
  static Line free(Found found, Kind kind, String said) {
    PriceRef listed = reference(found.book(), found.prices(), null, true);
    return new Line.Priced(
        kind,
        found.sku().name(),
        BigDecimal.ONE,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        found.book().currency(),
        false,
        new PriceRef(
            listed.book(), listed.version(), listed.validFrom(), listed.source() + "; " + said));
  }

  private static PriceRef reference(
      PriceBook book, DatedPrices prices, Rate.@Nullable Band band, boolean monthKnown) {
    String source = (prices.place() == null ? "" : prices.place() + ": ") + prices.source();
    if (prices.rule() != null) {
      source += "; " + prices.rule();
    }
    if (band != null) {
      source += "; " + band.label() + (monthKnown ? "" : ", the month's count being unknown");
    }
    return new PriceRef(book.name(), book.version(), prices.validFrom().toString(), source);
  }

  private static String noPrice(Found found, Kind kind, long wholeInput) {
    String tier =
        found.tier() == Tier.STANDARD ? "" : found.tier().name().toLowerCase(Locale.ROOT) + " ";
    boolean shorter = found.prices().rate(found.tier(), kind, 0).isPresent() && wholeInput > 0;
    return "price book %s has no %sprice of %s for %s%s"
        .formatted(
            found.book().name(),
            tier,
            kind.wire(),
            found.sku().name(),
            shorter ? " in requests this long" : "");
  }
}
