// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store;

import io.farol.model.Scope;
import io.farol.model.TimeRange;
import io.farol.model.Tokens;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Questions about many exchanges at once. Counts exchanges as [ExchangeStore] lists them.
public interface TrafficStore {

  /// By from, then to.
  Answer<List<Flow>> flows(Scope scope, TimeRange range);

  /// One per step and integration that had any exchange, by start, then integration.
  ///
  /// @param stepNanos at least one second
  Answer<List<Bucket>> buckets(Scope scope, TimeRange range, long stepNanos);

  /// The same over all integrations together: one per step that had any exchange, with a null
  /// integration, by start.
  Answer<List<Bucket>> series(Scope scope, TimeRange range, long stepNanos);

  /// Every integration that had an exchange in the range, by id.
  Answer<List<IntegrationSummary>> integrations(Scope scope, TimeRange range);

  /// Everything in the range as one sum.
  Answer<Summary> summary(Scope scope, TimeRange range);

  /// Every environment an exchange was ever seen in, sorted; an exchange without one adds nothing.
  List<String> environments(String tenant);

  /// One integration over a range.
  ///
  /// @param platform of those that were recognised the alphabetically first, or null
  /// @param p95Nanos as [Bucket]'s
  /// @param lastSuccessEpochNanos end of the last success in the range, or null
  /// @param lastFailureEpochNanos end of the last failure in the range, or null
  record IntegrationSummary(
      String id,
      @Nullable String platform,
      long exchanges,
      long failed,
      long open,
      @Nullable Long p95Nanos,
      @Nullable Long lastSuccessEpochNanos,
      @Nullable Long lastFailureEpochNanos,
      Spending spending) {}

  /// @param conversations distinct conversation ids
  record Summary(
      long exchanges,
      long failed,
      long open,
      long messages,
      long conversations,
      Tokens tokens,
      Spending spending) {}
}
