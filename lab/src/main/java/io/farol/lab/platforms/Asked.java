// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.platforms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.farol.lab.people.Luck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/// A request as a platform sees it.
///
/// @param method `POST`
/// @param path without query
/// @param headers the first value of each, names in lower case
/// @param body empty when there is none
record Asked(String method, String path, Map<String, String> headers, byte[] body) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /// The header's value, or empty.
  String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /// The body as JSON; a missing node when it is none.
  JsonNode json() {
    try {
      JsonNode parsed = JSON.readTree(body);
      return parsed == null ? MissingNode.getInstance() : parsed;
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  /// Chances that follow from the seed and from what was asked, not from when: the same request
  /// meets the same luck whatever else happens. A client's second attempt is another request.
  Luck luck(long seed) {
    long hash = FNV_OFFSET ^ seed;
    for (byte each :
        (method + path + header("x-stainless-retry-count")).getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ each) * FNV_PRIME;
    }
    for (byte each : body) {
      hash = (hash ^ each) * FNV_PRIME;
    }
    return new Luck(hash);
  }
}
