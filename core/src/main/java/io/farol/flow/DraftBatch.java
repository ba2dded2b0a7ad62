// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

import io.farol.model.LogLine;
import io.farol.model.MetricSample;
import java.util.List;

/// What one request brought, normalised and not yet redacted.
///
/// @param tenant whose it is
/// @param receivedEpochNanos when Farol received it, by Farol's clock
/// @param drafts the tellings of spans
/// @param logs other log records
/// @param metrics data points of metrics
/// @param tally what became of the request's records
public record DraftBatch(
    String tenant,
    long receivedEpochNanos,
    List<Draft> drafts,
    List<LogLine> logs,
    List<MetricSample> metrics,
    Tally tally) {

  public DraftBatch {
    drafts = List.copyOf(drafts);
    logs = List.copyOf(logs);
    metrics = List.copyOf(metrics);
  }

  /// Never prints content.
  @Override
  public String toString() {
    return "DraftBatch[%s, %d drafts, %d logs, %d metric samples]"
        .formatted(tenant, drafts.size(), logs.size(), metrics.size());
  }
}
