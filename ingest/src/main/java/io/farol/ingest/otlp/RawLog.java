// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import io.farol.ingest.dialect.Attributes;
import io.farol.ingest.dialect.Sender;
import io.farol.ingest.dialect.SentLog;
import io.farol.model.Value;
import org.jspecify.annotations.Nullable;

/// A log record while it is being read, of either encoding.
final class RawLog {

  RawId trace = RawId.ABSENT;
  RawId span = RawId.ABSENT;
  long time;
  long observed;
  int severity;
  String eventName = "";
  Value body = new Value.Empty();
  final RawAttributes attributes = new RawAttributes();

  /// A field that could not be read at all; null when there is none.
  @Nullable String unreadable;

  /// Why it cannot be kept, or null.
  @Nullable String fault() {
    if (unreadable != null) {
      return unreadable;
    }
    String fault = time == 0 ? null : Times.fault("timeUnixNano", time);
    if (fault == null && time == 0 && observed != 0) {
      fault = Times.fault("observedTimeUnixNano", observed);
    }
    return fault;
  }

  /// Only after [#fault] gave null. Ids that are none leave the record without a span, as OTLP
  /// asks.
  ///
  /// @param receivedEpochNanos its time where it names none
  SentLog sent(Sender sender, long receivedEpochNanos) {
    if (attributes.dropped() > 0) {
      attributes.put("otel.dropped_attributes_count", Value.of(attributes.dropped()));
    }
    Attributes read = attributes.attributes();
    boolean inSpan = trace.fault("", 16) == null && span.fault("", 8) == null;
    long at = time != 0 ? time : observed != 0 ? observed : receivedEpochNanos;
    return new SentLog(
        sender,
        at,
        severity < 0 || severity > 24 ? 0 : severity,
        inSpan ? RawSpan.key(trace, span) : null,
        eventName.isEmpty() ? read.text("event.name") : eventName,
        body,
        read);
  }
}
