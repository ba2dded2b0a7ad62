// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store;

import io.farol.model.Cause;
import io.farol.model.Scope;
import io.farol.model.SpanKey;
import io.farol.model.TimeRange;
import org.jspecify.annotations.Nullable;

/// Which exchanges, newest start first; ties by trace and span id, descending.
///
/// @param range their start lies in it
/// @param filter what they must be
/// @param limit 1 to 1,000
/// @param after the last one of the page before, or null for the first page
public record ExchangeQuery(
    Scope scope, TimeRange range, Filter filter, int limit, @Nullable Cursor after) {

  public static final int MAX_LIMIT = 1_000;

  public ExchangeQuery {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "limit is " + limit + "; it must lie between 1 and " + MAX_LIMIT);
    }
  }

  /// A place in the order of exchanges.
  public record Cursor(long startEpochNanos, SpanKey key) {}

  /// Conditions that must all hold; null asks for nothing.
  ///
  /// @param text appears, whatever its case, in from, to, integration, operation, model requested
  ///   or responded, the outcome's detail, or the id of the trace, span, conversation or response
  /// @param where whatever else they must be
  public record Filter(
      @Nullable String integration,
      @Nullable String from,
      @Nullable String to,
      @Nullable State state,
      @Nullable Cause cause,
      @Nullable String conversationId,
      @Nullable String text,
      Condition where) {

    public static final Filter ALL = new Filter(null, null, null, null, null, null, null);

    /// Asks for nothing else.
    public Filter(
        @Nullable String integration,
        @Nullable String from,
        @Nullable String to,
        @Nullable State state,
        @Nullable Cause cause,
        @Nullable String conversationId,
        @Nullable String text) {
      this(integration, from, to, state, cause, conversationId, text, Condition.ANYTHING);
    }

    public static Filter where(Condition condition) {
      return new Filter(null, null, null, null, null, null, null, condition);
    }
  }

  public enum State {
    /// No end was told: still open, or lost.
    OPEN,
    SUCCEEDED,
    FAILED
  }
}
