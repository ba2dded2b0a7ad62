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
import io.farol.model.TraceId;
import io.farol.store.ExchangeStore.Whole;
import io.farol.store.Trace;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Single exchanges and traces. A trace is read as a whole and kept for a while.
final class TraceQuestions {

  private static final Direction[] DIRECTIONS = Direction.values();

  /// @param facts the tellings that bring its messages
  private record Found(Exchange exchange, List<Long> facts) {}

  private final Questions questions;
  private final RecentTraces<List<Whole>> calls;
  private final RecentTraces<List<Trace.Row>> spans;

  /// @param position of the facts
  TraceQuestions(Questions questions, LongSupplier position) {
    this.questions = questions;
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

  private static boolean isView(Exchange exchange, SpanId span) {
    return exchange.key().span().equals(span)
        || exchange.joined().stream().anyMatch(joined -> joined.span().equals(span));
  }

  private static boolean within(Scope scope, @Nullable String environment) {
    return scope.environment() == null || scope.environment().equals(environment);
  }

  private List<Whole> calls(String tenant, TraceId trace) {
    return calls.get(tenant, trace, () -> readCalls(tenant, trace));
  }

  private List<Trace.Row> readSpans(String tenant, TraceId trace) {
    Map<SpanId, Exchange> exchanges = new HashMap<>();
    calls(tenant, trace)
        .forEach(whole -> exchanges.put(whole.exchange().key().span(), whole.exchange()));
    Ask ask = Ask.trace(tenant, trace);
    return questions.ask(
        Pipeline.spans(ask)
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
  }

  private List<Whole> readCalls(String tenant, TraceId trace) {
    Ask ask = Ask.trace(tenant, trace);
    List<Found> listed =
        questions.ask(
            Pipeline.with(ask, Pipeline.Depth.HEADERS) + ExchangeQuestions.COSTS,
            ask.arguments(),
            rows -> {
              List<Found> found = new ArrayList<>();
              while (rows.next()) {
                Columns row = new Columns(rows);
                found.add(new Found(ExchangeRows.exchange(row), facts(row)));
              }
              return found;
            });
    Map<Long, List<MessageRef>> refs =
        refs(listed.stream().flatMap(f -> f.facts().stream()).toList());
    Map<SpanId, List<LedgerEntry>> entries =
        listed.stream().allMatch(found -> found.exchange().cost() == null)
            ? Map.of()
            : entries(ask);
    return listed.stream()
        .map(found ->
            new Whole(
                found.exchange(),
                found.facts().stream()
                    .flatMap(fact -> refs.getOrDefault(fact, List.of()).stream())
                    .sorted(Comparator.comparing(MessageRef::direction))
                    .toList(),
                entries.getOrDefault(found.exchange().key().span(), List.of())))
        .toList();
  }

  /// The tellings that bring the messages: the end, else all that came late, else the start.
  private static List<Long> facts(Columns row) throws SQLException {
    Long end = row.number("end_fact");
    if (end != null) {
      return List.of(end);
    }
    List<Long> late = row.numbers("late_facts");
    Long start = row.number("start_fact");
    return late.isEmpty() && start != null ? List.of(start) : late;
  }

  private Map<Long, List<MessageRef>> refs(List<Long> facts) {
    Map<Long, List<MessageRef>> byFact = new HashMap<>();
    if (facts.isEmpty()) {
      return byFact;
    }
    String listed = facts.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return questions.ask(
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
  }

  private Map<SpanId, List<LedgerEntry>> entries(Ask ask) {
    return questions.ask(
        Pipeline.with(ask, Pipeline.Depth.SUMS)
            + "select * from mine where $2::varchar is null order by at_ns, id",
        ask.arguments(),
        rows -> {
          Map<SpanId, List<LedgerEntry>> entries = new HashMap<>();
          while (rows.next()) {
            entries
                .computeIfAbsent(new Columns(rows).span("head"), head -> new ArrayList<>())
                .add(LedgerRows.read(rows));
          }
          return entries;
        });
  }
}
