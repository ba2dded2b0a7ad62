// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.platforms;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What a platform does with a request.
sealed interface Reply {
  /// What the platform writes down of it; completed by the platform's name and the caller's trace.
  ObjectNode entry();

  /// An answer in one piece.
  ///
  /// @param after how long it takes
  record Whole(
      int status, Map<String, String> headers, byte[] body, Duration after, ObjectNode entry)
      implements Reply {}

  /// Server-sent events.
  ///
  /// @param first how long until the first
  /// @param between from one to the next
  /// @param events as they stand on the wire, without the blank line after each
  record Events(
      Map<String, String> headers,
      List<String> events,
      Duration first,
      Duration between,
      ObjectNode entry)
      implements Reply {}

  /// Nothing, until the caller has long gone.
  ///
  /// @param atMost then the connection is closed
  record Silence(Duration atMost, ObjectNode entry) implements Reply {}

  /// An answer of JSON.
  static Whole json(int status, ObjectNode body, Duration after, ObjectNode entry) {
    return new Whole(
        status,
        Map.of("Content-Type", "application/json"),
        body.toString().getBytes(StandardCharsets.UTF_8),
        after,
        entry);
  }

  /// The beginning of an entry.
  static ObjectNode entry(String operation, int status) {
    return JsonNodeFactory.instance.objectNode().put("operation", operation).put("status", status);
  }

  /// An empty JSON object.
  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
