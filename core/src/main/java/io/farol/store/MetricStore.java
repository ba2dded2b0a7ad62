// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store;

/// Questions to the samples of metrics. Of several samples of one series at one time the one
/// received last is there; of those received together, the one with the greatest fingerprint.
public interface MetricStore {

  /// The metrics that were measured.
  Answer<Page<MetricSummary, MetricQuery.Cursor>> metrics(MetricQuery query);

  /// What was measured, with exemplars.
  Answer<Page<SeriesSample, SampleQuery.Cursor>> samples(SampleQuery query);
}
