// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.flow.CleanBatch;
import io.farol.flow.Draft;
import io.farol.flow.DraftBatch;
import io.farol.flow.Tally;
import io.farol.model.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Breaks a batch into batches of one fact each, which together say the same.
final class Breaking {

  private Breaking() {}

  /// @return one batch for each fact; the first one has logs, metrics, tally and ledger entries
  static List<CleanBatch> apart(CleanBatch batch) {
    if (batch.facts().size() < 2) {
      return List.of(batch);
    }
    List<CleanBatch> parts = new ArrayList<>();
    for (Fact fact : batch.facts()) {
      parts.add(parts.isEmpty() ? first(batch, fact) : further(batch, fact));
    }
    return parts;
  }

  private static CleanBatch first(CleanBatch batch, Fact fact) {
    DraftBatch draft =
        new DraftBatch(
            batch.tenant(),
            batch.receivedEpochNanos(),
            List.of(draft(batch, fact)),
            batch.logs(),
            batch.metrics(),
            batch.tally());
    return CleanBatch.redact(draft, Drafts.AS_IS).with(batch.entries());
  }

  private static CleanBatch further(CleanBatch batch, Fact fact) {
    DraftBatch draft =
        new DraftBatch(
            batch.tenant(),
            batch.receivedEpochNanos(),
            List.of(draft(batch, fact)),
            List.of(),
            List.of(),
            Tally.NOTHING);
    return CleanBatch.redact(draft, Drafts.AS_IS);
  }

  private static Draft draft(CleanBatch batch, Fact fact) {
    return new Draft(
        fact.span(),
        fact.messages().stream()
            .map(ref ->
                new Draft.Said(
                    ref.direction(), Objects.requireNonNull(batch.messages().get(ref.id()))))
            .toList());
  }
}
