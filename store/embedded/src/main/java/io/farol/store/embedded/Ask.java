// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.model.Scope;
import io.farol.model.TimeRange;
import io.farol.model.TraceId;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a question is about: the traces that are looked at, and which of their listed exchanges are
/// meant. `$1` is the tenant and `$2` the environment or null in all SQL; further arguments follow.
///
/// @param seen SQL that names the traces
/// @param bounds condition on `start_ns` of tellings, or `true`
/// @param listed condition on the start of a listed exchange, or `true`
/// @param arguments beginning with `$1`
record Ask(String seen, String bounds, String listed, List<@Nullable Object> arguments) {

  /// How far outside a range a telling may lie and still be joined with what is in it: a day.
  static final long REACH_NANOS = 86_400_000_000_000L;

  /// Exchanges that began in a range.
  static Ask range(Scope scope, TimeRange range) {
    long from = range.fromEpochNanos();
    long to = range.toEpochNanos();
    String inRange = between(from, to);
    return new Ask(
        "select distinct trace from facts.span where tenant = $1 and " + inRange,
        between(minus(from), plus(to)),
        inRange,
        Arrays.asList(scope.tenant(), scope.environment()));
  }

  /// Everything in one trace, whatever its environment. The trace is sought by its id in the column
  /// `trace` alone: a locator by time is not kept yet.
  static Ask trace(String tenant, TraceId trace) {
    return new Ask(
        "select $3::uuid as trace",
        "true",
        "true",
        Arrays.asList(tenant, null, new UUID(trace.high(), trace.low()).toString()));
  }

  private static String between(long from, long to) {
    return "start_ns >= " + from + " and start_ns < " + to;
  }

  private static long minus(long from) {
    return Math.max(from, Long.MIN_VALUE + 1 + REACH_NANOS) - REACH_NANOS;
  }

  private static long plus(long to) {
    return Math.min(to, Long.MAX_VALUE - REACH_NANOS) + REACH_NANOS;
  }
}
