// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.model.Exchange;
import io.farol.store.ExchangeQuery;
import io.farol.store.ExchangeQuery.Cursor;
import io.farol.store.Page;
import io.farol.store.Store;
import java.util.ArrayList;
import java.util.List;

/// Goes through a list page by page.
final class Paging {

  private static final int ENDLESS = 10_000;

  private Paging() {}

  /// @throws AssertionError when there is no last page
  static List<Page<Exchange, Cursor>> all(Store store, ExchangeQuery first) {
    List<Page<Exchange, Cursor>> pages = new ArrayList<>();
    ExchangeQuery query = first;
    while (pages.size() < ENDLESS) {
      Page<Exchange, Cursor> page = store.exchanges(query).value();
      pages.add(page);
      Cursor next = page.next();
      if (next == null) {
        return pages;
      }
      query = new ExchangeQuery(query.scope(), query.range(), query.filter(), query.limit(), next);
    }
    throw new AssertionError("a list without a last page: " + first);
  }
}
