// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.wire;

import io.farol.model.Detail;
import io.farol.model.Message;
import io.farol.model.Tokens;
import io.farol.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a wire has read of one exchange. Confined to the thread that reads it.
final class Told {

  static final String CONVERSATION = "gen_ai.conversation.id";

  /// As OpenTelemetry's conventions name them.
  final Map<String, Value> attributes = new LinkedHashMap<>();

  /// What was said where no model is called; input.
  final List<Message> said = new ArrayList<>();

  /// Where more will be told of what was said.
  final List<Detail.Link> links = new ArrayList<>();

  final List<String> errorMessages = new ArrayList<>();
  Tokens tokens = Tokens.UNKNOWN;
  @Nullable String providerCode;
  @Nullable String errorType;

  /// The answer's id, where a later request can go on with it.
  @Nullable String turn;

  /// The id of the answer that this one goes on with.
  @Nullable String turnBefore;

  /// As it was named, or null.
  @Nullable String conversation() {
    return attributes.get(CONVERSATION) instanceof Value.Text(String id) ? id : null;
  }

  void put(String key, @Nullable Value value) {
    if (value != null && !(value instanceof Value.Empty)) {
      attributes.put(key, value);
    }
  }

  void put(String key, @Nullable String text) {
    if (text != null) {
      attributes.put(key, Value.of(text));
    }
  }

  void texts(String key, List<String> texts) {
    if (!texts.isEmpty()) {
      attributes.put(key, new Value.Items(texts.stream().map(Value::of).toList()));
    }
  }
}
