// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import io.farol.model.Detail;
import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import io.farol.model.SpanKind;
import io.farol.model.SpanStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A valid span as its sender wrote it, before any dialect has read it.
///
/// @param sender whose
/// @param key its ids
/// @param parent the span above, or null
/// @param name its name
/// @param kind OTLP's kind
/// @param startEpochNanos by the sender's clock
/// @param endEpochNanos the same; null while it is still running
/// @param attributes its attributes
/// @param events in the sender's order
/// @param links valid ones
/// @param status OTLP's status
/// @param droppedAttributes how many attributes the sender or a limit of ours left out
public record SentSpan(
    Sender sender,
    SpanKey key,
    @Nullable SpanId parent,
    String name,
    SpanKind kind,
    long startEpochNanos,
    @Nullable Long endEpochNanos,
    Attributes attributes,
    List<Detail.Event> events,
    List<Detail.Link> links,
    SpanStatus status,
    long droppedAttributes) {

  public SentSpan {
    events = List.copyOf(events);
    links = List.copyOf(links);
  }

  /// Never prints content.
  @Override
  public String toString() {
    return "SentSpan[" + key + "]";
  }
}
