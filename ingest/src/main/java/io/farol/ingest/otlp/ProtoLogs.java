// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import io.farol.ingest.dialect.Sender;

/// `opentelemetry.proto.logs.v1`: LogRecord.
final class ProtoLogs extends ProtoReader {

  private static final int TIME = WireReader.tag(1, WireReader.FIXED64);
  private static final int SEVERITY = WireReader.tag(2, WireReader.VARINT);
  private static final int BODY = WireReader.tag(5, WireReader.BYTES);
  private static final int ATTRIBUTES = WireReader.tag(6, WireReader.BYTES);
  private static final int DROPPED_ATTRIBUTES = WireReader.tag(7, WireReader.VARINT);
  private static final int TRACE_ID = WireReader.tag(9, WireReader.BYTES);
  private static final int SPAN_ID = WireReader.tag(10, WireReader.BYTES);
  private static final int OBSERVED = WireReader.tag(11, WireReader.FIXED64);
  private static final int EVENT_NAME = WireReader.tag(12, WireReader.BYTES);

  ProtoLogs(WireReader in, Collected collected) {
    super(in, collected);
  }

  @Override
  void record(Sender sender) {
    int outer = in.enter();
    RawLog log = new RawLog();
    for (int tag = in.next(); tag != 0; tag = in.next()) {
      if (tag == ATTRIBUTES) {
        values.attribute(log.attributes);
      } else if (tag == TIME) {
        log.time = in.fixed64();
      } else if (tag == OBSERVED) {
        log.observed = in.fixed64();
      } else if (tag == SEVERITY) {
        log.severity = (int) in.varint();
      } else if (tag == BODY) {
        log.body = values.value(0);
      } else if (tag == TRACE_ID) {
        log.trace = RawId.of(in.bytes());
      } else if (tag == SPAN_ID) {
        log.span = RawId.of(in.bytes());
      } else if (tag == EVENT_NAME) {
        log.eventName = in.name();
      } else if (tag == DROPPED_ATTRIBUTES) {
        log.attributes.droppedBySender(in.varint());
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
    collected.log(log, sender);
  }
}
