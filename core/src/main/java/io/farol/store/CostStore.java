// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store;

import io.farol.model.Money;
import io.farol.model.Scope;
import io.farol.model.TimeRange;
import java.util.List;

/// Questions to the ledger. An entry counts when its exchange is listed by [ExchangeStore]; of
/// several entries with one id, one counts; an unpriced quantity stops counting once a charge with
/// the same subject and kind exists. It counts in the moment its exchange began, so that every sum
/// over a range agrees with [TrafficStore]'s.
public interface CostStore {

  /// One per step, integration and currency with any charge, in that order.
  ///
  /// @param stepNanos at least one second
  Answer<List<Point>> costs(Scope scope, TimeRange range, long stepNanos);

  /// Quantities without a price, by integration, kind and reason.
  Answer<List<Missing>> unpriced(Scope scope, TimeRange range);

  /// What was charged by what its price book calls it, by integration, sku and currency.
  Answer<List<Item>> charged(Scope scope, TimeRange range);

  record Point(long startEpochNanos, String integration, Money amount) {}

  /// @param sku what the price book calls it: `utility`, `consulta-cpf`, `gpt-4.1`
  /// @param charges how many entries of the ledger
  record Item(String integration, String sku, Money amount, long charges) {}

  record Missing(String integration, String kind, String reason, long exchanges) {}
}
