// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.model.Exchange;
import io.farol.model.Scope;
import io.farol.model.TimeRange;
import io.farol.store.ExchangeQuery;
import io.farol.store.ExchangeQuery.Cursor;
import io.farol.store.ExchangeQuery.Filter;
import io.farol.store.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Lists of exchanges.
final class ExchangeQuestions {

  static final String COSTS =
      """
      , costs as (
        select trace, head, count(*) filter (priced) as charges,
          count(*) filter (not priced) as gaps, count(distinct currency) as currencies,
          min(currency) as currency,
          sum(amount) filter (currency = first_currency) as amount
        from mine group by trace, head)
      select l.*, c.charges, c.gaps, c.currencies, c.currency, c.amount
      from listed l left join costs c on c.trace = l.trace and c.head = l.span
      """;

  private record Filled(TimeRange range, long tellings) {}

  private final Questions questions;

  ExchangeQuestions(Questions questions) {
    this.questions = questions;
  }

  /// Newest first: the range is read in windows from its end, each longer than the one before,
  /// until the page is full.
  Page<Exchange, Cursor> page(ExchangeQuery query) {
    Optional<Filled> filled = filled(query);
    if (filled.isEmpty()) {
      return new Page<>(List.of(), null);
    }
    List<Exchange> found = new ArrayList<>();
    for (TimeRange window : Windows.of(filled.get().range(), filled.get().tellings())) {
      found.addAll(window(query, window, query.limit() + 1 - found.size()));
      if (found.size() > query.limit()) {
        break;
      }
    }
    if (found.size() <= query.limit()) {
      return new Page<>(found, null);
    }
    List<Exchange> items = found.subList(0, query.limit());
    Exchange last = items.getLast();
    return new Page<>(items, new Cursor(last.timing().startEpochNanos(), last.key()));
  }

  /// Environments of tellings, less those in which no exchange is listed: what only a span nested
  /// in another call has is not named. Each is looked for from its latest telling backwards.
  List<String> environments(String tenant) {
    TreeMap<String, Long> latest = new TreeMap<>();
    questions.ask(
        "select environment, max(start_ns) from facts.span"
            + " where tenant = $1 and environment is not null group by environment",
        List.of(tenant),
        rows -> {
          while (rows.next()) {
            latest.put(rows.getString(1), rows.getLong(2));
          }
          return latest;
        });
    latest
        .entrySet()
        .removeIf(seen -> !isListed(new Scope(tenant, seen.getKey()), seen.getValue()));
    return List.copyOf(latest.keySet());
  }

  private boolean isListed(Scope scope, long latest) {
    long to = Math.min(latest, Long.MAX_VALUE - Ask.REACH_NANOS) + Ask.REACH_NANOS;
    TimeRange range = new TimeRange(Long.MIN_VALUE, to);
    return !page(new ExchangeQuery(scope, range, Filter.ALL, 1, null)).items().isEmpty();
  }

  /// The part of the range in which anything lies, and of that what the page may show.
  private Optional<Filled> filled(ExchangeQuery query) {
    long from = query.range().fromEpochNanos();
    Cursor after = query.after();
    long to =
        after == null || after.startEpochNanos() == Long.MAX_VALUE
            ? query.range().toEpochNanos()
            : Math.min(query.range().toEpochNanos(), after.startEpochNanos() + 1);
    return questions.ask(
        "select min(start_ns), max(start_ns), count(*) from facts.span"
            + " where tenant = $1 and start_ns >= $2 and start_ns < $3",
        List.of(query.scope().tenant(), from, to),
        rows -> {
          rows.next();
          long first = rows.getLong(1);
          boolean empty = rows.wasNull();
          long last = rows.getLong(2);
          return empty
              ? Optional.empty()
              : Optional.of(new Filled(new TimeRange(first, last + 1), rows.getLong(3)));
        });
  }

  private List<Exchange> window(ExchangeQuery query, TimeRange window, int limit) {
    Ask ask = Ask.range(query.scope(), window);
    ListFilter filter = new ListFilter(ask.arguments());
    filter.add(query.filter());
    if (query.after() != null) {
      filter.before(query.after());
    }
    return questions.ask(
        Pipeline.with(ask, Pipeline.Depth.HEADERS)
            + COSTS
            + filter.where()
            + " order by l.start_ns desc, l.trace desc, l.span desc limit "
            + limit,
        filter.arguments(),
        rows -> {
          List<Exchange> exchanges = new ArrayList<>();
          while (rows.next()) {
            exchanges.add(ExchangeRows.exchange(new Columns(rows)));
          }
          return exchanges;
        });
  }
}
