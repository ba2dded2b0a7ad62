// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.wire;

import io.farol.flow.RawExchange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every wire there is; the first that speaks an exchange reads it.
final class Wires {

  static final List<Wire> ALL =
      List.of(
          new OpenAiChatWire(),
          new OpenAiResponsesWire(),
          new OpenAiEmbeddingsWire(),
          new OpenAiTranscriptionWire(),
          new AnthropicMessagesWire(),
          new WhatsAppWire(),
          new SerproWire());

  private Wires() {}

  /// Null for a plain HTTP exchange.
  static @Nullable Wire of(RawExchange.Target target) {
    for (Wire wire : ALL) {
      if (wire.speaks(target)) {
        return wire;
      }
    }
    return null;
  }
}
