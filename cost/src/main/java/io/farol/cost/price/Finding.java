// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost.price;

/// What a catalogue knows about a thing that was used.
public sealed interface Finding {

  /// It has prices.
  record Found(PriceBook book, Sku sku, DatedPrices prices, Tier tier) implements Finding {}

  /// It has none.
  ///
  /// @param reason which book lacks what, in words that hold for every such thing: no ids, no
  ///   content
  record Missing(String reason) implements Finding {}
}
