// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store;

import io.farol.model.LogKey;
import io.farol.model.Scope;
import io.farol.model.TimeRange;
import io.farol.model.TraceId;
import org.jspecify.annotations.Nullable;

/// Which log lines, newest first; ties by fingerprint, descending.
///
/// @param range they were written in it
/// @param filter what they must be
/// @param limit 1 to 1,000
/// @param after the last one of the page before, or null for the first page
public record LogQuery(
    Scope scope, TimeRange range, Filter filter, int limit, @Nullable LogKey after) {

  public static final int MAX_LIMIT = 1_000;

  public LogQuery {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "limit is " + limit + "; it must lie between 1 and " + MAX_LIMIT);
    }
  }

  /// Conditions that must all hold; null asks for nothing.
  ///
  /// @param service who wrote it
  /// @param minSeverity OTLP's number, 1–24: at least so severe; a line without one is not
  /// @param text appears, whatever its case, in the event's name or in the body's text
  public record Filter(
      @Nullable String service,
      @Nullable Integer minSeverity,
      @Nullable TraceId trace,
      @Nullable String text) {

    public static final Filter ALL = new Filter(null, null, null, null);
  }
}
