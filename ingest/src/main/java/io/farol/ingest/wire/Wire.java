// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.wire;

import io.farol.flow.RawExchange;
import io.farol.model.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One provider's HTTP format. Pure; safe for many threads.
interface Wire {

  /// Its name in the source of an exchange, `openai-chat`.
  String id();

  /// Whether this exchange is of it, by method and path alone: an exchange on its way has no body
  /// yet.
  boolean speaks(RawExchange.Target target);

  /// OpenTelemetry's word for what is done: `chat`, `embeddings`; null where no model is called.
  @Nullable String operation();

  /// The model or deployment that the path names, or null.
  default @Nullable String modelOf(RawExchange.Target target) {
    return null;
  }

  /// Writes down what the request says; called for whatever of it is readable.
  void request(Value.Fields body, Told told);

  /// The same of a request that is no JSON: a form.
  default void form(String body, Told told) {}

  /// The same of a whole answer, also of an error.
  void response(Value.Fields body, Told told);

  /// The same of a whole answer that is no JSON: plain text, subtitles.
  default void text(String body, Told told) {}

  /// The same of the answer to a failed call that is no JSON: a page, XML.
  default void fault(String body, Told told) {}

  /// The answer that a stream amounts to: the same value as the provider would have sent at once.
  /// Of what stands behind [ServerEvents#GAP] nothing is taken that goes on with what is missing.
  default Value.Fields joined(Iterable<ServerEvents.Event> events) {
    return new Value.Fields(Map.of());
  }
}
