// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.wire;

import io.farol.ingest.dialect.JsonText;
import io.farol.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Server-sent events ([the
/// standard](https://html.spec.whatwg.org/multipage/server-sent-events.html)): those of a stream
/// that were whole when it ended.
final class ServerEvents {

  /// Stands where events are missing: what comes behind it goes on with something unknown.
  static final Event GAP = new Event(null, new Value.Fields(Map.of()));

  private ServerEvents() {}

  /// @param name the event's type, or null
  /// @param data JSON, or an empty object where it is none (`[DONE]`)
  record Event(@Nullable String name, Value.Fields data) {}

  static List<Event> of(String stream) {
    List<Event> events = new ArrayList<>();
    String name = null;
    StringBuilder data = new StringBuilder();
    int at = 0;
    while (at < stream.length()) {
      int end = lineEnd(stream, at);
      if (end < 0) {
        break;
      }
      String line = stream.substring(at, end);
      at = end + (stream.startsWith("\r\n", end) ? 2 : 1);
      if (line.isEmpty()) {
        add(events, name, data);
        name = null;
        data.setLength(0);
      } else if (line.startsWith("data:")) {
        data.append(data.isEmpty() ? "" : "\n").append(value(line, 5));
      } else if (line.startsWith("event:")) {
        name = value(line, 6);
      }
    }
    // Some servers end without the empty line behind the last event.
    add(events, name, data);
    return events;
  }

  /// Those of the end of a stream, which may begin in the middle of one.
  static List<Event> ofEnd(String stream) {
    for (int i = 0; i < stream.length(); i++) {
      int next = stream.startsWith("\r\n", i) ? i + 2 : i + 1;
      if (lineEnd(stream, i) == i && lineEnd(stream, next) == next) {
        return of(stream.substring(next));
      }
    }
    return List.of();
  }

  private static void add(List<Event> events, @Nullable String name, StringBuilder data) {
    if (JsonText.read(data.toString()) instanceof Value.Fields fields) {
      events.add(new Event(name, fields));
    }
  }

  private static int lineEnd(String stream, int from) {
    for (int i = from; i < stream.length(); i++) {
      char c = stream.charAt(i);
      if (c == '\n' || c == '\r') {
        return i;
      }
    }
    return -1;
  }

  private static String value(String line, int from) {
    return line.startsWith(" ", from) ? line.substring(from + 1) : line.substring(from);
  }
}
