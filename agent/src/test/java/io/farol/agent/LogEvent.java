// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.agent;

import io.opentelemetry.proto.logs.v1.LogRecord;
import java.util.HexFormat;
import java.util.Map;

/// A log record as it came over the wire, with its resource's attributes.
record LogEvent(LogRecord log, Map<String, String> resource) {
  String name() {
    return log.getEventName();
  }

  String traceId() {
    return HexFormat.of().formatHex(log.getTraceId().toByteArray());
  }

  String spanId() {
    return HexFormat.of().formatHex(log.getSpanId().toByteArray());
  }

  Map<String, String> attributes() {
    return OtlpReceiver.texts(log.getAttributesList());
  }
}
