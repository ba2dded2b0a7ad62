// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.flow.CleanBatch;
import io.farol.flow.Draft;
import io.farol.model.Cost;
import io.farol.model.Exchange;
import io.farol.model.LedgerEntry;
import io.farol.model.Money;
import io.farol.model.Scope;
import io.farol.model.Span;
import io.farol.model.SpanKey;
import io.farol.model.TimeRange;
import io.farol.store.ExchangeQuery;
import io.farol.store.ExchangeQuery.Filter;
import io.farol.store.ExchangeStore.Whole;
import io.farol.store.Store;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the cases of [StoreContract] share.
interface StoreCases {

  long SECOND = 1_000_000_000L;
  long HOUR = 3_600 * SECOND;

  Scope SCOPE = new Scope(Scope.DEFAULT_TENANT, null);

  /// Eleven to one.
  TimeRange AROUND_NOON = new TimeRange(Drafts.NOON - HOUR, Drafts.NOON + HOUR);

  /// A new, empty store; closed after the test.
  Store store();

  /// A new store with these batches applied.
  default Store given(CleanBatch... batches) {
    Store store = store();
    new Feed(store).deliver(List.of(batches));
    return store;
  }

  /// A new store with one batch of these tellings applied.
  default Store given(Draft... tellings) {
    return given(Drafts.batch(tellings));
  }

  /// A new store with one batch of these tellings and ledger entries applied.
  default Store given(List<Draft> tellings, LedgerEntry... entries) {
    return given(Drafts.batch(Scope.DEFAULT_TENANT, Drafts.NOON, tellings).with(List.of(entries)));
  }

  /// All exchanges around noon.
  static List<Exchange> exchanges(Store store) {
    return exchanges(store, SCOPE, Filter.ALL);
  }

  static List<Exchange> exchanges(Store store, Scope scope, Filter filter) {
    return store
        .exchanges(new ExchangeQuery(scope, AROUND_NOON, filter, 1_000, null))
        .value()
        .items();
  }

  static Whole whole(Store store, SpanKey key) {
    return store.findExchange(SCOPE, key, null).orElseThrow();
  }

  /// The exchange that an end says all of.
  static Exchange exchange(Draft end, Exchange.Joined... joined) {
    return exchange(end, null, joined);
  }

  static Exchange exchange(Draft end, @Nullable Cost cost, Exchange.Joined... joined) {
    Span span = end.span();
    return new Exchange(
        span.key().span(),
        span.parent(),
        span.timing(),
        span.origin(),
        Objects.requireNonNull(span.call()),
        cost,
        List.of(joined));
  }

  static Money money(String amount, String currency) {
    return new Money(new BigDecimal(amount), currency);
  }
}
