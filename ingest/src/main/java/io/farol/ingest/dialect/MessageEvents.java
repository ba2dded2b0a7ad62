// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import io.farol.model.Message;
import io.farol.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Events that hold messages, on spans and as log records.
///
/// | event | default role | direction |
/// |---|---|---|
/// | `gen_ai.system.message`, `gen_ai.user.message`, `gen_ai.assistant.message`, `gen_ai.tool.message` | the word in its name | input |
/// | `gen_ai.choice` | assistant | output |
/// | `gen_ai.content.prompt`, attribute `gen_ai.prompt` | user | input |
/// | `gen_ai.content.completion`, attribute `gen_ai.completion` | assistant | output |
///
/// The message stands in the body (a map, or JSON text), in the attribute `gen_ai.event.content`,
/// or in flat attributes.
final class MessageEvents {

  private static final String CONTENT = "gen_ai.event.content";

  private static final Map<String, String> ROLES =
      Map.of(
          "gen_ai.system.message", "system",
          "gen_ai.user.message", "user",
          "gen_ai.assistant.message", "assistant",
          "gen_ai.tool.message", "tool",
          "gen_ai.choice", "assistant");

  private MessageEvents() {}

  /// @param isOutput whether they came out of the call
  record Said(List<Message> messages, boolean isOutput) {}

  /// The messages of an event; null when it is no such event.
  static @Nullable Said read(String name, Value body, Attributes attributes) {
    if (name.equals(GenAiTalk.PROMPT_EVENT)) {
      return new Said(whole(attributes.value(GenAiTalk.PROMPT), body, "user"), false);
    }
    if (name.equals(GenAiTalk.COMPLETION_EVENT)) {
      return new Said(whole(attributes.value(GenAiTalk.COMPLETION), body, "assistant"), true);
    }
    String role = ROLES.get(name);
    if (role == null) {
      return null;
    }
    return new Said(one(body, attributes, role), name.equals("gen_ai.choice"));
  }

  private static List<Message> whole(@Nullable Value attribute, Value body, String role) {
    return MessageReader.messages(attribute == null ? body : attribute, role);
  }

  private static List<Message> one(Value body, Attributes attributes, String role) {
    Value content = attributes.value(CONTENT);
    Value message = Tree.parsed(content == null ? body : content);
    return switch (message) {
      case Value.Fields(Map<String, Value> fields) -> List.of(MessageReader.message(fields, role));
      case Value.Empty() -> List.of(MessageReader.message(flat(attributes), role));
      case Value.Text _, Value.Items _, Value.Flag _, Value.Whole _, Value.Real _, Value.Bytes _ ->
          List.of(MessageReader.message(Map.of("content", message), role));
    };
  }

  /// Flat attributes: `content`, `role`, `message`, `tool.result`, `tool_calls`.
  private static Map<String, Value> flat(Attributes attributes) {
    Map<String, Value> fields = new LinkedHashMap<>(attributes.values());
    Value result = fields.remove("tool.result");
    if (result != null && !fields.containsKey("content")) {
      fields.put("content", result);
    }
    Value message = fields.get("message");
    if (message != null) {
      Value parsed = Tree.parsed(message);
      if (parsed instanceof Value.Fields || parsed instanceof Value.Items) {
        fields.put("message", parsed);
      }
    }
    return fields;
  }
}
