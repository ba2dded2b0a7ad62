// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.model.Scope;
import io.farol.model.TimeRange;
import io.farol.store.embedded.Entries.Entry;
import io.farol.store.embedded.RollUps.Rolled;
import io.farol.store.embedded.Telling.Depth;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Listed exchanges of a range read from the facts, some thousand traces at a time.
final class RawExchanges {

  interface Each {
    void read(Listed listed, List<Entry> entries);
  }

  private static final int TRACES = 5_000;

  private final Asking asking;
  private final Rolled rolled;
  private final Scope scope;

  RawExchanges(Asking asking, Rolled rolled, Scope scope) {
    this.asking = asking;
    this.rolled = rolled;
    this.scope = scope;
  }

  /// In no order.
  void each(TimeRange range, Each each) throws SQLException {
    List<UUID> traces = new ArrayList<>();
    asking.each(
        "select distinct trace from facts.span where tenant = $1 and fact < %d and start_ns >= %d and start_ns < %d"
            .formatted(rolled.fact(), range.fromEpochNanos(), range.toEpochNanos()),
        List.of(scope.tenant()),
        rows -> traces.add((UUID) rows.getObject(1)));
    for (int from = 0; from < traces.size(); from += TRACES) {
      List<UUID> some = traces.subList(from, Math.min(traces.size(), from + TRACES));
      TraceRows read =
          TraceRows.read(asking, scope.tenant(), some, TraceRows.Bound.at(rolled), Depth.SUMS);
      for (TraceReading reading : read.readings()) {
        for (Listed listed : reading.exchanges()) {
          if (range.contains(listed.told().start)
              && (scope.environment() == null
                  || scope.environment().equals(listed.told().environment))) {
            each.read(listed, reading.entries().of(listed));
          }
        }
      }
    }
  }
}
