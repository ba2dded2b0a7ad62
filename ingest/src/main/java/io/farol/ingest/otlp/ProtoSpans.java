// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import io.farol.ingest.dialect.Sender;

/// `opentelemetry.proto.trace.v1`: Span, Event, Link, Status.
final class ProtoSpans extends ProtoReader {

  private static final int TRACE_ID = WireReader.tag(1, WireReader.BYTES);
  private static final int SPAN_ID = WireReader.tag(2, WireReader.BYTES);
  private static final int TRACE_STATE = WireReader.tag(3, WireReader.BYTES);
  private static final int PARENT_ID = WireReader.tag(4, WireReader.BYTES);
  private static final int NAME = WireReader.tag(5, WireReader.BYTES);
  private static final int KIND = WireReader.tag(6, WireReader.VARINT);
  private static final int START = WireReader.tag(7, WireReader.FIXED64);
  private static final int END = WireReader.tag(8, WireReader.FIXED64);
  private static final int ATTRIBUTES = WireReader.tag(9, WireReader.BYTES);
  private static final int DROPPED_ATTRIBUTES = WireReader.tag(10, WireReader.VARINT);
  private static final int EVENTS = WireReader.tag(11, WireReader.BYTES);
  private static final int DROPPED_EVENTS = WireReader.tag(12, WireReader.VARINT);
  private static final int LINKS = WireReader.tag(13, WireReader.BYTES);
  private static final int DROPPED_LINKS = WireReader.tag(14, WireReader.VARINT);
  private static final int STATUS = WireReader.tag(15, WireReader.BYTES);

  private static final int STATUS_MESSAGE = WireReader.tag(2, WireReader.BYTES);
  private static final int STATUS_CODE = WireReader.tag(3, WireReader.VARINT);

  private static final int EVENT_TIME = WireReader.tag(1, WireReader.FIXED64);
  private static final int EVENT_NAME = WireReader.tag(2, WireReader.BYTES);
  private static final int EVENT_ATTRIBUTES = WireReader.tag(3, WireReader.BYTES);

  private static final int LINK_TRACE = WireReader.tag(1, WireReader.BYTES);
  private static final int LINK_SPAN = WireReader.tag(2, WireReader.BYTES);
  private static final int LINK_ATTRIBUTES = WireReader.tag(4, WireReader.BYTES);

  ProtoSpans(WireReader in, Collected collected) {
    super(in, collected);
  }

  @Override
  void record(Sender sender) {
    int outer = in.enter();
    RawSpan span = new RawSpan();
    for (int tag = in.next(); tag != 0; tag = in.next()) {
      if (tag == ATTRIBUTES) {
        values.attribute(span.attributes);
      } else if (tag == TRACE_ID) {
        span.trace = RawId.of(in.bytes());
      } else if (tag == SPAN_ID) {
        span.span = RawId.of(in.bytes());
      } else if (tag == PARENT_ID) {
        span.parent = RawId.of(in.bytes());
      } else if (tag == NAME) {
        span.name = in.name();
      } else if (tag == KIND) {
        span.kind = (int) in.varint();
      } else if (tag == START) {
        span.start = in.fixed64();
      } else if (tag == END) {
        span.end = in.fixed64();
      } else if (tag == STATUS) {
        status(span);
      } else if (tag == EVENTS) {
        event(span);
      } else if (tag == LINKS) {
        link(span);
      } else if (tag == TRACE_STATE) {
        span.traceState = in.name();
      } else if (tag == DROPPED_ATTRIBUTES) {
        span.attributes.droppedBySender(in.varint());
      } else if (tag == DROPPED_EVENTS) {
        span.droppedEvents += Math.max(0, in.varint());
      } else if (tag == DROPPED_LINKS) {
        span.droppedLinks += Math.max(0, in.varint());
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
    collected.span(span, sender);
  }

  private void status(RawSpan span) {
    int outer = in.enter();
    for (int tag = in.next(); tag != 0; tag = in.next()) {
      if (tag == STATUS_CODE) {
        span.statusCode = (int) in.varint();
      } else if (tag == STATUS_MESSAGE) {
        span.statusMessage = in.text();
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
  }

  private void event(RawSpan span) {
    if (!collected.allowance.take(Limits.EVENT_COST)) {
      in.skippedBytes();
      span.droppedEvents++;
      return;
    }
    int outer = in.enter();
    String name = "";
    long at = 0;
    RawAttributes attributes = new RawAttributes();
    for (int tag = in.next(); tag != 0; tag = in.next()) {
      if (tag == EVENT_NAME) {
        name = in.name();
      } else if (tag == EVENT_TIME) {
        at = in.fixed64();
      } else if (tag == EVENT_ATTRIBUTES) {
        values.attribute(attributes);
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
    span.event(name, at, attributes.take());
  }

  private void link(RawSpan span) {
    if (!collected.allowance.take(Limits.EVENT_COST)) {
      in.skippedBytes();
      span.droppedLinks++;
      return;
    }
    int outer = in.enter();
    RawId trace = RawId.ABSENT;
    RawId linked = RawId.ABSENT;
    RawAttributes attributes = new RawAttributes();
    for (int tag = in.next(); tag != 0; tag = in.next()) {
      if (tag == LINK_TRACE) {
        trace = RawId.of(in.bytes());
      } else if (tag == LINK_SPAN) {
        linked = RawId.of(in.bytes());
      } else if (tag == LINK_ATTRIBUTES) {
        values.attribute(attributes);
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
    span.link(trace, linked, attributes.take());
  }
}
