// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.model.Exchange;
import io.farol.model.LedgerEntry;
import io.farol.model.MessageRef;
import io.farol.model.Scope;
import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import io.farol.model.TraceId;
import io.farol.store.ExchangeStore.Whole;
import io.farol.store.Trace;
import io.farol.store.embedded.Entries.Entry;
import io.farol.store.embedded.Telling.Depth;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Single exchanges and traces. A trace is read as a whole and kept for a while.
final class TraceQuestions {

  private static final Comparator<LedgerEntry> ORDER =
      Comparator.comparingLong(LedgerEntry::atEpochNanos).thenComparing(LedgerEntry::id);

  private final Questions questions;
  private final Supplier<RollUps.Rolled> rolled;
  private final RecentTraces<List<Whole>> calls;
  private final RecentTraces<List<Trace.Row>> spans;

  /// @param rolled how far the trace locator has come
  /// @param position of the facts
  TraceQuestions(Questions questions, Supplier<RollUps.Rolled> rolled, LongSupplier position) {
    this.questions = questions;
    this.rolled = rolled;
    this.calls = new RecentTraces<>(position);
    this.spans = new RecentTraces<>(position);
  }

  Optional<Whole> find(Scope scope, SpanKey key) {
    return calls(scope.tenant(), key.trace()).stream()
        .filter(whole -> isView(whole.exchange(), key.span()))
        .filter(whole -> within(scope, whole.exchange().origin().environment()))
        .findFirst();
  }

  Optional<Trace> trace(Scope scope, TraceId id) {
    List<Trace.Row> within =
        spans.get(scope.tenant(), id, () -> readSpans(scope.tenant(), id)).stream()
            .filter(span -> within(scope, span.origin().environment()))
            .toList();
    return within.isEmpty() ? Optional.empty() : Optional.of(new Trace(id, within));
  }

  /// Of a long trace only what orders and nests it is read of every span, and everything of those
  /// on the page.
  Optional<Trace.Part> part(Scope scope, TraceId id, int limit, Trace.@Nullable Place after) {
    return questions.ask(asking -> {
      RollUps.Rolled now = rolled.get();
      TraceReading reading = read(asking, now, scope.tenant(), id, Depth.SUMS);
      List<Joining> spans =
          reading.spans().stream().filter(span -> within(scope, span.told().environment)).toList();
      List<Joining> rest =
          spans.stream().filter(span -> after == null || isAfter(after, span.told())).toList();
      List<Joining> page = rest.subList(0, Math.min(limit, rest.size()));
      if (spans.isEmpty()) {
        return Optional.empty();
      }
      Trace.Place next =
          page.size() == rest.size()
              ? null
              : new Trace.Place(
                  page.getLast().told().start, new SpanId(page.getLast().told().span));
      Trace trace = new Trace(id, rows(asking, now, reading, page));
      return Optional.of(new Trace.Part(trace, spans.size(), next));
    });
  }

  Optional<Trace.Row> span(Scope scope, SpanKey key) {
    return questions.ask(asking -> {
      RollUps.Rolled now = rolled.get();
      TraceReading reading = read(asking, now, scope.tenant(), key.trace(), Depth.SUMS);
      List<Joining> one =
          reading.spans().stream()
              .filter(span -> span.told().span == key.span().value())
              .filter(span -> within(scope, span.told().environment))
              .toList();
      return rows(asking, now, reading, one).stream().findFirst();
    });
  }

  private static boolean isAfter(Trace.Place place, Telling span) {
    return span.start != place.startEpochNanos()
        ? span.start > place.startEpochNanos()
        : Long.compareUnsigned(span.span, place.span().value()) > 0;
  }

