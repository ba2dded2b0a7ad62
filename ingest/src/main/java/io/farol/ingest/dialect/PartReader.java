// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import io.farol.model.Part;
import io.farol.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Pieces of a message in the shapes of OpenTelemetry, OpenAI, Anthropic, Gemini and Bedrock.
final class PartReader {

  private PartReader() {}

  /// Whether a value names its own type, as parts do and other JSON seldom does.
  static boolean isTyped(Value value) {
    return value instanceof Value.Fields(Map<String, Value> fields)
        && fields.get("type") instanceof Value.Text;
  }

  /// The parts that a piece of content stands for; empty when it is empty.
  static List<Part> parts(Value value) {
    return switch (value) {
      case Value.Text(String text) ->
          text.isEmpty() ? List.of() : List.of(text(text, JsonText.read(text)));
      case Value.Fields(Map<String, Value> fields) -> object(fields);
      case Value.Items(List<Value> items) -> {
        List<Part> parts = new ArrayList<>();
        items.forEach(item -> parts.addAll(item instanceof Value.Items ? List.of() : parts(item)));
        yield parts;
      }
      case Value.Empty() -> List.of();
      case Value.Flag _, Value.Whole _, Value.Real _, Value.Bytes _ ->
          List.of(new Part.Text(JsonText.write(value)));
    };
  }

  private static Part text(String text, @Nullable Value parsed) {
    if (parsed != null && isTyped(parsed) && parsed instanceof Value.Fields fields) {
      List<Part> parts = object(fields.values());
      if (parts.size() == 1) {
        return parts.getFirst();
      }
    }
    return new Part.Text(text);
  }

