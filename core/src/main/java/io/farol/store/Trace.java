// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store;

import io.farol.model.Detail;
import io.farol.model.Exchange;
import io.farol.model.Origin;
import io.farol.model.SpanId;
import io.farol.model.SpanKind;
import io.farol.model.SpanStatus;
import io.farol.model.Timing;
import io.farol.model.TraceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every span Farol has of one trace.
///
/// @param spans by start, then by id; a span of which only the start is known has no end
public record Trace(TraceId id, List<Row> spans) {

  public Trace {
    spans = List.copyOf(spans);
  }

  /// A part of a trace.
  ///
  /// @param trace the spans of this page
  /// @param spans how many the whole trace has within the scope
  /// @param next where the next page begins, or null when this is the last
  public record Part(Trace trace, long spans, @Nullable Place next) {}

  /// A place in the order of spans: the last one of a page.
  public record Place(long startEpochNanos, SpanId span) {}

  /// @param exchange the exchange seen in this span, or null when it is none or is part of another
  ///   one
  public record Row(
      SpanId span,
      @Nullable SpanId parent,
      Timing timing,
      String name,
      SpanKind kind,
      Origin origin,
      SpanStatus status,
      Detail detail,
      @Nullable Exchange exchange) {}
}
