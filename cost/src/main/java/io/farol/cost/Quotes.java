// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost;

import com.fasterxml.jackson.databind.JsonNode;
import io.farol.cost.price.Finding;
import io.farol.cost.price.Kind;
import io.farol.cost.price.PriceCatalogue;
import io.farol.cost.price.Suggestion;
import io.farol.model.Cost;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Answers what something would cost. Pure, and safe for many threads.
public final class Quotes {

  private final PriceCatalogue catalogue;

  public Quotes(PriceCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /// Prices a request as `POST /api/v1/costs/quote` takes it: `{"provider","model","at","usage",
  /// "wire"?}` with the provider's own usage object, or `{"provider","sku","at","quantities"}` with
  /// quantities by kind, which where prices fall in bands are those of a whole month.
  ///
  /// @param now the moment meant when the request has no `at`
  /// @throws QuoteProblem naming everything that is wrong with the request
  public Quote quote(JsonNode request, Instant now) {
    return switch (QuoteRequest.read(request, now)) {
      case QuoteRequest.ByUsage use -> {
        Finding finding =
            catalogue.findModel(
                use.provider(), List.of(use.model()), use.at(), use.consumption().serviceTier());
        yield quote(finding, use.consumption(), Map.of());
      }
      case QuoteRequest.ByQuantities use ->
          quote(
              catalogue.findSku(use.provider(), use.sku(), use.at()),
              use.consumption(),
              use.others());
    };
  }

  private static Quote quote(
      Finding finding, Consumption consumption, Map<String, BigDecimal> others) {
    List<Quote.Charge> charges = new ArrayList<>();
    List<Quote.Unpriced> unpriced = new ArrayList<>();
    BigDecimal sum = BigDecimal.ZERO;
    for (Line line : Pricer.price(finding, consumption, true)) {
      switch (line) {
        case Line.Priced priced -> {
          sum = sum.add(priced.amount());
          charges.add(charge(priced));
        }
        case Line.Open open ->
            unpriced.add(new Quote.Unpriced(open.kind().wire(), open.quantity(), open.reason()));
      }
    }
    if (finding instanceof Finding.Missing missing && unpriced.isEmpty()) {
      unpriced.add(new Quote.Unpriced(Kind.INPUT.wire(), BigDecimal.ZERO, missing.reason()));
    }
    others.forEach((word, quantity) -> unpriced.add(unknown(word, quantity)));
    String currency =
        finding instanceof Finding.Found found && (unpriced.isEmpty() || !charges.isEmpty())
            ? found.book().currency()
            : null;
    return new Quote(
        state(currency, unpriced), currency, currency == null ? null : sum, charges, unpriced);
  }

  private static Cost.State state(@Nullable String currency, List<Quote.Unpriced> unpriced) {
    if (currency == null) {
      return Cost.State.UNPRICED;
    }
    return unpriced.isEmpty() ? Cost.State.PRICED : Cost.State.PARTLY;
  }

  private static Quote.Charge charge(Line.Priced priced) {
    return new Quote.Charge(
        priced.kind().wire(),
        priced.sku(),
        priced.quantity(),
        priced.kind().unit().wire(),
        priced.unitPrice(),
        priced.amount(),
        priced.price());
  }

  private static Quote.Unpriced unknown(String word, BigDecimal quantity) {
    List<String> kinds = Arrays.stream(Kind.values()).map(Kind::wire).toList();
    return new Quote.Unpriced(
        word, quantity, "no book prices such a kind; " + Suggestion.forWord(word, kinds));
  }
}
