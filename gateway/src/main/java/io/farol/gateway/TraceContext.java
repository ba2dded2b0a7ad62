// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import io.farol.model.TraceId;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The place of an exchange in its caller's trace, or in a trace of its own ([W3C Trace
/// Context](https://www.w3.org/TR/trace-context/)).
///
/// @param key the trace, and the gateway's own span in it
/// @param parent the caller's span, or null
/// @param flags two hex digits, as the caller sent them
record TraceContext(SpanKey key, @Nullable SpanId parent, String flags) {

  private static final Pattern FORM =
      Pattern.compile("(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?");

  /// @param traceparent the caller's header, or null
  static TraceContext of(@Nullable String traceparent) {
    Matcher matcher = traceparent == null ? null : FORM.matcher(traceparent);
    if (matcher != null && matcher.matches()) {
      try {
        return new TraceContext(
            new SpanKey(TraceId.parse(matcher.group(1)), span()),
            SpanId.parse(matcher.group(2)),
            matcher.group(3));
      } catch (IllegalArgumentException allZeros) {
        // as if nothing had come
      }
    }
    ThreadLocalRandom random = ThreadLocalRandom.current();
    TraceId trace = new TraceId(random.nextLong() | 1L, random.nextLong() | 1L);
    return new TraceContext(new SpanKey(trace, span()), null, "01");
  }

  private static SpanId span() {
    return new SpanId(ThreadLocalRandom.current().nextLong() | 1L);
  }

  /// What the upstream is told.
  String traceparent() {
    return "00-" + key.trace().hex() + "-" + key.span().hex() + "-" + flags;
  }
}
