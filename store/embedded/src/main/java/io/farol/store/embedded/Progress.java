// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.flow.CleanBatch;
import io.farol.flow.Position;
import io.farol.flow.Signal;
import io.farol.flow.Tally;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How far the facts have come, and the sums up to there: the newest row of table `progress`.
///
/// @param receivedEpochNanos the latest receipt of any batch applied; 0 when there is none
/// @param nextFact number of the next telling
/// @param nextEntry number of the next ledger entry
record Progress(
    Position position,
    long receivedEpochNanos,
    long nextFact,
    long nextEntry,
    long droppedStrings,
    Tally tally) {

  static final Progress NOTHING = new Progress(Position.START, 0, 0, 0, 0, Tally.NOTHING);

  private static final List<Signal> SIGNALS = List.of(Signal.SPANS, Signal.LOGS, Signal.METRICS);

  static Progress read(Connection connection, String database) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select * from " + database + ".progress order by position desc limit 1")) {
      if (!rows.next()) {
        return NOTHING;
      }
      Map<Signal, Tally.Count> counts = new HashMap<>();
      int column = 6;
      for (Signal signal : SIGNALS) {
        counts.put(
            signal,
            new Tally.Count(
                rows.getLong(column++), rows.getLong(column++), rows.getLong(column++)));
      }
      return new Progress(
          new Position(rows.getLong(1)),
          rows.getLong(2),
          rows.getLong(3),
          rows.getLong(4),
          rows.getLong(5),
          new Tally(counts));
    }
  }

  Progress after(Position upTo, List<CleanBatch> batches) {
    long received = receivedEpochNanos;
    long facts = nextFact;
    long entries = nextEntry;
    long dropped = droppedStrings;
    Tally sum = tally;
    for (CleanBatch batch : batches) {
      received = Math.max(received, batch.receivedEpochNanos());
      facts += batch.facts().size();
      entries += batch.entries().size();
      dropped += batch.droppedStrings();
      sum = sum.plus(batch.tally());
    }
    return new Progress(upTo, received, facts, entries, dropped, sum);
  }

  void append(Row row) throws SQLException {
    row.begin()
        .number(position.value())
        .number(receivedEpochNanos)
        .number(nextFact)
        .number(nextEntry)
        .number(droppedStrings);
    for (Signal signal : SIGNALS) {
      Tally.Count count = tally.of(signal);
      row.number(count.accepted()).number(count.rejected()).number(count.duplicate());
    }
    row.end();
  }
}
