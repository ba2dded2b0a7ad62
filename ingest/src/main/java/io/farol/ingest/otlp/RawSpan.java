// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import io.farol.ingest.dialect.Sender;
import io.farol.ingest.dialect.SentSpan;
import io.farol.model.Detail;
import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import io.farol.model.SpanKind;
import io.farol.model.SpanStatus;
import io.farol.model.TraceId;
import io.farol.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A span while it is being read, of either encoding. [#fault] says whether it can be kept.
final class RawSpan {

  private static final SpanKind[] KINDS = SpanKind.values();
  private static final SpanStatus.Code[] CODES = SpanStatus.Code.values();

  RawId trace = RawId.ABSENT;
  RawId span = RawId.ABSENT;
  RawId parent = RawId.ABSENT;
  String name = "";
  String traceState = "";
  int kind;
  long start;
  long end;
  int statusCode;
  String statusMessage = "";
  final RawAttributes attributes = new RawAttributes();
  long droppedEvents;
  long droppedLinks;

  /// A field that could not be read at all; null when there is none.
  @Nullable String unreadable;

  private final List<Detail.Event> events = new ArrayList<>(0);
  private final List<Detail.Link> links = new ArrayList<>(0);

  void event(String eventName, long atEpochNanos, Map<String, Value> values) {
    if (events.size() < Limits.EVENTS) {
      events.add(new Detail.Event(eventName, atEpochNanos, values));
    } else {
      droppedEvents++;
    }
  }

  /// A link without valid ids points nowhere: it is counted as dropped.
  void link(RawId linkedTrace, RawId linkedSpan, Map<String, Value> values) {
    if (links.size() < Limits.EVENTS
        && linkedTrace.fault("", 16) == null
        && linkedSpan.fault("", 8) == null) {
      links.add(new Detail.Link(key(linkedTrace, linkedSpan), values));
    } else {
      droppedLinks++;
    }
  }

  /// Why it cannot be kept, or null.
  @Nullable String fault() {
    if (unreadable != null) {
      return unreadable;
    }
    String fault = trace.fault("traceId", 16);
    if (fault == null) {
      fault = span.fault("spanId", 8);
    }
    if (fault == null && !parent.isAbsent() && !parent.isZero()) {
      fault = parent.fault("parentSpanId", 8);
    }
    if (fault == null) {
      fault = Times.fault("startTimeUnixNano", start);
    }
    if (fault == null && end != 0) {
      fault = Times.fault("endTimeUnixNano", end);
    }
    return fault;
  }

  /// Only after [#fault] gave null.
  SentSpan sent(Sender sender) {
    dropped("otel.dropped_events_count", droppedEvents);
    dropped("otel.dropped_links_count", droppedLinks);
    dropped("otel.dropped_attributes_count", attributes.dropped());
    if (!traceState.isEmpty()) {
      attributes.put("w3c.tracestate", Value.of(traceState));
    }
    return new SentSpan(
        sender,
        key(trace, span),
        parent.isAbsent() || parent.isZero() ? null : new SpanId(parent.longAt(0)),
        name,
        kind >= 0 && kind < KINDS.length ? KINDS[kind] : SpanKind.UNSPECIFIED,
        start,
        end == 0 ? null : end,
        attributes.attributes(),
        events,
        links,
        status(),
        attributes.dropped());
  }

  private SpanStatus status() {
    if (statusCode <= 0 || statusCode >= CODES.length) {
      return statusMessage.isEmpty()
          ? SpanStatus.UNSET
          : new SpanStatus(SpanStatus.Code.UNSET, statusMessage);
    }
    return new SpanStatus(CODES[statusCode], statusMessage.isEmpty() ? null : statusMessage);
  }

  private void dropped(String key, long count) {
    if (count > 0) {
      attributes.put(key, Value.of(count));
    }
  }

  static SpanKey key(RawId trace, RawId span) {
    return new SpanKey(new TraceId(trace.longAt(0), trace.longAt(8)), new SpanId(span.longAt(0)));
  }
}
