// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store;

import io.farol.model.MetricKind;
import io.farol.model.Scope;
import io.farol.model.TimeRange;
import org.jspecify.annotations.Nullable;

/// Which metrics, by name, then kind ([MetricKind#number]), then unit.
///
/// @param range a sample of it lies in it
/// @param service whose, or null for all
/// @param text appears, whatever its case, in its name; null asks for nothing
/// @param limit 1 to 1,000
/// @param after the last one of the page before, or null for the first page
public record MetricQuery(
    Scope scope,
    TimeRange range,
    @Nullable String service,
    @Nullable String text,
    int limit,
    @Nullable Cursor after) {

  public static final int MAX_LIMIT = 1_000;

  public MetricQuery {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "limit is " + limit + "; it must lie between 1 and " + MAX_LIMIT);
    }
  }

  /// A place in the order of metrics.
  public record Cursor(String name, MetricKind kind, String unit) {}
}
