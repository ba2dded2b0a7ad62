// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.farol.model.Message;
import io.farol.model.MessageRef;
import io.farol.model.Part;
import java.util.Locale;

/// A message as the API shows it. Its texts are redacted and still untrusted.
final class MessageJson {

  private MessageJson() {}

  static ObjectNode of(MessageRef ref, Message message) {
    ObjectNode json = Json.object();
    json.put("direction", ref.direction().name().toLowerCase(Locale.ROOT));
    json.put("role", message.role());
    ArrayNode parts = json.putArray("parts");
    message.parts().forEach(part -> parts.add(part(part)));
    return json;
  }

  private static ObjectNode part(Part part) {
    ObjectNode json = Json.object();
    switch (part) {
      case Part.Text(String text) -> json.put("type", "text").put("text", text);
      case Part.ToolCall call ->
          json.put("type", "tool_call")
              .put("id", call.id())
              .put("name", call.name())
              .set("arguments", structured(call.arguments()));
      case Part.ToolResult result ->
          json.put("type", "tool_result")
              .put("id", result.id())
              .set("content", structured(result.content()));
      case Part.Reasoning(String text) -> json.put("type", "reasoning").put("text", text);
      case Part.Refusal(String text) -> json.put("type", "refusal").put("text", text);
      case Part.Media media ->
          json.put("type", "media")
              .put("mediaType", media.mediaType())
              .put("bytes", media.bytes())
              .put("sha256", media.sha256())
              .put("uri", media.uri());
    }
    return json;
  }

  /// Objects and lists are shown as such, anything else as the text it is.
  private static JsonNode structured(String text) {
    TextNode plain = TextNode.valueOf(text);
    String start = text.stripLeading();
    if (!start.startsWith("{") && !start.startsWith("[")) {
      return plain;
    }
    return Json.parseOr(text, plain);
  }
}
