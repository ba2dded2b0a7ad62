// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

import io.farol.model.LogLine;
import java.util.List;

/// What one request brought, normalised and not yet redacted.
///
/// @param tenant whose it is
/// @param receivedEpochNanos when Farol received it, by Farol's clock
/// @param drafts the tellings of spans
/// @param logs other log records
/// @param tally what became of the request's records
public record DraftBatch(
    String tenant, long receivedEpochNanos, List<Draft> drafts, List<LogLine> logs, Tally tally) {

  public DraftBatch {
    drafts = List.copyOf(drafts);
    logs = List.copyOf(logs);
  }

  /// Never prints content.
  @Override
  public String toString() {
    return "DraftBatch[" + tenant + ", " + drafts.size() + " drafts, " + logs.size() + " logs]";
  }
}
