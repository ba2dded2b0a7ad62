// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.model.Direction;
import io.farol.model.Exchange;
import io.farol.model.LedgerEntry;
import io.farol.model.MessageId;
import io.farol.model.MessageRef;
import io.farol.model.Scope;
import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import io.farol.model.TimeRange;
import io.farol.model.TraceId;
import io.farol.store.ExchangeQuery;
import io.farol.store.ExchangeQuery.Cursor;
import io.farol.store.ExchangeStore.Whole;
import io.farol.store.Page;
import io.farol.store.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Single exchanges, their lists, and traces.
final class ExchangeQuestions {

  private static final String COSTS =
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

  private static final Direction[] DIRECTIONS = Direction.values();

  private record Found(Exchange exchange, List<Long> facts) {

    boolean isView(SpanId span) {
      return exchange.key().span().equals(span)
          || exchange.joined().stream().anyMatch(joined -> joined.span().equals(span));
    }

    boolean within(Scope scope) {
      return scope.environment() == null
          || scope.environment().equals(exchange.origin().environment());
    }
  }

  private final Questions questions;

  ExchangeQuestions(Questions questions) {
    this.questions = questions;
  }

  /// Newest first: the range is read in windows from its end, each longer than the one before,
  /// until the page is full.
  Page<Exchange, Cursor> page(ExchangeQuery query) {
    Optional<TimeRange> filled = filled(query);
    if (filled.isEmpty()) {
      return new Page<>(List.of(), null);
    }
    List<Exchange> found = new ArrayList<>();
    for (TimeRange window : Windows.of(filled.get())) {
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

  /// The part of the range in which anything lies, and of that what the page may show.
  private Optional<TimeRange> filled(ExchangeQuery query) {
    long from = query.range().fromEpochNanos();
    Cursor after = query.after();
    long to =
        after == null || after.startEpochNanos() == Long.MAX_VALUE
            ? query.range().toEpochNanos()
            : Math.min(query.range().toEpochNanos(), after.startEpochNanos() + 1);
    return questions.ask(
        "select min(start_ns), max(start_ns) from facts.span"
            + " where tenant = $1 and start_ns >= $2 and start_ns < $3",
        List.of(query.scope().tenant(), from, to),
        rows -> {
          rows.next();
          long first = rows.getLong(1);
          boolean empty = rows.wasNull();
          long last = rows.getLong(2);
          return empty ? Optional.empty() : Optional.of(new TimeRange(first, last + 1));
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

  Optional<Whole> find(Scope scope, SpanKey key) {
    return listed(scope.tenant(), key.trace()).stream()
        .filter(found -> found.isView(key.span()) && found.within(scope))
        .findFirst()
        .map(found ->
            new Whole(
                found.exchange(),
                messages(found.facts()),
                entries(scope.tenant(), found.exchange().key())));
  }

  Optional<Trace> trace(Scope scope, TraceId id) {
    Map<SpanId, Exchange> exchanges = new HashMap<>();
    listed(scope.tenant(), id)
        .forEach(found -> exchanges.put(found.exchange().key().span(), found.exchange()));
    Ask ask = Ask.trace(scope.tenant(), id);
    List<Trace.Row> spans =
        questions.ask(
            Pipeline.with(ask, Pipeline.Depth.DETAIL)
                + "select * from joined where $2::varchar is null order by start_ns, span",
            ask.arguments(),
            rows -> {
              List<Trace.Row> found = new ArrayList<>();
              while (rows.next()) {
                Columns row = new Columns(rows);
                found.add(ExchangeRows.span(row, exchanges.get(row.span("span"))));
              }
              return found;
            });
    List<Trace.Row> within =
        spans.stream()
            .filter(span ->
                scope.environment() == null
                    || scope.environment().equals(span.origin().environment()))
            .toList();
    return within.isEmpty() ? Optional.empty() : Optional.of(new Trace(id, within));
  }

  private List<Found> listed(String tenant, TraceId trace) {
    Ask ask = Ask.trace(tenant, trace);
    return questions.ask(
        Pipeline.with(ask, Pipeline.Depth.HEADERS) + COSTS,
        ask.arguments(),
        rows -> {
          List<Found> found = new ArrayList<>();
          while (rows.next()) {
            Columns row = new Columns(rows);
            found.add(new Found(ExchangeRows.exchange(row), facts(row)));
          }
          return found;
        });
  }

  /// The tellings that bring the messages: the end, else all that came late, else the start.
  private static List<Long> facts(Columns row) throws java.sql.SQLException {
    Long end = row.number("end_fact");
    if (end != null) {
      return List.of(end);
    }
    List<Long> late = row.numbers("late_facts");
    Long start = row.number("start_fact");
    return late.isEmpty() && start != null ? List.of(start) : late;
  }

  private List<MessageRef> messages(List<Long> facts) {
    if (facts.isEmpty()) {
      return List.of();
    }
    Map<Long, List<MessageRef>> byFact = new HashMap<>();
    String listed = facts.stream().map(String::valueOf).collect(Collectors.joining(", "));
    questions.ask(
        "select fact, direction, id, epoch_day from facts.message_ref where fact in ("
            + listed
            + ") order by fact, nth",
        List.of(),
        rows -> {
          while (rows.next()) {
            UUID id = (UUID) rows.getObject(3);
            byFact
                .computeIfAbsent(rows.getLong(1), fact -> new ArrayList<>())
                .add(
                    new MessageRef(
                        new MessageId(id.getMostSignificantBits(), id.getLeastSignificantBits()),
                        rows.getInt(4),
                        DIRECTIONS[rows.getInt(2)]));
          }
          return byFact;
        });
    return facts.stream()
        .flatMap(fact -> byFact.getOrDefault(fact, List.of()).stream())
        .sorted(Comparator.comparing(MessageRef::direction))
        .toList();
  }

  private List<LedgerEntry> entries(String tenant, SpanKey head) {
    Ask ask = Ask.trace(tenant, head.trace());
    List<@Nullable Object> arguments = new ArrayList<>(ask.arguments());
    arguments.add(Long.toUnsignedString(head.span().value()));
    return questions.ask(
        Pipeline.with(ask, Pipeline.Depth.SUMS)
            + "select * from mine where head = $4::ubigint order by at_ns, id",
        arguments,
        rows -> {
          List<LedgerEntry> entries = new ArrayList<>();
          while (rows.next()) {
            entries.add(LedgerRows.read(rows));
          }
          return entries;
        });
  }
}
