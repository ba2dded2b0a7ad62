// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.store.embedded.Entries.Entry;
import io.farol.store.embedded.RollUps.Rolled;
import io.farol.store.embedded.Telling.Depth;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/// One step of the roll-ups: reads a piece of the facts and of the ledger, and, through the
/// locator, all older rows of the traces in it; each trace counts as it reads now, less as it read
/// before. Confined to the roll-ups' thread.
final class RollUpStep {

  /// At most so many facts a step.
  static final long FACTS = 20_000;

  private static final long MOST_ENTRIES = 4 * FACTS;

  /// A trace of more tellings is summed up piece by piece, without joining the pieces: to read it
  /// again with each piece would keep everything else waiting.
  static final long VAST = 100_000;

  private record TraceKey(String tenant, UUID trace) {}

  private record Block(int hash, int block) {}

  private static final class Touched {
    final List<Telling> older = new ArrayList<>(0);
    final List<Telling> fresh = new ArrayList<>(2);
    final List<Entry> olderEntries = new ArrayList<>(0);
    final List<Entry> freshEntries = new ArrayList<>(0);
  }

  private final DuckDBConnection connection;
  private final Asking asking;
  private final RecentRows recent;
  private final Rolled from;
  private final Map<TraceKey, Touched> traces = new LinkedHashMap<>();
  private int rows;

  /// @param recent the facts that were kept lately
  RollUpStep(DuckDBConnection connection, RecentRows recent, Rolled from) {
    this.connection = connection;
    this.recent = recent;
    this.asking = new Asking(connection);
    this.from = from;
  }

  /// @param target how far the facts have come; what is beyond is not looked at
  Rolled towards(Progress target) throws SQLException {
    long fact = Math.min(target.nextFact(), from.fact() + FACTS);
    long entry = entries(target, fact);
    readFresh(fact, entry);
    Map<Block, Integer> places = places();
    readOlder();
    Deltas deltas = deltas();
    long received =
        fact == target.nextFact() && entry == target.nextEntry()
            ? target.receivedEpochNanos()
            : from.receivedEpochNanos();
    Rolled to = new Rolled(fact, entry, received, null);
    Sql.execute(connection, "begin transaction");
    try {
      rows = deltas.append(connection);
      append(places);
      Sql.execute(
          connection,
          "insert into rollup.rolled values (%d, %d, %d)".formatted(fact, entry, received));
      Sql.execute(connection, "commit");
    } catch (SQLException | RuntimeException e) {
      Sql.rollback(connection);
      throw e;
    }
    return to;
  }

  /// How many rows of sums it has made.
  int rows() {
    return rows;
  }

  /// As large a part of the entries that are left as of the facts, so that a trace and what it is
  /// charged come in the same step, mostly.
  private long entries(Progress target, long fact) {
    long left = target.nextEntry() - from.entry();
    if (fact == target.nextFact() && left <= MOST_ENTRIES) {
      return target.nextEntry();
    }
    double part = (double) (fact - from.fact()) / Math.max(1, target.nextFact() - from.fact());
    return from.entry() + Math.min(MOST_ENTRIES, Math.max(1, (long) (left * part)));
  }

  private void readFresh(long fact, long entry) throws SQLException {
    List<Telling> tellings = recent.tellings(from.fact(), fact);
    if (tellings != null) {
      tellings.forEach(this::fresh);
    } else {
      asking.each(
          "select %s from facts.span where fact >= %d and fact < %d"
              .formatted(Telling.columns(Depth.SUMS), from.fact(), fact),
          List.of(),
          rows -> fresh(Telling.read(rows, Depth.SUMS)));
    }
    List<Entry> entries = recent.entries(from.entry(), entry);
    if (entries != null) {
      entries.forEach(this::fresh);
    } else {
      asking.each(
          "select %s from facts.ledger where entry >= %d and entry < %d"
              .formatted(Entries.COLUMNS, from.entry(), entry),
          List.of(),
          rows -> fresh(Entry.read(rows)));
    }
  }

  private void fresh(Telling telling) {
    touched(telling.tenant, telling.trace).fresh.add(telling);
  }

