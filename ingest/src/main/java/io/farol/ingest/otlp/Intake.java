// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import io.farol.flow.DraftBatch;
import io.farol.flow.Signal;
import java.util.List;

/// What one request brought. Every accepted record is one draft, log line or metric sample of the
/// batch, so that `accepted = drafts + logs + metrics`.
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

  private static String line(Rejection rejection) {
    return rejection.count() + " × " + rejection.reason();
  }
}
