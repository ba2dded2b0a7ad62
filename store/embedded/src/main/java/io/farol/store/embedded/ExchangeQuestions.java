// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.model.Exchange;
import io.farol.model.TimeRange;
import io.farol.model.TraceId;
import io.farol.store.ExchangeQuery;
import io.farol.store.ExchangeQuery.Cursor;
import io.farol.store.Page;
import io.farol.store.embedded.RollUps.Rolled;
import io.farol.store.embedded.Telling.Depth;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A page of exchanges, newest first. The range is searched in windows from its end, each longer
/// than the one before; in each some hundred of the newest candidates at a time, of which whole
/// traces are read, until the page is full.
final class ExchangeQuestions {

  /// By start, trace, span, all descending; ids as unsigned numbers.
  static final Comparator<Telling> NEWEST_FIRST =
      (one, other) -> {
        int order = Long.compare(other.start, one.start);
        order =
            order != 0
                ? order
                : Long.compareUnsigned(
                    other.trace.getMostSignificantBits(), one.trace.getMostSignificantBits());
        order =
            order != 0
                ? order
                : Long.compareUnsigned(
                    other.trace.getLeastSignificantBits(), one.trace.getLeastSignificantBits());
        return order != 0 ? order : Long.compareUnsigned(other.span, one.span);
      };

  private record Found(Listed listed, Exchange exchange) {}

  /// @param from the candidates are all there are from here to the end of what was searched
  private record Candidates(Set<UUID> traces, long from) {}

  private final Asking asking;
  private final ExchangeQuery query;
  private final ListFilter filter;
  private final TraceRows.Bound bound;
  private final boolean oddKnown;
  private final List<Found> found = new ArrayList<>();

  private ExchangeQuestions(
      Asking asking, @Nullable Rolled rolled, Rolled now, ExchangeQuery query) {
    this.asking = asking;
    this.query = query;
    this.filter = new ListFilter(query.scope(), query.filter());
    this.bound = rolled == null ? TraceRows.Bound.none(now) : TraceRows.Bound.at(rolled);
    this.oddKnown = rolled != null;
  }

  static UUID uuid(TraceId trace) {
    return new UUID(trace.high(), trace.low());
  }

  /// @param rolled the list is as of these roll-ups; null while they are being made: the list is of
  ///   everything there is, and may lack an exchange whose later tellings contradict its start
  /// @param now how far they are in any case
  static Page<Exchange, Cursor> page(
      Asking asking, @Nullable Rolled rolled, Rolled now, ExchangeQuery query) throws SQLException {
    return new ExchangeQuestions(asking, rolled, now, query).page();
  }

  private Page<Exchange, Cursor> page() throws SQLException {
    TimeRange range = range();
    if (range != null) {
      for (TimeRange window : Windows.of(range)) {
        search(window);
        if (found.size() > query.limit()) {
          break;
        }
      }
    }
    found.sort((one, other) -> NEWEST_FIRST.compare(one.listed().told(), other.listed().told()));
    List<Exchange> items = found.stream().limit(query.limit()).map(Found::exchange).toList();
    if (found.size() <= query.limit()) {
      return new Page<>(items, null);
    }
    Exchange last = items.getLast();
    return new Page<>(items, new Cursor(last.timing().startEpochNanos(), last.key()));
  }

  /// The part of the range that the page may show.
  private @Nullable TimeRange range() {
    long from = query.range().fromEpochNanos();
    Cursor after = query.after();
    long to =
        after == null || after.startEpochNanos() == Long.MAX_VALUE
            ? query.range().toEpochNanos()
            : Math.min(query.range().toEpochNanos(), after.startEpochNanos() + 1);
    return from < to ? new TimeRange(from, to) : null;
  }

  private void search(TimeRange window) throws SQLException {
    long to = window.toEpochNanos();
    int candidates = 2 * query.limit() + 50;
    while (to > window.fromEpochNanos() && found.size() <= query.limit()) {
      Candidates next = candidates(new TimeRange(window.fromEpochNanos(), to), candidates);
      read(next.traces(), new TimeRange(next.from(), to));
      to = next.from();
      candidates *= 2;
    }
  }

  private Candidates candidates(TimeRange range, int most) throws SQLException {
    Set<UUID> traces = new LinkedHashSet<>();
    List<Long> starts = new ArrayList<>();
    asking.each(
        "select trace, start_ns from facts.span where "
            + filter.where(range.fromEpochNanos(), range.toEpochNanos())
            + (bound.beyond() ? "" : " and fact < " + bound.fact())
            + " order by start_ns desc limit "
            + most,
        filter.arguments(),
        rows -> {
          traces.add((UUID) rows.getObject(1));
          starts.add(rows.getLong(2));
        });
    long from = range.fromEpochNanos();
    if (starts.size() == most) {
      // Others may have begun in the same nanosecond as the last one.
      from = starts.getFirst().equals(starts.getLast()) ? starts.getLast() : starts.getLast() + 1;
      if (from == starts.getLast()) {
        traces.addAll(allAt(from));
      }
    }
    if (oddKnown) {
      asking.each(
          "select distinct trace from rollup.odd where tenant = $1 and minute >= %d and minute <= %d"
              .formatted(Deltas.minute(from), Deltas.minute(range.toEpochNanos() - 1)),
          List.of(query.scope().tenant()),
          rows -> traces.add((UUID) rows.getObject(1)));
    }
    return new Candidates(traces, from);
  }

  private List<UUID> allAt(long start) throws SQLException {
    List<UUID> traces = new ArrayList<>();
    asking.each(
        "select trace from facts.span where " + filter.where(start, start + 1),
        filter.arguments(),
        rows -> traces.add((UUID) rows.getObject(1)));
    return traces;
  }

  private void read(Set<UUID> traces, TimeRange range) throws SQLException {
    TraceRows rows = TraceRows.read(asking, query.scope().tenant(), traces, bound, Depth.HEADERS);
    for (TraceReading reading : rows.readings()) {
      for (Listed listed : reading.exchanges()) {
        if (range.contains(listed.told().start)
            && filter.holds(listed)
            && ListFilter.isAfter(query.after(), listed)) {
          Exchange exchange = ExchangeRows.exchange(listed, reading.entries().of(listed));
          if (filter.holds(exchange)) {
            found.add(new Found(listed, exchange));
          }
        }
      }
    }
  }
}
