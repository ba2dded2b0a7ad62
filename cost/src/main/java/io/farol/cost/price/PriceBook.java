// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost.price;

import io.farol.model.Cause;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The list prices of one seller in one currency.
///
/// @param name `openai`
/// @param version the day on which the book was last revised, `2026-11-25`
/// @param currency ISO 4217
/// @param source where its prices were read, unless a price names a source of its own
/// @param providers who sells: provider and platform names, any spelling
/// @param resells providers at whose list prices it sells what it does not list itself
/// @param terms rules beside the prices
/// @param skus what is sold; the first that matches a name stands for it
public record PriceBook(
    String name,
    String version,
    String currency,
    String source,
    List<String> providers,
    List<String> resells,
    Terms terms,
    List<Sku> skus) {

  public PriceBook {
    providers = List.copyOf(providers);
    resells = List.copyOf(resells);
    skus = List.copyOf(skus);
  }

  /// Rules beside the prices.
  ///
  /// @param folded kinds that, without a price of their own, cost what their whole costs; other
  ///   kinds without a price are unpriced. Reasoning is always among them
  /// @param chargedWhenFailed causes of failure that do not spare the caller the charge
  /// @param freeCalls calls that cost nothing, or null
  /// @param freeMessages what the platform calls messages that cost nothing
  public record Terms(
      Set<Kind> folded,
      Set<Cause> chargedWhenFailed,
      @Nullable Pattern freeCalls,
      Set<String> freeMessages) {
    public Terms {
      folded = Set.copyOf(folded);
      chargedWhenFailed = Set.copyOf(chargedWhenFailed);
      freeMessages = Set.copyOf(freeMessages);
    }
  }

  Optional<Sku> skuFor(String modelName) {
    return skus.stream()
        .filter(sku -> sku.models() != null && sku.models().matches(modelName))
        .findFirst();
  }

  /// The kind under which a part is charged: its own where it has a price, else the nearest whole
  /// with a price if the terms allow it.
  public Optional<Kind> chargedAs(DatedPrices prices, Tier tier, Kind kind, long wholeInput) {
    if (prices.rate(tier, kind, wholeInput).isPresent()) {
      return Optional.of(kind);
    }
    if (kind != Kind.REASONING && !terms.folded().contains(kind)) {
      return Optional.empty();
    }
    return kind.wholes().stream()
        .filter(whole -> prices.rate(tier, whole, wholeInput).isPresent())
        .findFirst();
  }

  /// The first day on which the sku has a price after the given moment, for an explanation.
  static Optional<String> nextPriceAfter(Sku sku, Instant at) {
    return sku.prices().stream()
        .filter(dated -> !dated.holdsAt(at))
        .map(dated -> dated.validFrom().toString())
        .filter(day -> day.compareTo(at.toString().substring(0, 10)) > 0)
        .sorted()
        .findFirst();
  }
}
