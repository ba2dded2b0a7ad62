// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.farol.model.Value;
import java.util.List;
import java.util.Map;

/// Attributes and bodies in JSON's own types; of bytes the length, as `{"bytes":3}`; what is empty
/// is null.
///
/// @param longest texts are cut after so many characters (code points) and then end in `…`
record ValueNodes(int longest) {

  static final ValueNodes WHOLE = new ValueNodes(Integer.MAX_VALUE);

  ObjectNode fields(Map<String, Value> fields) {
    ObjectNode json = Json.object();
    fields.forEach((key, value) -> json.set(clipped(key), of(value)));
    return json;
  }

  JsonNode of(Value value) {
    return switch (value) {
      case Value.Text(String text) -> TextNode.valueOf(clipped(text));
      case Value.Flag(boolean flag) -> BooleanNode.valueOf(flag);
      case Value.Whole(long number) -> LongNode.valueOf(number);
      case Value.Real(double number) -> DoubleNode.valueOf(number);
      case Value.Bytes(int length) -> Json.object().put("bytes", length);
      case Value.Items(List<Value> items) -> {
        ArrayNode array = Json.array();
        items.forEach(item -> array.add(of(item)));
        yield array;
      }
      case Value.Fields(Map<String, Value> fields) -> fields(fields);
      case Value.Empty() -> NullNode.getInstance();
    };
  }

  private String clipped(String text) {
    return text.codePointCount(0, text.length()) <= longest
        ? text
        : text.substring(0, text.offsetByCodePoints(0, longest)) + "…";
  }
}
