// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Writes any OTLP message of the official classes as OTLP/JSON: hex ids, 64-bit numbers as text,
/// enums as numbers.
final class ProtoJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ProtoJson() {}

  static byte[] bytes(Message message) {
    return object(message).toString().getBytes(StandardCharsets.UTF_8);
  }

  static ObjectNode object(Message message) {
    ObjectNode object = NODES.objectNode();
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      FieldDescriptor descriptor = field.getKey();
      if (descriptor.isRepeated()) {
        ArrayNode list = object.putArray(descriptor.getJsonName());
        ((List<?>) field.getValue()).forEach(each -> list.add(value(descriptor, each)));
      } else {
        object.set(descriptor.getJsonName(), value(descriptor, field.getValue()));
      }
    }
    return object;
  }

  private static JsonNode value(FieldDescriptor field, Object value) {
    return switch (value) {
      case Message message -> object(message);
      case String text -> NODES.textNode(text);
      case Boolean flag -> NODES.booleanNode(flag);
      case Long number ->
          NODES.textNode(isSigned(field) ? Long.toString(number) : Long.toUnsignedString(number));
      case Integer number -> NODES.numberNode(number);
      case Double number -> NODES.numberNode(number);
      case EnumValueDescriptor constant -> NODES.numberNode(constant.getNumber());
      case ByteString bytes ->
          NODES.textNode(
              field.getName().endsWith("_id")
                  ? HexFormat.of().formatHex(bytes.toByteArray())
                  : Base64.getEncoder().encodeToString(bytes.toByteArray()));
      default -> throw new IllegalStateException("no JSON for " + field.getFullName());
    };
  }

  private static boolean isSigned(FieldDescriptor field) {
    return switch (field.getType()) {
      case INT64, SFIXED64, SINT64 -> true;
      default -> false;
    };
  }
}