  /// Reads whole families: a span on the page is completed by its other views, and a capture by who
  /// called.
  private static List<Trace.Row> rows(
      Asking asking, RollUps.Rolled now, TraceReading reading, List<Joining> page)
      throws SQLException {
    Set<Long> shown = new HashSet<>();
    Set<Long> callers = new HashSet<>();
    for (Joining span : page) {
      shown.add(span.told().span);
      if (span.told().isCapture() && span.told().parent != null) {
        callers.add(span.told().parent);
      }
    }
    Set<Long> wanted = new HashSet<>(shown);
    for (Listed listed : reading.exchanges()) {
      if (shown.contains(listed.told().span)
          || listed.views().stream().anyMatch(view -> callers.contains(view.told().span))) {
        listed.views().forEach(view -> wanted.add(view.told().span));
      }
    }
    if (page.isEmpty()) {
      return List.of();
    }
    Telling any = page.getFirst().told();
    TraceRows rows =
        TraceRows.readSpans(
            asking, any.tenant, any.trace, wanted, TraceRows.Bound.none(now), Depth.DETAIL);
    TraceReading whole =
        TraceReading.of(rows.tellings().getOrDefault(any.trace, List.of()), List.of());
    Map<Long, Telling> told = new HashMap<>();
    whole.spans().forEach(span -> told.put(span.told().span, span.told()));
    Map<Long, Exchange> exchanges = new HashMap<>();
    for (Listed listed : whole.exchanges()) {
      exchanges.put(
          listed.told().span, ExchangeRows.exchange(listed, reading.entries().of(listed)));
    }
    Set<Long> heads = new HashSet<>();
    reading.exchanges().forEach(listed -> heads.add(listed.told().span));
    return page.stream()
        .map(span -> span.told().span)
        .map(span ->
            ExchangeRows.span(
                Objects.requireNonNull(told.get(span)),
                heads.contains(span) ? exchanges.get(span) : null))
        .toList();
  }

  private static boolean isView(Exchange exchange, SpanId span) {
    return exchange.key().span().equals(span)
        || exchange.joined().stream().anyMatch(joined -> joined.span().equals(span));
  }

  private static boolean within(Scope scope, @Nullable String environment) {
    return scope.environment() == null || scope.environment().equals(environment);
  }

  private List<Whole> calls(String tenant, TraceId trace) {
    return calls.get(
        tenant, trace, () -> questions.ask(asking -> readCalls(asking, tenant, trace)));
  }

  private static TraceReading read(
      Asking asking, RollUps.Rolled rolled, String tenant, TraceId id, Depth depth)
      throws SQLException {
    UUID trace = new UUID(id.high(), id.low());
    TraceRows rows =
        TraceRows.read(asking, tenant, List.of(trace), TraceRows.Bound.none(rolled), depth);
    return TraceReading.of(
        rows.tellings().getOrDefault(trace, List.of()),
        rows.entries().getOrDefault(trace, List.of()));
  }

  private List<Trace.Row> readSpans(String tenant, TraceId trace) {
    TraceReading reading =
        questions.ask(asking -> read(asking, rolled.get(), tenant, trace, Depth.DETAIL));
    Map<Long, Exchange> exchanges = new HashMap<>();
    reading
        .exchanges()
        .forEach(listed ->
            exchanges.put(
                listed.told().span, ExchangeRows.exchange(listed, reading.entries().of(listed))));
    return reading.spans().stream()
        .map(span -> ExchangeRows.span(span.told(), exchanges.get(span.told().span)))
        .toList();
  }

  private List<Whole> readCalls(Asking asking, String tenant, TraceId trace) throws SQLException {
    TraceReading reading = read(asking, rolled.get(), tenant, trace, Depth.HEADERS);
    Map<Long, List<MessageRef>> refs =
        References.read(
            asking,
            reading.exchanges().stream().flatMap(each -> each.messageFacts().stream()).toList());
    Map<Long, LedgerEntry> entries = entries(asking, tenant, reading);
    return reading.exchanges().stream()
        .map(listed -> {
          List<Entry> counting = reading.entries().of(listed);
          return new Whole(
              ExchangeRows.exchange(listed, counting),
              listed.messageFacts().stream()
                  .flatMap(fact -> refs.getOrDefault(fact, List.of()).stream())
                  .sorted(Comparator.comparing(MessageRef::direction))
                  .toList(),
              counting.stream()
                  .map(entry -> Objects.requireNonNull(entries.get(entry.entry())))
                  .sorted(ORDER)
                  .toList());
        })
        .toList();
  }

  /// The entries that count, whole, by number.
  private static Map<Long, LedgerEntry> entries(Asking asking, String tenant, TraceReading reading)
      throws SQLException {
    List<Long> numbers =
        reading.exchanges().stream()
            .flatMap(listed -> reading.entries().of(listed).stream())
            .map(Entry::entry)
            .toList();
    Map<Long, LedgerEntry> byNumber = new HashMap<>();
    if (numbers.isEmpty()) {
      return byNumber;
    }
    asking.each(
        "select * from facts.ledger where tenant = $1 and entry in ("
            + numbers.stream().map(String::valueOf).collect(Collectors.joining(", "))
            + ")",
        List.of(tenant),
        rows -> {
          byNumber.put(rows.getLong("entry"), LedgerRows.read(rows));
        });
    return byNumber;
  }
}
