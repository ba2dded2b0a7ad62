// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.farol.model.Value;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON inside attribute values, to and from [Value]. Text of more values than the request's
/// [Allowance] has left stays text.
public final class JsonText {

  /// Deeper text is left as text. Messages of the deepest known emitter nest to 12.
  static final int MAX_DEPTH = 100;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(100)
                  .build())
          .build();

  private JsonText() {}

  /// The array or object in the text; null when it is none, is cut short, or nests too deep.
  public static @Nullable Value read(String text) {
    if (!looksLikeJson(text)) {
      return null;
    }
    try (JsonParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      Value value = value(parser, Allowance.CURRENT.isBound() ? Allowance.CURRENT.get() : null);
      return parser.nextToken() == null ? value : null;
    } catch (IOException | TooManyException notReadable) {
      return null;
    }
  }

  /// The text of a value: a string as it is, the rest as compact JSON.
  public static String write(Value value) {
    if (value instanceof Value.Text(String text)) {
      return text;
    }
    if (value instanceof Value.Empty) {
      return "";
    }
    StringWriter out = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(out)) {
      write(generator, value);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toString();
  }

  private static boolean looksLikeJson(String text) {
    int start = 0;
    int end = text.length() - 1;
    while (start < end && text.charAt(start) <= ' ') {
      start++;
    }
    while (end > start && text.charAt(end) <= ' ') {
      end--;
    }
    if (start >= end) {
      return false;
    }
    char first = text.charAt(start);
    char last = text.charAt(end);
    return (first == '[' && last == ']') || (first == '{' && last == '}');
  }

  private static Value value(JsonParser parser, @Nullable Allowance allowance) throws IOException {
    if (allowance != null && !allowance.take(1)) {
      throw new TooManyException();
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> fields(parser, allowance);
      case START_ARRAY -> items(parser, allowance);
      case VALUE_STRING -> Value.of(parser.getText());
      case VALUE_NUMBER_INT -> whole(parser);
      case VALUE_NUMBER_FLOAT -> new Value.Real(parser.getDoubleValue());
      case VALUE_TRUE -> new Value.Flag(true);
      case VALUE_FALSE -> new Value.Flag(false);
      case VALUE_NULL, VALUE_EMBEDDED_OBJECT, END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE ->
          new Value.Empty();
    };
  }

  /// A number too long for a long keeps its digits as text.
  private static Value whole(JsonParser parser) throws IOException {
    return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? Value.of(parser.getText())
        : Value.of(parser.getLongValue());
  }

  private static Value fields(JsonParser parser, @Nullable Allowance allowance) throws IOException {
    Map<String, Value> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, value(parser, allowance));
    }
    return new Value.Fields(fields);
  }

  private static Value items(JsonParser parser, @Nullable Allowance allowance) throws IOException {
    List<Value> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser, allowance));
    }
    return new Value.Items(items);
  }

  private static void write(JsonGenerator out, Value value) throws IOException {
    switch (value) {
      case Value.Text(String text) -> out.writeString(text);
      case Value.Flag(boolean flag) -> out.writeBoolean(flag);
      case Value.Whole(long number) -> out.writeNumber(number);
      case Value.Real(double number) -> out.writeNumber(number);
      case Value.Bytes(int length) -> out.writeString(length + " bytes");
      case Value.Empty() -> out.writeNull();
      case Value.Items(List<Value> items) -> {
        out.writeStartArray();
        for (Value item : items) {
          write(out, item);
        }
        out.writeEndArray();
      }
      case Value.Fields(Map<String, Value> fields) -> {
        out.writeStartObject();
        for (Map.Entry<String, Value> field : fields.entrySet()) {
          out.writeFieldName(field.getKey());
          write(out, field.getValue());
        }
        out.writeEndObject();
      }
    }
  }

  /// The allowance is used up. Without a stack, for it is thrown for each text of a hostile
  /// request.
  private static final class TooManyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooManyException() {
      super(null, null, false, false);
    }
  }
}
