// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import io.farol.model.Message;
import io.farol.model.Part;
import io.farol.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Messages in the shapes emitters use: `{role, parts}` of OpenTelemetry, `{role, content,
/// tool_calls}` of the OpenAI API and what imitates it, `{role, content: [blocks]}` of Anthropic,
/// `{role, parts: [{text}]}` of Gemini, a choice around any of them, and plain text.
///
/// What cannot be understood stays as text, so that nothing said is lost. A message whose content
/// was hidden has no parts.
final class MessageReader {

  private static final int MAX_DEPTH = 8;

  private MessageReader() {}

  /// A list of messages, one message, or text; as values or as JSON text.
  static List<Message> messages(Value value, String defaultRole) {
    List<Message> messages = new ArrayList<>();
    collect(value, defaultRole, messages, 0);
    return messages;
  }

  private static void collect(Value raw, String defaultRole, List<Message> into, int depth) {
    Value value = depth < MAX_DEPTH ? Tree.parsed(raw) : raw;
    switch (value) {
      case Value.Items(List<Value> items) when depth < MAX_DEPTH -> {
        for (Value item : items) {
          collect(item, defaultRole, into, depth + 1);
        }
      }
      case Value.Fields(Map<String, Value> fields) -> into.add(message(fields, defaultRole));
      case Value.Empty() -> {}
      case Value.Text _,
          Value.Flag _,
          Value.Whole _,
          Value.Real _,
          Value.Bytes _,
          Value.Items _ -> {
        String text = JsonText.write(value);
        if (!Attributes.isPlaceholder(text)) {
          into.add(new Message(defaultRole, List.of(new Part.Text(text))));
        }
      }
    }
  }

  /// The message around which a choice may stand.
  static Message message(Map<String, Value> fields, String defaultRole) {
    Map<String, Value> inner = Tree.fields(fields, "message", "delta");
    if (inner != null && !fields.containsKey("role")) {
      return message(inner, defaultRole);
    }
    String said = Tree.text(fields, "role");
    String role = said == null || said.isEmpty() ? defaultRole : role(said);
    return new Message(role, parts(fields, role));
  }

  /// OpenTelemetry's role for the words of other APIs; any other word stays.
  static String role(String said) {
    return switch (said.toLowerCase(Locale.ROOT)) {
      case "human", "user" -> "user";
      case "ai", "model", "assistant" -> "assistant";
      case "function", "tool" -> "tool";
      case "system" -> "system";
      default -> said;
    };
  }

  private static List<Part> parts(Map<String, Value> fields, String role) {
    List<Part> parts = new ArrayList<>();
    String reasoning = Tree.text(fields, "reasoning_content", "reasoning", "thinking");
    if (reasoning != null && !reasoning.isEmpty()) {
      parts.add(new Part.Reasoning(reasoning));
    }
    content(Tree.first(fields, "parts", "content", "text", "message"), parts);
    String refusal = Tree.text(fields, "refusal");
    if (refusal != null && !refusal.isEmpty()) {
      parts.add(new Part.Refusal(refusal));
    }
    for (Value call : calls(fields)) {
      parts.addAll(PartReader.call(call));
    }
    Map<String, Value> legacy = Tree.fields(fields, "function_call");
    if (legacy != null) {
      parts.addAll(PartReader.call(new Value.Fields(legacy)));
    }
    String answers = Tree.text(fields, "tool_call_id", "toolCallId", "id");
    return role.equals("tool") ? results(parts, answers) : parts;
  }

  private static List<Value> calls(Map<String, Value> fields) {
    Value calls = Tree.first(fields, "tool_calls", "toolCalls");
    if (calls == null) {
      return List.of();
    }
    return Tree.parsed(calls) instanceof Value.Items(List<Value> items) ? items : List.of(calls);
  }

  private static void content(@Nullable Value content, List<Part> into) {
    switch (content) {
      case null -> {}
      case Value.Items(List<Value> items) -> {
        for (Value item : items) {
          into.addAll(PartReader.parts(item));
        }
      }
      case Value.Text(String text) -> text(text, into);
      case Value.Fields fields -> into.addAll(PartReader.parts(fields));
      case Value.Flag _, Value.Whole _, Value.Real _, Value.Bytes _ ->
          into.add(new Part.Text(JsonText.write(content)));
      case Value.Empty() -> {}
    }
  }

  /// Text that is a list of typed parts is one; any other JSON is what was said.
  private static void text(String text, List<Part> into) {
    if (Attributes.isPlaceholder(text)) {
      return;
    }
    if (text.startsWith("[{")
        && JsonText.read(text) instanceof Value.Items(List<Value> items)
        && items.stream().allMatch(PartReader::isTyped)) {
      items.forEach(item -> into.addAll(PartReader.parts(item)));
      return;
    }
    into.add(new Part.Text(text));
  }

  /// In a tool's message plain text is the tool's answer.
  private static List<Part> results(List<Part> parts, @Nullable String answers) {
    List<Part> results = new ArrayList<>(parts.size());
    for (Part part : parts) {
      results.add(
          part instanceof Part.Text(String text) ? new Part.ToolResult(answers, text) : part);
    }
    return results;
  }
}
