// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import com.fasterxml.jackson.databind.JsonNode;

/// Answers one resource. Runs on a virtual thread and may block.
@FunctionalInterface
public interface Endpoint {

  /// @throws Problem when it cannot be answered
  JsonNode answer(Request request);
}
