// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

import java.util.List;
import java.util.Map;

/// What a span carries beside its exchange columns, so that its trace can be drawn: attributes that
/// no dialect consumed as content, events and links.
public record Detail(Map<String, Value> attributes, List<Event> events, List<Link> links) {

  public static final Detail NONE = new Detail(Map.of(), List.of(), List.of());

  public Detail {
    attributes = new Value.Fields(attributes).values();
    events = List.copyOf(events);
    links = List.copyOf(links);
  }

  /// Something that happened during the span.
  public record Event(String name, long atEpochNanos, Map<String, Value> attributes) {
    public Event {
      attributes = new Value.Fields(attributes).values();
    }
  }

  /// A span of this or another trace that this one points at.
  public record Link(SpanKey span, Map<String, Value> attributes) {
    public Link {
      attributes = new Value.Fields(attributes).values();
    }
  }
}
