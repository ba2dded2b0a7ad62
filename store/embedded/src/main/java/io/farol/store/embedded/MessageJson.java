// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.farol.model.Message;
import io.farol.model.Part;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads a message of the first form, one in a row, as JSON text:
/// `{"role":…,"parts":[{"type":"text","text":…},…]}`, part types and fields as the API has them.
final class MessageJson {

  private MessageJson() {}

  static Message read(String json) {
    return ValueJson.read(
        json,
        in -> {
          in.nextToken();
          String role = in.nextTextValue();
          in.nextToken();
          in.nextToken();
          List<Part> parts = ValueJson.list(in, MessageJson::part);
          return new Message(role, parts);
        });
  }

  private static Part part(JsonParser in) throws IOException {
    Map<String, String> fields = new HashMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      fields.put(name, in.nextTextValue());
    }
    String type = known(fields, "type");
    return switch (type) {
      case "text" -> new Part.Text(known(fields, "text"));
      case "tool_call" ->
          new Part.ToolCall(fields.get("id"), known(fields, "name"), known(fields, "arguments"));
      case "tool_result" -> new Part.ToolResult(fields.get("id"), known(fields, "content"));
      case "reasoning" -> new Part.Reasoning(known(fields, "text"));
      case "refusal" -> new Part.Refusal(known(fields, "text"));
      case "media" -> {
        String bytes = fields.get("bytes");
        yield new Part.Media(
            known(fields, "mediaType"),
            bytes == null ? null : Long.valueOf(bytes),
            fields.get("sha256"),
            fields.get("uri"));
      }
      default -> throw new IOException("message part \"" + type + "\" is not known");
    };
  }

  private static String known(Map<String, String> fields, String name) throws IOException {
    String value = fields.get(name);
    if (value == null) {
      throw new IOException("message part has no " + name);
    }
    return value;
  }
}
