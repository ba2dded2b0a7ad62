// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.flow.CleanBatch;
import io.farol.flow.Draft;
import io.farol.flow.DraftBatch;
import io.farol.flow.Tally;
import io.farol.model.Fact;
import io.farol.model.LogLine;
import io.farol.model.MetricSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Breaks a batch into batches of one fact, log line or metric sample each, which together say the
/// same.
final class Breaking {

  private Breaking() {}

  /// @return one batch for each record; a first one without any has the tally and the ledger
  ///   entries
  static List<CleanBatch> apart(CleanBatch batch) {
    List<CleanBatch> parts = new ArrayList<>();
    parts.add(part(batch, List.of(), List.of(), List.of(), batch.tally()).with(batch.entries()));
    for (Fact fact : batch.facts()) {
      parts.add(part(batch, List.of(draft(batch, fact)), List.of(), List.of(), Tally.NOTHING));
    }
    for (LogLine line : batch.logs()) {
      parts.add(part(batch, List.of(), List.of(line), List.of(), Tally.NOTHING));
    }
    for (MetricSample sample : batch.metrics()) {
      parts.add(part(batch, List.of(), List.of(), List.of(sample), Tally.NOTHING));
    }
    return parts;
  }

  private static CleanBatch part(
      CleanBatch batch,
      List<Draft> drafts,
      List<LogLine> logs,
      List<MetricSample> metrics,
      Tally tally) {
    return CleanBatch.redact(
        new DraftBatch(batch.tenant(), batch.receivedEpochNanos(), drafts, logs, metrics, tally),
        Drafts.AS_IS);
  }

  private static Draft draft(CleanBatch batch, Fact fact) {
    return new Draft(
        fact.span(),
        fact.messages().stream()
            .map(ref ->
                new Draft.Said(
                    ref.direction(),
                    Objects.requireNonNull(batch.messages().get(ref.id())).message()))
            .toList());
  }
}
