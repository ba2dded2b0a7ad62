// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.model.Money;
import io.farol.model.Scope;
import io.farol.model.TimeRange;
import io.farol.store.Total;
import io.farol.store.embedded.Entries.Entry;
import io.farol.store.embedded.RollUps.Rolled;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Sums over listed exchanges, grouped: whole minutes from the roll-ups, what remains at both ends
/// of the range, or all of it where the steps are no minutes, from the facts.
final class Groups {

  private static final long MINUTE = 60_000_000_000L;

  /// Bits for a count, which may be below zero for a while.
  private static final int BUCKET_SHIFT = 44;

  /// What is summed up beside counts, tokens, traffic and money.
  enum Part {
    DURATIONS,
    LAST_ENDS,
    CONVERSATIONS,
    GAPS,
    ITEMS
  }

  /// What groups are made of.
  enum By {
    NOTHING,
    PARTIES,
    INTEGRATION
  }

  /// A group's name: 0 and empty texts where a part was not asked for.
  record Key(long start, String one, String two) implements Comparable<Key> {

    private static final Comparator<Key> ORDER =
        Comparator.comparingLong(Key::start).thenComparing(Key::one).thenComparing(Key::two);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /// @param stepNanos cuts time, or 0
  record Question(Scope scope, TimeRange range, By by, long stepNanos, Set<Part> parts) {

    static Question of(Scope scope, TimeRange range, By by, long stepNanos, Part... parts) {
      Set<Part> set = EnumSet.noneOf(Part.class);
      set.addAll(Arrays.asList(parts));
      return new Question(scope, range, by, stepNanos, set);
    }

    private boolean byMinutes() {
      return stepNanos % MINUTE == 0;
    }

    private long firstMinute() {
      return Math.ceilDiv(range.fromEpochNanos(), MINUTE);
    }

    private long endMinute() {
      return Math.floorDiv(range.toEpochNanos(), MINUTE);
    }

    private String where() {
      return "tenant = $1 and ($2::varchar is null or environment = $2) and minute >= %d and minute < %d"
          .formatted(firstMinute(), endMinute());
    }

    private List<@Nullable Object> arguments() {
      return Arrays.asList(scope.tenant(), scope.environment());
    }

    /// `k_start, k_one, k_two` in SQL.
    private String keys() {
      long step = stepNanos / MINUTE;
      String start =
          step == 0
              ? "0"
              : "(minute - ((minute %% %d) + %d) %% %d) * %d".formatted(step, step, step, MINUTE);
      String parties =
          switch (by) {
            case NOTHING -> "'' as k_one, '' as k_two";
            case PARTIES -> "coalesce(service, 'unknown') as k_one, coalesce(callee, '') as k_two";
            case INTEGRATION -> "coalesce(integration, '') as k_one, '' as k_two";
          };
      return start + " as k_start, " + parties;
    }

    private Key key(Listed listed) {
      long start = stepNanos == 0 ? 0 : Math.floorDiv(listed.told().start, stepNanos) * stepNanos;
      return switch (by) {
        case NOTHING -> new Key(start, "", "");
        case PARTIES -> new Key(start, listed.service(), listed.callee());
        case INTEGRATION -> new Key(start, listed.integration(), "");
      };
    }
  }

  private final Asking asking;
  private final RawExchanges raw;
  private final Question question;
  private final TreeMap<Key, Sums> groups = new TreeMap<>();

  private Groups(Asking asking, Rolled rolled, Question question) {
    this.asking = asking;
    this.raw = new RawExchanges(asking, rolled, question.scope());
    this.question = question;
  }

  /// Groups that have an exchange, in the order of their keys.
  static TreeMap<Key, Sums> ask(Asking asking, Question question) throws SQLException {
    return new Groups(asking, RollUps.read(asking), question).all();
  }

  private TreeMap<Key, Sums> all() throws SQLException {
    TimeRange range = question.range();
    long first = question.firstMinute();
    long end = question.endMinute();
    if (!question.byMinutes() || first >= end) {
      add(range.fromEpochNanos(), range.toEpochNanos());
    } else {
      minutes();
      add(range.fromEpochNanos(), first * MINUTE);
      add(end * MINUTE, range.toEpochNanos());
      if (question.parts().contains(Part.CONVERSATIONS)) {
        conversations();
      }
      if (question.parts().contains(Part.LAST_ENDS)) {
        withdrawnEnds();
      }
    }
    groups.values().removeIf(sums -> sums.exchanges == 0);
    return groups;
  }

  private void add(long from, long to) throws SQLException {
    if (from < to) {
      raw.each(
          new TimeRange(from, to),
          (listed, entries) -> group(question.key(listed)).add(listed, entries, 1));
    }
  }

  private Sums group(Key key) {
    return groups.computeIfAbsent(key, each -> new Sums());
  }

  private Sums group(ResultSet rows) throws SQLException {
    return group(new Key(rows.getLong(1), rows.getString(2), rows.getString(3)));
  }

  private void minutes() throws SQLException {
    traffic();
    sum(
        "currency, sum(amount), sum(charges)::bigint",
        "spending",
        rows ->
            group(rows)
                .add(
                    new Total(
                        new Money(rows.getBigDecimal(5), rows.getString(4)), rows.getLong(6))));
    if (question.parts().contains(Part.DURATIONS)) {
      durations();
    }
    if (question.parts().contains(Part.ITEMS)) {
      items();
    }
    if (question.parts().contains(Part.GAPS)) {
      sum(
          "coalesce(kind, '') as gap_kind, coalesce(reason, '') as gap_reason,"
              + " sum(exchanges)::bigint",
          "gap",
          rows ->
              group(rows)
                  .gaps
                  .merge(
                      new Sums.Gap(rows.getString(4), rows.getString(5)),
                      rows.getLong(6),
                      Long::sum));
    }
  }

