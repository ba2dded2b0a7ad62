// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.model.Money;
import io.farol.model.Scope;
import io.farol.model.TimeRange;
import io.farol.model.Tokens;
import io.farol.model.Traffic;
import io.farol.store.Spending;
import io.farol.store.Total;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Sums over listed exchanges, grouped. One statement answers with a row for each group, one for
/// each group and currency, and one for each group with unpriced quantities.
final class Groups {

  /// What groups are made of; `null` where a part is not asked for.
  ///
  /// @param start SQL for a bigint
  /// @param one SQL for a text
  /// @param two SQL for a text
  record By(String start, String one, String two) {

    static final By NOTHING = new By("null", "null", "null");
    static final By PARTIES = new By("null", "service", "callee");
    static final By INTEGRATION = new By("null", "integration", "null");

    static By step(long stepNanos) {
      return new By(floor(stepNanos), "null", "null");
    }

    static By stepAndIntegration(long stepNanos) {
      return new By(floor(stepNanos), "integration", "null");
    }

    private static String floor(long step) {
      return "start_ns - ((start_ns %% %d) + %d) %% %d".formatted(step, step, step);
    }
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

  record Sums(
      long exchanges,
      long failed,
      long open,
      long messages,
      long conversations,
      Tokens tokens,
      Traffic traffic,
      @Nullable Long p95Nanos,
      @Nullable Long lastSuccess,
      @Nullable Long lastFailure,
      @Nullable String platform) {}

  record Group(Key key, Sums sums, Spending spending) {}

  private static final String QUERY =
      """
      , grouped as (
        select ($start)::bigint as k_start, ($one)::varchar as k_one, ($two)::varchar as k_two, *
        from listed),
      money as (
        select g.k_start, g.k_one, g.k_two, m.priced, m.currency, m.amount, m.trace, m.head
        from mine m join grouped g on g.trace = m.trace and g.span = m.head)
      select 0 as part, k_start, k_one, k_two, count(*) as exchanges,
        count(*) filter (outcome = 3) as failed,
        count(*) filter (outcome in (0, 1)) as open,
        sum(messages)::bigint as messages,
        count(distinct conversation) as conversations,
        sum(input_tokens)::bigint as input_tokens,
        sum(output_tokens)::bigint as output_tokens,
        sum(cache_read_tokens)::bigint as cache_read_tokens,
        sum(cache_write_tokens)::bigint as cache_write_tokens,
        sum(reasoning_tokens)::bigint as reasoning_tokens,
        sum(input_audio_tokens)::bigint as input_audio_tokens,
        sum(output_audio_tokens)::bigint as output_audio_tokens,
        sum(sent_bytes)::bigint as sent_bytes,
        sum(received_bytes)::bigint as received_bytes,
        quantile_disc(end_ns - start_ns, 0.95) as p95,
        max(end_ns) filter (outcome = 2) as last_success,
        max(end_ns) filter (outcome = 3) as last_failure,
        min(platform) as platform
      from grouped group by k_start, k_one, k_two
      union all by name
      select 1 as part, k_start, k_one, k_two, currency, sum(amount) as amount,
        count(*) as exchanges
      from money where priced group by k_start, k_one, k_two, currency
      union all by name
      select 2 as part, k_start, k_one, k_two, count(distinct (trace, head)) as exchanges
      from money where not priced group by k_start, k_one, k_two
      """;

  private final TreeMap<Key, Sums> sums = new TreeMap<>();
  private final Map<Key, TreeMap<String, Total>> totals = new TreeMap<>();
  private final Map<Key, Long> unpriced = new TreeMap<>();

  private Groups() {}

  /// Groups that have an exchange, in the order of their keys.
  static List<Group> ask(Questions questions, Scope scope, TimeRange range, By by) {
    Ask ask = Ask.range(scope, range);
    String query =
        QUERY.replace("$start", by.start()).replace("$one", by.one()).replace("$two", by.two());
    return questions.ask(
        Pipeline.with(ask, Pipeline.Depth.SUMS) + query,
        ask.arguments(),
        rows -> {
          Groups groups = new Groups();
          while (rows.next()) {
            groups.row(new Columns(rows));
          }
          return groups.all();
        });
  }

  private void row(Columns row) throws SQLException {
    Key key = new Key(row.count("k_start"), row.textOr("k_one", ""), row.textOr("k_two", ""));
    switch (row.rows().getInt("part")) {
      case 0 -> sums.put(key, sums(row));
      case 1 -> {
        Money amount = new Money(row.rows().getBigDecimal("amount"), row.textOr("currency", ""));
        totals
            .computeIfAbsent(key, group -> new TreeMap<>())
            .put(amount.currency(), new Total(amount, row.count("exchanges")));
      }
      default -> unpriced.put(key, row.count("exchanges"));
    }
  }

  private static Sums sums(Columns row) throws SQLException {
    return new Sums(
        row.count("exchanges"),
        row.count("failed"),
        row.count("open"),
        row.count("messages"),
        row.count("conversations"),
        row.tokens(),
        new Traffic(row.number("sent_bytes"), row.number("received_bytes")),
        row.number("p95"),
        row.number("last_success"),
        row.number("last_failure"),
        row.text("platform"));
  }

  private List<Group> all() {
    List<Group> groups = new ArrayList<>();
    sums.forEach((key, sum) -> {
      TreeMap<String, Total> money = totals.getOrDefault(key, new TreeMap<>());
      groups.add(
          new Group(
              key, sum, new Spending(List.copyOf(money.values()), unpriced.getOrDefault(key, 0L))));
    });
    return groups;
  }
}