  private static List<Part> object(Map<String, Value> fields) {
    String type = Tree.text(fields, "type");
    if (type == null) {
      return untyped(fields);
    }
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "text", "input_text", "output_text", "summary_text", "compaction" ->
          said(fields, "content", "text", "value");
      case "reasoning", "thinking", "reasoning_text" -> reasoning(fields);
      case "redacted_thinking" -> List.of();
      case "refusal" -> {
        String refusal = Tree.text(fields, "refusal", "content", "text");
        yield refusal == null ? List.of() : List.of(new Part.Refusal(refusal));
      }
      case "tool_call",
          "tool_use",
          "tool-call",
          "function_call",
          "function",
          "server_tool_call",
          "server_tool_use",
          "mcp_tool_use" ->
          call(new Value.Fields(fields));
      case "tool_call_response",
          "tool_result",
          "tool-result",
          "function_call_output",
          "function_response",
          "server_tool_call_response",
          "mcp_tool_result",
          "web_search_tool_result",
          "web_fetch_tool_result",
          "code_execution_tool_result",
          "bash_code_execution_tool_result",
          "text_editor_code_execution_tool_result",
          "tool_search_tool_result" ->
          List.of(result(fields));
      case "blob",
          "file",
          "uri",
          "file_data",
          "inline_data",
          "image",
          "image_url",
          "input_image",
          "audio",
          "input_audio",
          "input_file",
          "video",
          "document",
          "media" ->
          List.of(MediaReader.media(fields, type));
      default -> unknown(fields);
    };
  }

  /// Gemini's and Bedrock's parts are told by the name of their only field.
  private static List<Part> untyped(Map<String, Value> fields) {
    Value call = Tree.first(fields, "functionCall", "function_call", "toolUse", "tool_use");
    if (call != null) {
      return call(call);
    }
    Map<String, Value> result =
        Tree.fields(fields, "functionResponse", "function_response", "toolResult", "tool_result");
    if (result != null) {
      return List.of(result(result));
    }
    if (Tree.first(fields, "inlineData", "inline_data", "fileData", "file_data", "image", "video")
        instanceof Value.Fields(Map<String, Value> media)) {
      return List.of(MediaReader.media(media, fields.containsKey("image") ? "image" : "file"));
    }
    Map<String, Value> thought = Tree.fields(fields, "reasoningContent", "reasoning_content");
    if (thought != null) {
      Map<String, Value> text = Tree.fields(thought, "reasoningText", "reasoning_text");
      return reasoning(text == null ? thought : text);
    }
    if (Tree.text(fields, "text") != null) {
      return fields.get("thought") instanceof Value.Flag(boolean thinking) && thinking
          ? reasoning(fields)
          : said(fields, "text");
    }
    return unknown(fields);
  }

  private static List<Part> said(Map<String, Value> fields, String... names) {
    Value value = Tree.first(fields, names);
    if (value instanceof Value.Fields(Map<String, Value> inner)) {
      return said(inner, "value", "text", "content");
    }
    String text = value == null ? "" : JsonText.write(value);
    return Attributes.isPlaceholder(text) ? List.of() : List.of(new Part.Text(text));
  }

  /// Reasoning may be hidden or encrypted: then nothing was said.
  private static List<Part> reasoning(Map<String, Value> fields) {
    String text = Tree.text(fields, "content", "text", "thinking", "reasoning");
    if (text == null) {
      StringBuilder summary = new StringBuilder();
      for (Value each : Tree.items(fields, "summary", "content", "thinking")) {
        String line =
            each instanceof Value.Fields(Map<String, Value> inner)
                ? Tree.text(inner, "text")
                : JsonText.write(each);
        summary
            .append(summary.isEmpty() || line == null ? "" : "\n")
            .append(line == null ? "" : line);
      }
      text = summary.toString();
    }
    return Attributes.isPlaceholder(text) ? List.of() : List.of(new Part.Reasoning(text));
  }

  /// A call of a tool in any shape, the function inside it included.
  static List<Part> call(Value raw) {
    if (!(Tree.parsed(raw) instanceof Value.Fields(Map<String, Value> fields))) {
      String text = JsonText.write(raw);
      return text.isEmpty() ? List.of() : List.of(new Part.Text(text));
    }
    Map<String, Value> nested = Tree.fields(fields, "function", "tool_call");
    Map<String, Value> inner = nested == null ? fields : nested;
    String id = Tree.text(fields, "id", "call_id", "tool_call_id", "toolCallId", "toolUseId");
    String name = Tree.text(inner, "name", "toolName", "tool_name");
    Value arguments =
        Tree.first(inner, "arguments", "input", "args", "parameters", "server_tool_call");
    return List.of(
        new Part.ToolCall(
            id == null && nested != null ? Tree.text(nested, "id") : id,
            name == null ? "" : name,
            arguments == null ? "" : JsonText.write(arguments)));
  }

  private static Part result(Map<String, Value> fields) {
    Value content =
        Tree.first(fields, "response", "result", "content", "output", "server_tool_call_response");
    return new Part.ToolResult(
        Tree.text(
            fields, "id", "tool_use_id", "tool_call_id", "call_id", "toolCallId", "toolUseId"),
        content == null ? "" : resultText(content));
  }

  /// A result that is nothing but text blocks reads as that text.
  private static String resultText(Value content) {
    if (content instanceof Value.Items(List<Value> items) && !items.isEmpty()) {
      StringBuilder text = new StringBuilder();
      for (Value item : items) {
        if (!(item instanceof Value.Fields(Map<String, Value> fields))
            || fields.size() > 2
            || !(Tree.first(fields, "text") instanceof Value.Text(String line))) {
          return JsonText.write(MediaReader.withoutBytes(content));
        }
        text.append(text.isEmpty() ? "" : "\n").append(line);
      }
      return text.toString();
    }
    return JsonText.write(MediaReader.withoutBytes(content));
  }

  /// A type nobody listed stays as its JSON; one that says nothing but its type, as nothing.
  private static List<Part> unknown(Map<String, Value> fields) {
    boolean says = fields.keySet().stream().anyMatch(name -> !name.equals("type"));
    return says
        ? List.of(new Part.Text(JsonText.write(MediaReader.withoutBytes(new Value.Fields(fields)))))
        : List.of();
  }
}
