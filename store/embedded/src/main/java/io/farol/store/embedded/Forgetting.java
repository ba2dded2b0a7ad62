// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.store.embedded.Retention.Forgotten;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/// Drops the rows of facts and roll-ups whose time is over. Rows lie in the order in which they
/// came, so the oldest fill whole row groups, which the next checkpoint frees; intake uses them
/// again.
final class Forgetting {

  private final Retention retention;
  private final long today;

  /// @param today days since 1970 UTC
  Forgetting(Retention retention, long today) {
    this.retention = retention;
    this.today = today;
  }

  /// The first day of content that stays.
  long firstContentDay() {
    return today - retention.content();
  }

  private long before(int days) {
    return TimeUnit.DAYS.toNanos(Math.max(0, today - days));
  }

  /// Within a transaction of the facts; its writer must know nothing any more of what rows have in
  /// common. A charge is as old as what it charges, but it stays as long as one of its trace's
  /// spans.
  Forgotten facts(Connection connection) throws SQLException {
    long spans = delete(connection, "facts.telling where received < " + before(retention.spans()));
    if (spans > 0) {
      delete(connection, "facts.shape where number not in (select shape from facts.telling)");
    }
    long entries =
        delete(
            connection,
            "facts.entry where at_ns < %d and trace not in (select trace from facts.telling)"
                .formatted(before(retention.ledger())));
    if (entries > 0) {
      delete(connection, "facts.terms where number not in (select terms from facts.entry)");
    }
    return new Forgotten(
        0,
        spans,
        delete(connection, "facts.log where received < " + before(retention.logs())),
        delete(connection, "facts.metric where received < " + before(retention.metrics())),
        entries);
  }

  /// Within a transaction of the roll-ups, after the facts. A minute stays as long as an exchange
  /// in it.
  void rollUps(Connection connection) throws SQLException {
    String traffic = over(retention.spans());
    for (String table : new String[] {"traffic", "duration", "conversation", "odd"}) {
      delete(connection, "rollup." + table + " where " + traffic);
    }
    String ledger = over(retention.ledger());
    for (String table : new String[] {"spending", "gap", "item"}) {
      delete(connection, "rollup." + table + " where " + ledger);
    }
    int fact = Place.ofFact(first(connection, "fact", "telling"));
    int entry = Place.ofEntry(first(connection, "entry", "entry"));
    delete(
        connection,
        "rollup.place where block >= 0 and block < %d or block < 0 and block > %d"
            .formatted(fact, entry));
  }

  private static long first(Connection connection, String number, String table)
      throws SQLException {
    return Sql.number(connection, "select coalesce(min(" + number + "), 0) from facts." + table);
  }

  private String over(int days) {
    long before = before(days);
    return "minute < %d and minute not in (select start_ns // 60000000000 from facts.telling where start_ns < %d)"
        .formatted(TimeUnit.NANOSECONDS.toMinutes(before), before);
  }

  private static long delete(Connection connection, String what) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeLargeUpdate("delete from " + what);
    }
  }
}
