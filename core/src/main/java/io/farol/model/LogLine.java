// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A log record that tells nothing about a call's start, end or content.
///
/// @param origin who sent it
/// @param atEpochNanos when, by the sender's clock, else when it was observed
/// @param severity OTLP's number, 1–24; 0 when unset
/// @param span the span it was written in, or null
/// @param eventName the event's name, or null for a plain log
/// @param body its body; [Value.Empty] when there is none
/// @param attributes its attributes
public record LogLine(
    Origin origin,
    long atEpochNanos,
    int severity,
    @Nullable SpanKey span,
    @Nullable String eventName,
    Value body,
    Map<String, Value> attributes) {

  public LogLine {
    attributes = new Value.Fields(attributes).values();
  }

  /// The body as one text, see [Value#text].
  public String text() {
    return body.text();
  }
}
