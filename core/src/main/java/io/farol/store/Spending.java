// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store;

import java.util.List;

/// What was charged, per currency, and how much has no price.
///
/// @param totals one per currency, ordered by currency; empty when nothing was charged
/// @param unpricedExchanges exchanges with at least one quantity without a price: when not 0 every
///   total is "at least"
public record Spending(List<Total> totals, long unpricedExchanges) {

  public static final Spending NONE = new Spending(List.of(), 0);

  public Spending {
    totals = List.copyOf(totals);
  }
}
