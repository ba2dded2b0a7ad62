// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import io.farol.ingest.dialect.Sender;
import java.io.IOException;

/// LogRecord in JSON.
final class JsonLogs extends JsonReader<RawLog> {

  private static final Names NAMES =
      new Names(
          "resourceLogs", "resource_logs", "scopeLogs", "scope_logs", "logRecords", "log_records");

  JsonLogs(JsonIn in, Collected collected) {
    super(in, collected);
  }

  @Override
  Names names() {
    return NAMES;
  }

  @Override
  void collect(RawLog record, Sender sender) {
    collected.log(record, sender);
  }

  @Override
  RawLog record() throws IOException {
    RawLog log = new RawLog();
    in.object("a log record", name -> field(name, log));
    return log;
  }

  private boolean field(String name, RawLog log) throws IOException {
    switch (name) {
      case "traceId", "trace_id" -> log.trace = RawId.parse(in.text());
      case "spanId", "span_id" -> log.span = RawId.parse(in.text());
      case "timeUnixNano", "time_unix_nano" -> log.time = time(name, log);
      case "observedTimeUnixNano", "observed_time_unix_nano" -> log.observed = time(name, log);
      case "severityNumber", "severity_number" -> log.severity = severity();
      case "body" -> log.body = values.value(0);
      case "attributes" -> values.attributes("a log record's attributes", log.attributes);
      case "eventName", "event_name" -> log.eventName = in.name();
      case "droppedAttributesCount", "dropped_attributes_count" ->
          log.attributes.droppedBySender(in.count());
      default -> {
        return false;
      }
    }
    return true;
  }

  private int severity() throws IOException {
    return in.constant(Severity.values());
  }

  private long time(String name, RawLog log) throws IOException {
    Long time = in.whole();
    if (time == null) {
      log.unreadable = name + " is not a number; send nanoseconds since 1970";
      return 0;
    }
    return time;
  }

  /// Names of the severity numbers, in the wire's order.
  private enum Severity {
    UNSPECIFIED,
    TRACE,
    TRACE2,
    TRACE3,
    TRACE4,
    DEBUG,
    DEBUG2,
    DEBUG3,
    DEBUG4,
    INFO,
    INFO2,
    INFO3,
    INFO4,
    WARN,
    WARN2,
    WARN3,
    WARN4,
    ERROR,
    ERROR2,
    ERROR3,
    ERROR4,
    FATAL,
    FATAL2,
    FATAL3,
    FATAL4
  }
}
