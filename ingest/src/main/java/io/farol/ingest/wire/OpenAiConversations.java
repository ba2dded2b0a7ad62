// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.wire;

import io.farol.model.Value;
import java.util.List;

/// To which conversation a request of OpenAI's belongs: `conversation`, an id or an object that has
/// one, else what programs themselves write into `metadata`. `previous_response_id` names only the
/// turn before: which dialogue that was of is remembered ([Turns]).
///
/// Source: OpenAI's OpenAPI 2.3.0; the names in `metadata` are each program's own choice.
final class OpenAiConversations {

  private static final List<String> NAMES =
      List.of(
          "conversation_id",
          "conversationId",
          "session_id",
          "sessionId",
          "thread_id",
          "threadId",
          "chat_id");

  private OpenAiConversations() {}

  static void read(Value.Fields body, Told told) {
    String id = Json.text(body, "conversation", "id");
    if (id == null) {
      id = Json.text(body, "conversation");
    }
    for (String name : NAMES) {
      if (id == null) {
        id = Json.text(body, "metadata", name);
      }
    }
    told.put(Told.CONVERSATION, id);
  }
}
