// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import com.linecorp.armeria.common.QueryParams;
import io.farol.model.Scope;
import io.farol.model.SpanId;
import io.farol.model.TimeRange;
import io.farol.model.TraceId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a handler sees of a request: its path and query parameters and its body, with the readings
/// every resource needs.
///
/// @param path path parameters by name
/// @param query query parameters
/// @param body the whole body; empty for GET
/// @param clock what "now" is, for ranges that name no end
public record Request(
    Map<String, String> path, QueryParams query, byte[] body, InstantSource clock) {

  /// What a question covers when it names no range.
  static final Duration DEFAULT_RANGE = Duration.ofHours(1);

  private static final long MAX_LIMIT = 1_000;
  private static final long MINUTE = 60_000_000_000L;

  /// @throws Problem for the first parameter that the resource does not take
  Request only(String... known) {
    Set<String> names = Set.of(known);
    for (String name : query.names()) {
      if (!names.contains(name)) {
        throw Problem.parameter(
            name, "this resource takes no such parameter", "it takes " + String.join(", ", known));
      }
    }
    return this;
  }

  long now() {
    return Times.nanos(clock.instant());
  }

  /// `from` (an hour ago) to `to` (now).
  TimeRange range() {
    String to = query.get("to");
    String from = query.get("from");
    long end = to == null ? now() + 1 : Times.parse("to", to);
    long start = from == null ? end - DEFAULT_RANGE.toNanos() : Times.parse("from", from);
    if (start >= end) {
      throw Problem.parameter(
          "from", "it is not before to", "ask for a range that begins before it ends");
    }
    return new TimeRange(start, end);
  }

  /// The range of a sum: that of an hour and more is widened to whole minutes, which stores keep
  /// summed up.
  TimeRange minutes() {
    TimeRange range = range();
    if (range.toEpochNanos() - range.fromEpochNanos() < DEFAULT_RANGE.toNanos()) {
      return range;
    }
    return new TimeRange(
        Math.floorDiv(range.fromEpochNanos(), MINUTE) * MINUTE,
        Math.ceilDiv(range.toEpochNanos(), MINUTE) * MINUTE);
  }

  Scope scope() {
    return new Scope(Scope.DEFAULT_TENANT, text("environment"));
  }

  @Nullable String text(String name) {
    String value = query.get(name);
    return value == null || value.isEmpty() ? null : value;
  }

  int limit(int otherwise) {
    String text = text("limit");
    if (text == null) {
      return otherwise;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    } catch (NumberFormatException e) {
      throw badLimit(text);
    }
    throw badLimit(text);
  }

  private static Problem badLimit(String text) {
    return Problem.parameter(
        "limit",
        "\"" + text + "\" is not a number from 1 to " + MAX_LIMIT,
        "ask for fewer and follow next");
  }

  @Nullable Long hint() {
    String at = text("at");
    return at == null ? null : Times.parse("at", at);
  }

  TraceId traceId() {
    return traceId(path.getOrDefault("traceId", ""));
  }

  /// @param text what the parameter `traceId` says
  static TraceId traceId(String text) {
    try {
      return TraceId.parse(text);
    } catch (IllegalArgumentException e) {
      throw Problem.parameter(
          "traceId", "it is not a trace id", "write 32 hex digits, not all of them zero");
    }
  }

  SpanId spanId() {
    try {
      return SpanId.parse(path.getOrDefault("spanId", ""));
    } catch (IllegalArgumentException e) {
      throw Problem.parameter(
          "spanId", "it is not a span id", "write 16 hex digits, not all of them zero");
    }
  }
}
