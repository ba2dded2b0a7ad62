// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost.price;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One thing a book has prices for.
///
/// @param name what the book calls it, `gpt-4.1`
/// @param models the model names it stands for; null for a sku that is no model
/// @param calls the calls it stands for; null for what is no call
/// @param messages the messages it stands for; null for what is none
/// @param prices in any order; at any moment at most one without hours holds, and at most one with
///   hours, which then goes first
public record Sku(
    String name,
    @Nullable NameMatch models,
    @Nullable CallMatch calls,
    @Nullable MessageMatch messages,
    List<DatedPrices> prices) {

  public Sku {
    prices = List.copyOf(prices);
  }

  Optional<DatedPrices> pricesAt(Instant at) {
    return prices.stream()
        .filter(dated -> dated.holdsAt(at))
        .max(
            Comparator.comparing(DatedPrices::validFrom)
                .thenComparing(dated -> dated.hours() != null));
  }
}
