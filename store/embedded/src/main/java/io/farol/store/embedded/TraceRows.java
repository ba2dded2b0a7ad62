// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.store.embedded.Entries.Entry;
import io.farol.store.embedded.Telling.Depth;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Reads whole traces: every telling and every ledger entry within a bound, found through the trace
/// locator, and what the locator has not seen yet.
///
/// @param tellings by trace
/// @param entries by trace
record TraceRows(Map<UUID, List<Telling>> tellings, Map<UUID, List<Entry>> entries) {

  /// Up to where rows are read.
  ///
  /// @param fact the first that the locator has not seen
  /// @param entry likewise
  /// @param beyond whether what it has not seen is read as well
  record Bound(long fact, long entry, boolean beyond) {

    /// As of the locator.
    static Bound at(RollUps.Rolled rolled) {
      return new Bound(rolled.fact(), rolled.entry(), false);
    }

    /// Everything there is.
    static Bound none(RollUps.Rolled rolled) {
      return new Bound(rolled.fact(), rolled.entry(), true);
    }

    String facts(Set<Integer> blocks) {
      return within("fact", fact, Place.facts(blocks));
    }

    String entries(Set<Integer> blocks) {
      return within("entry", entry, Place.entries(blocks));
    }

    private String within(String column, long first, String blocks) {
      return beyond
          ? "(%s or %s >= %d)".formatted(blocks, column, first)
          : "%s < %d and %s".formatted(column, first, blocks);
    }
  }

  /// @param wanted traces of the tenant; those that are not there are left out
  static TraceRows read(
      Asking asking, String tenant, Collection<UUID> wanted, Bound bound, Depth depth)
      throws SQLException {
    Map<UUID, List<Telling>> tellings = new LinkedHashMap<>();
    Map<UUID, List<Entry>> entries = new HashMap<>();
    if (wanted.isEmpty()) {
      return new TraceRows(tellings, entries);
    }
    Set<Integer> blocks =
        blocks(asking, wanted.stream().map(Place::hash).collect(Collectors.toSet()));
    String traces = asking.oneOfTraces("trace", wanted);
    String where = " where tenant = $1 and " + traces + " and ";
    asking.each(
        "select " + Telling.columns(depth) + " from facts.span" + where + bound.facts(blocks),
        List.of(tenant),
        rows -> {
          Telling telling = Telling.read(rows, depth);
          tellings.computeIfAbsent(telling.trace, trace -> new ArrayList<>(2)).add(telling);
        });
    asking.each(
        "select " + Entries.COLUMNS + " from facts.ledger" + where + bound.entries(blocks),
        List.of(tenant),
        rows -> {
          Entry entry = Entry.read(rows);
          entries.computeIfAbsent(entry.trace(), trace -> new ArrayList<>(2)).add(entry);
        });
    return new TraceRows(tellings, entries);
  }

  /// Some spans of one trace; no ledger.
  static TraceRows readSpans(
      Asking asking, String tenant, UUID trace, Set<Long> spans, Bound bound, Depth depth)
      throws SQLException {
    Map<UUID, List<Telling>> tellings = new LinkedHashMap<>();
    Set<Integer> blocks = blocks(asking, Set.of(Place.hash(trace)));
    asking.each(
        "select "
            + Telling.columns(depth)
            + " from facts.span where tenant = $1 and trace = '"
            + trace
            + "'::uuid and span in ("
            + spans.stream().map(Long::toUnsignedString).collect(Collectors.joining(", "))
            + ") and "
            + bound.facts(blocks),
        List.of(tenant),
        rows -> {
          Telling telling = Telling.read(rows, depth);
          tellings.computeIfAbsent(telling.trace, each -> new ArrayList<>()).add(telling);
        });
    return new TraceRows(tellings, Map.of());
  }

  private static Set<Integer> blocks(Asking asking, Set<Integer> hashes) throws SQLException {
    Set<Integer> blocks = new HashSet<>();
    asking.each(
        "select distinct block from rollup.place where " + asking.oneOf("hash", hashes),
        List.of(),
        rows -> blocks.add(rows.getInt(1)));
    return blocks;
  }

  List<TraceReading> readings() {
    List<TraceReading> readings = new ArrayList<>(tellings.size());
    tellings.forEach((trace, rows) ->
        readings.add(TraceReading.of(rows, entries.getOrDefault(trace, List.of()))));
    return readings;
  }
}
