// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import io.farol.ingest.dialect.Sender;
import io.farol.model.SpanKind;
import io.farol.model.SpanStatus;
import java.io.IOException;

/// Span, Event, Link and Status in JSON.
final class JsonSpans extends JsonReader<RawSpan> {

  private static final Names NAMES =
      new Names("resourceSpans", "resource_spans", "scopeSpans", "scope_spans", "spans", "spans");

  private static final SpanKind[] KINDS = SpanKind.values();
  private static final SpanStatus.Code[] CODES = SpanStatus.Code.values();

  JsonSpans(JsonIn in, Collected collected) {
    super(in, collected);
  }

  @Override
  Names names() {
    return NAMES;
  }

  @Override
  void collect(RawSpan record, Sender sender) {
    collected.span(record, sender);
  }

  @Override
  RawSpan record() throws IOException {
    RawSpan span = new RawSpan();
    in.object("a span", name -> field(name, span));
    return span;
  }

  private boolean field(String name, RawSpan span) throws IOException {
    switch (name) {
      case "traceId", "trace_id" -> span.trace = RawId.parse(in.text());
      case "spanId", "span_id" -> span.span = RawId.parse(in.text());
      case "parentSpanId", "parent_span_id" -> span.parent = RawId.parse(in.text());
      case "name" -> span.name = in.name();
      case "kind" -> span.kind = in.constant(KINDS);
      case "startTimeUnixNano", "start_time_unix_nano" -> span.start = time(name, span);
      case "endTimeUnixNano", "end_time_unix_nano" -> span.end = time(name, span);
      case "attributes" -> values.attributes("a span's attributes", span.attributes);
      case "events" -> in.list("a span's events", () -> event(span));
      case "links" -> in.list("a span's links", () -> link(span));
      case "status" -> in.object("a span's status", field -> status(field, span));
      case "traceState", "trace_state" -> span.traceState = in.name();
      case "droppedAttributesCount", "dropped_attributes_count" ->
          span.attributes.droppedBySender(in.count());
      case "droppedEventsCount", "dropped_events_count" ->
          span.droppedEvents += Math.max(0, in.count());
      case "droppedLinksCount", "dropped_links_count" ->
          span.droppedLinks += Math.max(0, in.count());
      default -> {
        return false;
      }
    }
    return true;
  }

  private long time(String name, RawSpan span) throws IOException {
    Long time = in.whole();
    if (time == null) {
      span.unreadable = name + " is not a number; send nanoseconds since 1970";
      return 0;
    }
    return time;
  }

  private boolean status(String name, RawSpan span) throws IOException {
    switch (name) {
      case "code" -> span.statusCode = in.constant(CODES);
      case "message" -> span.statusMessage = in.text();
      default -> {
        return false;
      }
    }
    return true;
  }

  private void event(RawSpan span) throws IOException {
    if (!collected.allowance.take(Limits.EVENT_COST)) {
      in.skip();
      span.droppedEvents++;
      return;
    }
    RawAttributes attributes = new RawAttributes();
    String[] eventName = {""};
    long[] at = {0};
    in.object(
        "an event",
        name -> {
          switch (name) {
            case "name" -> eventName[0] = in.name();
            case "timeUnixNano", "time_unix_nano" -> at[0] = in.count();
            case "attributes" -> values.attributes("an event's attributes", attributes);
            default -> {
              return false;
            }
          }
          return true;
        });
    span.event(eventName[0], at[0], attributes.take());
  }

  private void link(RawSpan span) throws IOException {
    if (!collected.allowance.take(Limits.EVENT_COST)) {
      in.skip();
      span.droppedLinks++;
      return;
    }
    RawAttributes attributes = new RawAttributes();
    RawId[] ids = {RawId.ABSENT, RawId.ABSENT};
    in.object(
        "a link",
        name -> {
          switch (name) {
            case "traceId", "trace_id" -> ids[0] = RawId.parse(in.text());
            case "spanId", "span_id" -> ids[1] = RawId.parse(in.text());
            case "attributes" -> values.attributes("a link's attributes", attributes);
            default -> {
              return false;
            }
          }
          return true;
        });
    span.link(ids[0], ids[1], attributes.take());
  }
}
