// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A JSON body as OTLP senders write it: 64-bit numbers as strings or numbers, enums as numbers or
/// names, fields in camelCase or snake_case. Confined to one thread.
final class JsonIn {

  /// Reads one field's value, or leaves it alone by giving false.
  interface Fields {
    boolean read(String name) throws IOException;
  }

  /// Reads one element of a list.
  interface Element {
    void read() throws IOException;
  }

  private final JsonParser parser;
  private int textLeft = Limits.RECORD_BYTES;

  JsonIn(JsonParser parser) {
    this.parser = parser;
  }

  /// Reads an object whose start is the current token. Null is an object without fields.
  void object(String what, Fields fields) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw fault(what + " must be an object");
    }
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      if (!fields.read(name)) {
        parser.skipChildren();
      }
    }
  }

  /// Reads a list whose start is the current token. Null is an empty list.
  void list(String what, Element element) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw fault(what + " must be a list");
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      element.read();
    }
  }

  /// A record begins: it may have so much text.
  void beginRecord() {
    textLeft = Limits.RECORD_BYTES;
  }

  JsonToken token() {
    return parser.currentToken();
  }

  void skip() throws IOException {
    parser.skipChildren();
  }

  /// The scalar as text, clipped where it is longer than a value may be; empty for null, an object
  /// or a list.
  String text() throws IOException {
    String text = text(Math.min(Limits.VALUE_BYTES, textLeft));
    textLeft = (int) Math.max(0, textLeft - Limits.bytes(text));
    return text;
  }

  /// The same, clipped where it is longer than a name may be.
  String name() throws IOException {
    return text(Limits.NAME_BYTES);
  }

  private String text(int mostBytes) throws IOException {
    if (!parser.currentToken().isScalarValue()) {
      parser.skipChildren();
      return "";
    }
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return "";
    }
    return Limits.clip(wellFormed(parser.getText()), mostBytes);
  }

  /// A whole number, signed or unsigned 64 bits; null when it is none.
  @Nullable Long whole() throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_STRING ->
          JsonNumbers.whole(parser.getText());
      case VALUE_NULL -> 0L;
      case VALUE_TRUE,
          VALUE_FALSE,
          START_ARRAY,
          START_OBJECT,
          END_ARRAY,
          END_OBJECT,
          FIELD_NAME,
          NOT_AVAILABLE,
          VALUE_EMBEDDED_OBJECT -> {
        parser.skipChildren();
        yield null;
      }
    };
  }

  /// A number of any kind, the texts `NaN`, `Infinity` and `-Infinity` included; null when it is
  /// none.
  @Nullable Double real() throws IOException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_STRING && !token.isNumeric()) {
      parser.skipChildren();
      return null;
    }
    try {
      return Double.valueOf(parser.getText());
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  /// A count the sender keeps; 0 when it is none.
  long count() throws IOException {
    Long count = whole();
    return count == null ? 0 : count;
  }

  /// An enum by number, by its number as text, or by name with or without prefix.
  ///
  /// @param names the constants in the wire's order
  int constant(Enum<?>[] names) throws IOException {
    Long number = whole();
    if (number != null) {
      return number < 0 || number > Integer.MAX_VALUE ? 0 : number.intValue();
    }
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      return 0;
    }
    String text = parser.getText();
    for (Enum<?> each : names) {
      if (text.equals(each.name()) || text.endsWith("_" + each.name())) {
        return each.ordinal();
      }
    }
    return 0;
  }

  /// How deep the current token stands.
  int depth() {
    return parser.getParsingContext().getNestingDepth();
  }

  /// Passes over what is left of an object whose fields stand so deep.
  void leave(int depth) throws IOException {
    while (depth() >= depth && parser.nextToken() != null) {
      parser.skipChildren();
    }
  }

  private WrongTypeException fault(String what) {
    return new WrongTypeException(what, where(parser));
  }

  static String where(JsonParser parser) {
    var location = parser.currentTokenLocation();
    return "line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  /// The text with every half of a surrogate pair that stands alone replaced by U+FFFD.
  private static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return repaired(text);
      }
    }
    return text;
  }

  private static String repaired(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(point ->
            out.appendCodePoint(
                point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE
                    ? 0xFFFD
                    : point));
    return out.toString();
  }
}
