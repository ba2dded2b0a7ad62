// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.store.embedded.Entries.Entry;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/// What a piece of the facts changes in the roll-ups: signed sums by minute and key. Confined to
/// one thread.
final class Deltas {

  private static final long MINUTE = 60_000_000_000L;

  private record Key(
      long minute,
      String tenant,
      @Nullable String environment,
      String service,
      String callee,
      String integration,
      @Nullable String platform) {

    static Key of(String tenant, Listed listed) {
      return new Key(
          Deltas.minute(listed.told().start),
          tenant,
          listed.told().environment,
          listed.service(),
          listed.callee(),
          listed.integration(),
          listed.told().platform);
    }
  }

  private record Odd(long minute, String tenant, UUID trace) {}

  /// How an exchange ended, and where it is counted.
  private record End(long span, Key key, int outcome, @Nullable Long end) {
    static End of(String tenant, Listed listed) {
      return new End(
          listed.told().span, Key.of(tenant, listed), listed.told().outcome, listed.told().end);
    }
  }

  private final Map<Key, Sums> sums = new HashMap<>();
  private final Set<Odd> odd = new HashSet<>();

  static long minute(long epochNanos) {
    return Math.floorDiv(epochNanos, MINUTE);
  }

  /// One trace reads otherwise from now on.
  ///
  /// @param before how it read; null when nothing was known of it
  void change(String tenant, @Nullable TraceReading before, TraceReading after) {
    if (before != null) {
      Set<End> ends = new HashSet<>();
      after.exchanges().forEach(listed -> ends.add(End.of(tenant, listed)));
      for (Listed listed : before.exchanges()) {
        Sums less = add(tenant, before, listed, -1);
        less.withdrawn |= !listed.open() && !ends.contains(End.of(tenant, listed));
      }
    }
    for (Listed listed : after.exchanges()) {
      add(tenant, after, listed, 1);
      if (isOdd(listed)) {
        odd.add(new Odd(minute(listed.told().start), tenant, listed.told().trace));
      }
    }
  }

  private Sums add(String tenant, TraceReading reading, Listed listed, int sign) {
    Sums group = sums.computeIfAbsent(Key.of(tenant, listed), key -> new Sums());
    List<Entry> entries = reading.entries().of(listed);
    group.add(listed, entries, sign);
    return group;
  }

  /// Whether the telling that gave the start says anything else than the exchange in what lists are
  /// filtered by ([ListFilter]).
  private static boolean isOdd(Listed listed) {
    Telling told = listed.told();
    Telling own = listed.defining();
    return own.call == null
        || told.outcome != own.outcome
        || !Objects.equals(told.integration, own.integration)
        || !Objects.equals(told.service, own.service)
        || !Objects.equals(told.environment, own.environment)
        || !Objects.equals(told.callee, own.callee)
        || !Objects.equals(told.conversation, own.conversation)
        || !Objects.equals(told.cause, own.cause)
        || !Objects.equals(told.operation, own.operation)
        || !Objects.equals(told.requested, own.requested)
        || !Objects.equals(told.responded, own.responded)
        || !Objects.equals(told.responseId, own.responseId)
        || !Objects.equals(told.outcomeDetail, own.outcomeDetail);
  }

  /// Appends all of it, within a transaction of the caller.
  ///
  /// @return how many rows
  int append(DuckDBConnection connection) throws SQLException {
    int rows = 0;
    try (Tables tables = new Tables(connection)) {
      for (Map.Entry<Key, Sums> each : sums.entrySet()) {
        rows += tables.append(each.getKey(), each.getValue());
      }
      for (Odd each : odd) {
        tables
            .odd
            .begin()
            .number(each.minute())
            .text(each.tenant())
            .uuid(each.trace().getMostSignificantBits(), each.trace().getLeastSignificantBits())
            .end();
      }
    }
    return rows;
  }

  private static final class Tables implements AutoCloseable {

    private final Row traffic;
    private final Row spending;
    private final Row gap;
    private final Row item;
    private final Row duration;
    private final Row conversation;
    private final Row odd;
    private int rows;

    Tables(DuckDBConnection connection) throws SQLException {
      traffic = row(connection, "traffic");
      spending = row(connection, "spending");
      gap = row(connection, "gap");
      item = row(connection, "item");
      duration = row(connection, "duration");
      conversation = row(connection, "conversation");
      odd = row(connection, "odd");
    }

    private static Row row(DuckDBConnection connection, String table) throws SQLException {
      DuckDBAppender appender = connection.createAppender(RollUps.DATABASE, "main", table);
      return new Row(appender);
    }

    int append(Key key, Sums sums) throws SQLException {
      rows = 0;
      traffic(key, sums);
      spending(key, sums);
      for (Map.Entry<Sums.Gap, Long> each : sums.gaps.entrySet()) {
        if (each.getValue() != 0) {
          begin(gap, key)
              .text(key.integration())
              .text(each.getKey().kind())
              .text(each.getKey().reason())
              .number(each.getValue())
              .flag(false)
              .end();
        }
      }
      for (Map.Entry<Sums.Item, io.farol.store.Total> each : sums.items.entrySet()) {
        io.farol.store.Total total = each.getValue();
        if (total.charges() != 0 || total.amount().amount().signum() != 0) {
          begin(item, key)
              .text(key.integration())
              .text(each.getKey().sku())
              .text(each.getKey().currency())
              .decimal(total.amount().amount())
              .number(total.charges())
              .flag(false)
              .end();
        }
      }
      for (Map.Entry<Integer, Long> each : sums.durations.entrySet()) {
        if (each.getValue() != 0) {
          begin(duration, key)
              .text(key.integration())
              .integer(each.getKey())
              .number(each.getValue())
              .flag(false)
              .end();
        }
      }
      for (Map.Entry<Long, Long> each : sums.conversations.entrySet()) {
        if (each.getValue() != 0) {
          begin(conversation, key).number(each.getKey()).number(each.getValue()).flag(false).end();
        }
      }
      return rows;
    }

    private Row begin(Row row, Key key) throws SQLException {
      rows++;
      return row.begin().number(key.minute()).text(key.tenant()).text(key.environment());
    }

    private Row parties(Row row, Key key) throws SQLException {
      return begin(row, key).text(key.service()).text(key.callee()).text(key.integration());
    }

    private void traffic(Key key, Sums sums) throws SQLException {
      parties(traffic, key)
          .text(key.platform())
          .number(sums.exchanges)
          .number(sums.failed)
          .number(sums.open)
          .number(sums.unpriced)
          .number(sums.messages);
      for (Sums.Count count : sums.counts) {
        traffic.number(count.sum);
      }
      for (Sums.Count count : sums.counts) {
        traffic.number(count.known);
      }
      traffic
          .maybe(sums.lastSuccess)
          .maybe(sums.lastFailure)
          .flag(sums.withdrawn)
          .flag(false)
          .end();
    }

    private void spending(Key key, Sums sums) throws SQLException {
      for (io.farol.store.Total total : sums.totals.values()) {
        if (total.charges() != 0 || total.amount().amount().signum() != 0) {
          parties(spending, key)
              .text(total.amount().currency())
              .decimal(total.amount().amount())
              .number(total.charges())
              .flag(false)
              .end();
        }
      }
    }

    @Override
    public void close() throws SQLException {
      for (Row row : List.of(traffic, spending, gap, item, duration, conversation, odd)) {
        row.appender().close();
      }
    }
  }
}
