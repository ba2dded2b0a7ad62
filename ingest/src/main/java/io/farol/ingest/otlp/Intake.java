// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import io.farol.flow.Draft;
import io.farol.flow.DraftBatch;
import io.farol.flow.Signal;
import io.farol.flow.Tally;
import io.farol.model.FactKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// What one request brought. Every accepted record is one draft or one log line of the batch, so
/// that `accepted = drafts + logs`.
///
/// @param signal what its records are counted as
/// @param batch what was accepted, with the tally of all of it
/// @param rejections why the others were not; empty when all were accepted
public record Intake(Signal signal, DraftBatch batch, List<Rejection> rejections) {

  public Intake {
    rejections = List.copyOf(rejections);
  }

  /// How many records were refused.
  public long rejected() {
    return batch.tally().of(signal).rejected();
  }

  /// All reasons in one text, for the sender; empty when nothing was refused.
  public String reasons() {
    return String.join("; ", rejections.stream().map(Intake::line).toList());
  }

  /// The same without the drafts that were seen before; each moves from accepted to duplicate in
  /// the tally.
  ///
  /// @param seen asked once for each draft, in order; it may remember what it was asked
  public Intake without(Predicate<FactKey> seen) {
    List<Draft> kept = new ArrayList<>(batch.drafts().size());
    for (Draft draft : batch.drafts()) {
      if (!seen.test(draft.span().key())) {
        kept.add(draft);
      }
    }
    int dropped = batch.drafts().size() - kept.size();
    if (dropped == 0) {
      return this;
    }
    Tally.Count count = batch.tally().of(signal);
    Tally tally =
        Tally.of(signal, count.accepted() - dropped, count.rejected(), count.duplicate() + dropped);
    return new Intake(
        signal,
        new DraftBatch(batch.tenant(), batch.receivedEpochNanos(), kept, batch.logs(), tally),
        rejections);
  }

  private static String line(Rejection rejection) {
    return rejection.count() + " × " + rejection.reason();
  }
}
