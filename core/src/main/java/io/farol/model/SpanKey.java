// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

/// What names one span, and so one exchange, within a tenant.
public record SpanKey(TraceId trace, SpanId span) implements Comparable<SpanKey> {

  @Override
  public int compareTo(SpanKey other) {
    int byTrace = trace.compareTo(other.trace);
    return byTrace != 0 ? byTrace : span.compareTo(other.span);
  }
}
