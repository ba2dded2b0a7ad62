// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store;

import io.farol.model.Scope;
import io.farol.model.TimeRange;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which samples of a metric, newest first; ties by series, descending.
///
/// @param range they were measured in it
/// @param metric its name; metrics of this name in another unit or kind are asked for with it
/// @param filter what they must be
/// @param limit 1 to 1,000
/// @param after the last one of the page before, or null for the first page
public record SampleQuery(
    Scope scope, TimeRange range, String metric, Filter filter, int limit, @Nullable Cursor after) {

  public static final int MAX_LIMIT = 1_000;

  public SampleQuery {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "limit is " + limit + "; it must lie between 1 and " + MAX_LIMIT);
    }
  }

  /// A place in the order of samples.
  public record Cursor(long atEpochNanos, long series) {}

  /// Conditions that must all hold.
  ///
  /// @param service whose, or null for all
  /// @param series its number, or null for all
  /// @param attributes each is there as a text, a flag or a whole number that reads so
  public record Filter(
      @Nullable String service, @Nullable Long series, Map<String, String> attributes) {

    public static final Filter ALL = new Filter(null, null, Map.of());

    public Filter {
      attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }
  }
}
