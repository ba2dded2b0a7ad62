// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import io.farol.model.SpanKey;
import io.farol.model.Value;
import org.jspecify.annotations.Nullable;

/// A valid log record as its sender wrote it.
///
/// @param sender whose
/// @param atEpochNanos when, by the sender's clock, else when it was observed
/// @param severity OTLP's number, 1–24; 0 when unset
/// @param span the span it was written in; null when it names none, or no valid one
/// @param eventName the `eventName` field, else the attribute `event.name`; null for a plain log
/// @param body [Value.Empty] when there is none
/// @param attributes its attributes
public record SentLog(
    Sender sender,
    long atEpochNanos,
    int severity,
    @Nullable SpanKey span,
    @Nullable String eventName,
    Value body,
    Attributes attributes) {

  /// Never prints content.
  @Override
  public String toString() {
    return "SentLog[" + eventName + ", " + span + "]";
  }
}
