// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.world;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// What a model is told, growing with every answer: the whole of it goes out with each call, as
/// clients of chat models do. For one thread.
final class Chat {
  /// One message in the simplest terms.
  ///
  /// @param role `user`, `assistant` or `tool`
  /// @param text what is said; arguments or result, as JSON, where a tool is concerned
  /// @param tool name of the tool called, or empty
  /// @param callId joins a call of a tool and its result, or empty
  record Line(String role, String text, String tool, String callId) {}

  /// Definitions of the tools, which go out with every call and are not shown here.
  private static final int TOOL_TOKENS = 1900;

  private static final double CHARACTERS_PER_TOKEN = 3.7;

  private final String instructions;
  private final List<Line> lines = new ArrayList<>();

  Chat(String instructions) {
    this.instructions = instructions;
  }

  String instructions() {
    return instructions;
  }

  List<Line> lines() {
    return List.copyOf(lines);
  }

  void user(String text) {
    lines.add(new Line("user", text, "", ""));
  }

  void assistant(String text) {
    lines.add(new Line("assistant", text, "", ""));
  }

  void toolCall(String tool, String callId, String arguments) {
    lines.add(new Line("assistant", arguments, tool, callId));
  }

  void toolResult(String callId, String result) {
    lines.add(new Line("tool", result, "", callId));
  }

  /// Tokens of everything said so far, as a provider would roughly count them.
  int tokens() {
    int characters = instructions.length();
    for (Line line : lines) {
      characters += line.text().length() + 12;
    }
    return TOOL_TOKENS + tokens(characters);
  }

  static int tokens(int characters) {
    return (int) Math.ceil(characters / CHARACTERS_PER_TOKEN);
  }

  /// The value of `gen_ai.system_instructions`.
  String instructionsJson() {
    ArrayNode parts = JsonNodeFactory.instance.arrayNode();
    parts.addObject().put("type", "text").put("content", instructions);
    return parts.toString();
  }

  /// The value of `gen_ai.input.messages`.
  String inputJson() {
    ArrayNode messages = JsonNodeFactory.instance.arrayNode();
    lines.forEach(line -> messages.add(message(line)));
    return messages.toString();
  }

  /// The value of `gen_ai.output.messages` for one answer.
  static String outputJson(Line answer) {
    ObjectNode message = message(answer);
    message.put("finish_reason", answer.tool().isEmpty() ? "stop" : "tool_call");
    return JsonNodeFactory.instance.arrayNode().add(message).toString();
  }

  private static ObjectNode message(Line line) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("role", line.role());
    ObjectNode part = message.putArray("parts").addObject();
    if (!line.tool().isEmpty()) {
      part.put("type", "tool_call");
      part.put("id", line.callId()).put("name", line.tool()).put("arguments", line.text());
    } else if (line.role().equals("tool")) {
      part.put("type", "tool_call_response");
      part.put("id", line.callId()).put("response", line.text());
    } else {
      part.put("type", "text").put("content", line.text());
    }
    return message;
  }
}