  /// One row a group, in which each bucket and its count are one number: a row for each bucket
  /// would be tens of thousands of them, which takes longer than summing them up.
  private void durations() throws SQLException {
    asking.each(
        "select k_start, k_one, k_two, list((bucket::bigint << %d) + exchanges) from (select %s, bucket, sum(exchanges)::bigint as exchanges from rollup.duration where %s group by all) group by all"
            .formatted(BUCKET_SHIFT, question.keys(), question.where()),
        question.arguments(),
        rows -> {
          Sums group = group(rows);
          for (Object packed : (Object[]) rows.getArray(4).getArray()) {
            long number = (Long) packed;
            long exchanges = number << (Long.SIZE - BUCKET_SHIFT) >> (Long.SIZE - BUCKET_SHIFT);
            group.durations.merge(
                (int) ((number - exchanges) >> BUCKET_SHIFT), exchanges, Long::sum);
          }
        });
  }

  private void items() throws SQLException {
    sum(
        "coalesce(sku, '') as item_sku, currency, sum(amount), sum(charges)::bigint",
        "item",
        rows ->
            group(rows)
                .add(
                    new Sums.Item(rows.getString(4), rows.getString(5)),
                    rows.getBigDecimal(6),
                    rows.getLong(7)));
  }

  /// How many others there are beside those at the ends of the range, which are known one by one.
  private void conversations() throws SQLException {
    for (Sums known : List.copyOf(groups.values())) {
      String others =
          known.conversations.isEmpty()
              ? ""
              : " and conversation not in (%s)"
                  .formatted(
                      known.conversations.keySet().stream()
                          .map(String::valueOf)
                          .collect(Collectors.joining(", ")));
      known.otherConversations =
          asking.ask(
              "select count(*) from (select conversation from rollup.conversation where "
                  + question.where()
                  + others
                  + " group by conversation having sum(exchanges) > 0)",
              question.arguments(),
              rows -> rows.next() ? rows.getLong(1) : 0L);
    }
  }

  private void sum(String columns, String table, Asking.EachRow row) throws SQLException {
    asking.each(
        "select "
            + question.keys()
            + ", "
            + columns
            + " from rollup."
            + table
            + " where "
            + question.where()
            + " group by all",
        question.arguments(),
        row);
  }

  private void traffic() throws SQLException {
    String sums =
        Stream.of(
                Stream.of("exchanges", "failed", "open", "unpriced", "messages"),
                Sums.COUNTS.stream(),
                Sums.KNOWN.stream())
            .flatMap(columns -> columns)
            .map(column -> "sum(" + column + ")::bigint")
            .collect(Collectors.joining(", "));
    String ends =
        question.parts().contains(Part.LAST_ENDS)
            ? ", max(last_success) filter (%1$s), max(last_failure) filter (%1$s)"
                .formatted(
                    "(minute, coalesce(integration, '')) not in (select (minute, coalesce(integration, ''))"
                        + " from rollup.traffic where withdrawn and "
                        + question.where()
                        + ")")
            : ", null::bigint, null::bigint";
    sum(
        "platform, " + sums + ends,
        "traffic",
        rows -> {
          Sums group = group(rows);
          long exchanges = rows.getLong(5);
          group.platform =
              exchanges > 0 ? Sums.first(group.platform, rows.getString(4)) : group.platform;
          group.exchanges += exchanges;
          group.failed += rows.getLong(6);
          group.open += rows.getLong(7);
          group.unpriced += rows.getLong(8);
          group.messages += rows.getLong(9);
          for (int i = 0; i < Sums.COUNTS.size(); i++) {
            group
                .counts
                .get(i)
                .add(rows.getLong(10 + i), rows.getLong(10 + Sums.COUNTS.size() + i));
          }
          int last = 10 + 2 * Sums.COUNTS.size();
          group.lastSuccess = Sums.later(group.lastSuccess, maybe(rows, last));
          group.lastFailure = Sums.later(group.lastFailure, maybe(rows, last + 1));
        });
  }

  private static @Nullable Long maybe(ResultSet rows, int column) throws SQLException {
    long value = rows.getLong(column);
    return rows.wasNull() ? null : (Long) value;
  }

  /// Minutes in which an end was told otherwise later are read from the facts.
  private void withdrawnEnds() throws SQLException {
    record At(long minute, String integration) {}
    Set<At> withdrawn = new HashSet<>();
    asking.each(
        "select distinct minute, coalesce(integration, '') from rollup.traffic where withdrawn and "
            + question.where(),
        question.arguments(),
        rows -> withdrawn.add(new At(rows.getLong(1), rows.getString(2))));
    for (long minute : withdrawn.stream().map(At::minute).distinct().sorted().toList()) {
      raw.each(
          new TimeRange(minute * MINUTE, (minute + 1) * MINUTE),
          (listed, entries) -> {
            if (withdrawn.contains(new At(minute, listed.integration()))) {
              Sums alone = new Sums();
              alone.add(listed, List.<Entry>of(), 1);
              Sums group = group(question.key(listed));
              group.lastSuccess = Sums.later(group.lastSuccess, alone.lastSuccess);
              group.lastFailure = Sums.later(group.lastFailure, alone.lastFailure);
            }
          });
    }
  }
}