  private void fresh(Entry entry) {
    touched(entry.tenant(), entry.trace()).freshEntries.add(entry);
  }

  private Touched touched(String tenant, UUID trace) {
    return traces.computeIfAbsent(new TraceKey(tenant, trace), key -> new Touched());
  }

  /// Where the fresh rows lie, and how many tellings in each block.
  private Map<Block, Integer> places() {
    Map<Block, Integer> places = new HashMap<>();
    traces.forEach((key, touched) -> {
      int hash = Place.hash(key.trace());
      touched.fresh.forEach(
          telling -> places.merge(new Block(hash, Place.ofFact(telling.fact)), 1, Integer::sum));
      touched.freshEntries.forEach(
          entry -> places.merge(new Block(hash, Place.ofEntry(entry.entry())), 0, Integer::sum));
    });
    return places;
  }

  private void append(Map<Block, Integer> places) throws SQLException {
    try (DuckDBAppender appender = connection.createAppender(RollUps.DATABASE, "main", "place")) {
      Row row = new Row(appender);
      for (Map.Entry<Block, Integer> each : places.entrySet()) {
        row.begin()
            .integer(each.getKey().hash())
            .integer(each.getKey().block())
            .integer(each.getValue())
            .end();
      }
    }
  }

  private void readOlder() throws SQLException {
    if (traces.isEmpty() || from.fact() == 0 && from.entry() == 0) {
      return;
    }
    Set<Integer> hashes = new HashSet<>();
    traces.keySet().forEach(key -> hashes.add(Place.hash(key.trace())));
    Map<Integer, Long> tellings = new HashMap<>();
    Map<Integer, Set<Integer>> blocks = new HashMap<>();
    asking.each(
        "select hash, block, tellings from rollup.place where " + asking.oneOf("hash", hashes),
        List.of(),
        rows -> {
          tellings.merge(rows.getInt(1), rows.getLong(3), Long::sum);
          blocks.computeIfAbsent(rows.getInt(1), hash -> new HashSet<>()).add(rows.getInt(2));
        });
    tellings.values().removeIf(count -> count > VAST);
    Set<UUID> again = new HashSet<>();
    Set<Integer> wanted = new HashSet<>();
    for (TraceKey key : traces.keySet()) {
      int hash = Place.hash(key.trace());
      if (tellings.containsKey(hash)) {
        again.add(key.trace());
        wanted.addAll(blocks.getOrDefault(hash, Set.of()));
      }
    }
    if (!again.isEmpty()) {
      readOlder(again, wanted);
    }
  }

  private void readOlder(Set<UUID> again, Set<Integer> blocks) throws SQLException {
    String where = asking.oneOfTraces("trace", again);
    asking.each(
        "select %s from facts.span where fact < %d and %s and %s"
            .formatted(Telling.columns(Depth.SUMS), from.fact(), where, Place.facts(blocks)),
        List.of(),
        rows -> {
          Telling telling = Telling.read(rows, Depth.SUMS);
          Touched touched = traces.get(new TraceKey(telling.tenant, telling.trace));
          if (touched != null) {
            touched.older.add(telling);
          }
        });
    asking.each(
        "select %s from facts.ledger where entry < %d and %s and %s"
            .formatted(Entries.COLUMNS, from.entry(), where, Place.entries(blocks)),
        List.of(),
        rows -> {
          Entry entry = Entry.read(rows);
          Touched touched = traces.get(new TraceKey(entry.tenant(), entry.trace()));
          if (touched != null) {
            touched.olderEntries.add(entry);
          }
        });
  }

  private Deltas deltas() {
    Deltas deltas = new Deltas();
    traces.forEach((key, touched) -> {
      TraceReading before =
          touched.older.isEmpty() ? null : TraceReading.of(touched.older, touched.olderEntries);
      touched.older.addAll(touched.fresh);
      touched.olderEntries.addAll(touched.freshEntries);
      deltas.change(key.tenant(), before, TraceReading.of(touched.older, touched.olderEntries));
    });
    return deltas;
  }
}
