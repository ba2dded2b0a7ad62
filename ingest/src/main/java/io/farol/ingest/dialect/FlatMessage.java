// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import io.farol.model.Message;
import io.farol.model.Part;
import io.farol.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One flattened message while its attributes are being collected. Confined to one thread.
final class FlatMessage {

  private final Map<String, Value> fields = new LinkedHashMap<>();
  private final TreeMap<Integer, Map<String, Value>> contents = new TreeMap<>();
  private final TreeMap<Integer, Map<String, Value>> calls = new TreeMap<>();
  private boolean message;

  /// @param path what follows `message.` in the attribute's key
  void put(String path, Value value) {
    if (path.startsWith("contents.")) {
      nested(contents, path, "contents.".length(), value);
    } else if (path.startsWith("tool_calls.")) {
      nested(calls, path, "tool_calls.".length(), value);
    } else {
      fields.put(path, value);
    }
    message |= !path.equals("vector");
  }

  /// An embedding's vector alone is no message.
  boolean isMessage() {
    return message;
  }

  Message message(String defaultRole) {
    String said = Tree.text(fields, "role");
    String role = said == null || said.isEmpty() ? defaultRole : MessageReader.role(said);
    List<Part> parts = new ArrayList<>();
    contents.values().forEach(content -> parts.addAll(content(content)));
    String text = Tree.text(fields, "content", "text");
    if (text != null && !Attributes.isPlaceholder(text)) {
      parts.add(
          role.equals("tool")
              ? new Part.ToolResult(Tree.text(fields, "tool_call_id"), text)
              : new Part.Text(text));
    }
    calls.values().forEach(call -> parts.add(call(call)));
    String name = Tree.text(fields, "function_call_name");
    if (name != null && !name.isEmpty()) {
      parts.add(new Part.ToolCall(null, name, or(fields, "function_call_arguments_json")));
    }
    return new Message(role, parts);
  }

  private static List<Part> content(Map<String, Value> content) {
    String type = Tree.text(content, "message_content.type");
    String text = Tree.text(content, "message_content.text");
    String image = Tree.text(content, "message_content.image.image.url");
    String audio = Tree.text(content, "message_content.audio.audio.url");
    List<Part> parts = new ArrayList<>();
    if (image != null) {
      parts.add(MediaReader.ofUri(image, "image"));
    }
    if (audio != null) {
      String mediaType = Tree.text(content, "message_content.audio.audio.mime_type");
      parts.add(MediaReader.ofUri(audio, mediaType == null ? "audio" : mediaType));
    }
    if (text != null && !Attributes.isPlaceholder(text)) {
      parts.add(
          type != null && type.equals("reasoning")
              ? new Part.Reasoning(text)
              : new Part.Text(text));
    }
    if (content.keySet().stream().anyMatch(key -> key.startsWith("tool_call."))) {
      parts.add(call(content));
    }
    return parts;
  }

  private static Part call(Map<String, Value> call) {
    return new Part.ToolCall(
        Tree.text(call, "tool_call.id"),
        or(call, "tool_call.function.name"),
        or(call, "tool_call.function.arguments"));
  }

  private static String or(Map<String, Value> fields, String name) {
    Value value = fields.get(name);
    return value == null ? "" : JsonText.write(value);
  }

  private static void nested(
      TreeMap<Integer, Map<String, Value>> into, String path, int from, Value value) {
    int dot = path.indexOf('.', from);
    Integer index = dot < 0 ? null : index(path, from, dot);
    if (index != null) {
      into.computeIfAbsent(index, _ -> new LinkedHashMap<>()).put(path.substring(dot + 1), value);
    }
  }

  /// The index between two places of a key; null when it is none.
  static @Nullable Integer index(String key, int from, int to) {
    if (to <= from || to - from > 9) {
      return null;
    }
    int index = 0;
    for (int i = from; i < to; i++) {
      char c = key.charAt(i);
      if (c < '0' || c > '9') {
        return null;
      }
      index = index * 10 + c - '0';
    }
    return index;
  }
}
