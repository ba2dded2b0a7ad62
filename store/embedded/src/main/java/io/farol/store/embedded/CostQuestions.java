// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.model.Scope;
import io.farol.model.TimeRange;
import io.farol.store.CostStore.Missing;
import io.farol.store.CostStore.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Questions to the ledger.
final class CostQuestions {

  private static final String MISSING =
      """
      select l.integration, m.kind, coalesce(m.reason, '') as reason,
        count(distinct (m.trace, m.head)) as exchanges
      from mine m join listed l on l.trace = m.trace and l.span = m.head
      where not m.priced group by all
      """;

  private final Questions questions;

  CostQuestions(Questions questions) {
    this.questions = questions;
  }

  List<Point> points(Scope scope, TimeRange range, long stepNanos) {
    List<Point> points = new ArrayList<>();
    for (Groups.Group group :
        Groups.ask(questions, scope, range, Groups.By.stepAndIntegration(stepNanos))) {
      group
          .spending()
          .totals()
          .forEach(total ->
              points.add(new Point(group.key().start(), group.key().one(), total.amount())));
    }
    return points;
  }

  List<Missing> missing(Scope scope, TimeRange range) {
    Ask ask = Ask.range(scope, range);
    List<Missing> found =
        questions.ask(
            Pipeline.with(ask, Pipeline.Depth.SUMS) + MISSING,
            ask.arguments(),
            rows -> {
              List<Missing> missing = new ArrayList<>();
              while (rows.next()) {
                missing.add(
                    new Missing(
                        rows.getString(1), rows.getString(2), rows.getString(3), rows.getLong(4)));
              }
              return missing;
            });
    return found.stream()
        .sorted(
            Comparator.comparing(Missing::integration)
                .thenComparing(Missing::kind)
                .thenComparing(Missing::reason))
        .toList();
  }
}
