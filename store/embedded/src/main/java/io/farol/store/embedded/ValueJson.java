// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.farol.model.Detail;
import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import io.farol.model.TraceId;
import io.farol.model.Value;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Attributes, events and links as JSON text, and back without loss.
///
/// Text, flag, list and fields are JSON's own; a whole number has no fraction and a real one always
/// has; empty is null; bytes are `{"$bytes":length}` and a real number that JSON lacks
/// `{"$real":"NaN"}`. A key of the sender's that begins with `$` gets another one in front. What is
/// empty is written as null.
final class ValueJson {

  static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNestingDepth(10_000)
                  .build())
          .streamWriteConstraints(
              com.fasterxml.jackson.core.StreamWriteConstraints.builder()
                  .maxNestingDepth(10_000)
                  .build())
          .build();

  interface Writing {
    void to(JsonGenerator out) throws IOException;
  }

  interface Reading<T> {
    T from(JsonParser in) throws IOException;
  }

  private ValueJson() {}

  static String write(Writing writing) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot be written", e);
    }
    return text.toString();
  }

  static <T> T read(String json, Reading<T> reading) {
    try (JsonParser in = JSON.createParser(json)) {
      in.nextToken();
      return reading.from(in);
    } catch (IOException e) {
      throw new UncheckedIOException("stored JSON is damaged: " + e.getMessage(), e);
    }
  }

  static @Nullable String fields(Map<String, Value> fields) {
    return fields.isEmpty() ? null : write(out -> fields(out, fields));
  }

  static @Nullable String value(Value value) {
    return value instanceof Value.Empty ? null : write(out -> value(out, value));
  }

  static @Nullable String strings(List<String> strings) {
    return strings.isEmpty()
        ? null
        : write(out -> {
          out.writeStartArray();
          for (String each : strings) {
            out.writeString(each);
          }
          out.writeEndArray();
        });
  }

  static @Nullable String events(List<Detail.Event> events) {
    return events.isEmpty()
        ? null
        : write(out -> {
          out.writeStartArray();
          for (Detail.Event event : events) {
            out.writeStartObject();
            out.writeStringField("name", event.name());
            out.writeNumberField("at", event.atEpochNanos());
            out.writeFieldName("attributes");
            fields(out, event.attributes());
            out.writeEndObject();
          }
          out.writeEndArray();
        });
  }

  static @Nullable String links(List<Detail.Link> links) {
    return links.isEmpty()
        ? null
        : write(out -> {
          out.writeStartArray();
          for (Detail.Link link : links) {
            out.writeStartObject();
            out.writeStringField("trace", link.span().trace().hex());
            out.writeStringField("span", link.span().span().hex());
            out.writeFieldName("attributes");
            fields(out, link.attributes());
            out.writeEndObject();
          }
          out.writeEndArray();
        });
  }

  static Map<String, Value> readFields(@Nullable String json) {
    return json == null ? Map.of() : read(json, ValueJson::readFields);
  }

  static Value readValue(String json) {
    return read(json, ValueJson::value);
  }

  static List<String> readStrings(@Nullable String json) {
    return json == null ? List.of() : read(json, in -> list(in, JsonParser::getText));
  }

  static List<Detail.Event> readEvents(@Nullable String json) {
    return json == null
        ? List.of()
        : read(
            json,
            in ->
                list(
                    in,
                    event -> {
                      String name = text(event);
                      event.nextToken();
                      long at = event.nextLongValue(0);
                      event.nextToken();
                      event.nextToken();
                      Map<String, Value> attributes = readFields(event);
                      event.nextToken();
                      return new Detail.Event(name, at, attributes);
                    }));
  }

  static List<Detail.Link> readLinks(@Nullable String json) {
    return json == null
        ? List.of()
        : read(
            json,
            in ->
                list(
                    in,
                    link -> {
                      TraceId trace = TraceId.parse(text(link));
                      SpanId span = SpanId.parse(text(link));
                      link.nextToken();
                      link.nextToken();
                      Map<String, Value> attributes = readFields(link);
                      link.nextToken();
                      return new Detail.Link(new SpanKey(trace, span), attributes);
                    }));
  }

  /// The next field's text.
  private static String text(JsonParser in) throws IOException {
    in.nextToken();
    return in.nextTextValue();
  }

  private static void fields(JsonGenerator out, Map<String, Value> fields) throws IOException {
    out.writeStartObject();
    for (Map.Entry<String, Value> field : fields.entrySet()) {
      String key = field.getKey();
      out.writeFieldName(key.startsWith("$") ? "$" + key : key);
      value(out, field.getValue());
    }
    out.writeEndObject();
  }

  private static void value(JsonGenerator out, Value value) throws IOException {
    switch (value) {
      case Value.Text(String text) -> out.writeString(text);
      case Value.Flag(boolean flag) -> out.writeBoolean(flag);
      case Value.Whole(long number) -> out.writeNumber(number);
      case Value.Real(double number) -> real(out, number);
      case Value.Bytes(int length) -> {
        out.writeStartObject();
        out.writeNumberField("$bytes", length);
        out.writeEndObject();
      }
      case Value.Items(List<Value> items) -> {
        out.writeStartArray();
        for (Value item : items) {
          value(out, item);
        }
        out.writeEndArray();
      }
      case Value.Fields(Map<String, Value> fields) -> fields(out, fields);
      case Value.Empty() -> out.writeNull();
    }
  }

  private static void real(JsonGenerator out, double number) throws IOException {
    if (Double.isFinite(number)) {
      out.writeNumber(number);
    } else {
      out.writeStartObject();
      out.writeStringField("$real", Double.toString(number));
      out.writeEndObject();
    }
  }

  private static Value value(JsonParser in) throws IOException {
    return switch (in.currentToken()) {
      case VALUE_STRING -> new Value.Text(in.getText());
      case VALUE_TRUE -> new Value.Flag(true);
      case VALUE_FALSE -> new Value.Flag(false);
      case VALUE_NUMBER_INT -> new Value.Whole(in.getLongValue());
      case VALUE_NUMBER_FLOAT -> new Value.Real(in.getDoubleValue());
      case VALUE_NULL -> new Value.Empty();
      case START_ARRAY -> new Value.Items(list(in, ValueJson::value));
      case START_OBJECT -> object(in);
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IOException("a value was expected, not " + in.currentToken());
    };
  }

  private static Value object(JsonParser in) throws IOException {
    Map<String, Value> fields = new LinkedHashMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String key = in.currentName();
      in.nextToken();
      if (key.equals("$bytes")) {
        int length = in.getIntValue();
        in.nextToken();
        return new Value.Bytes(length);
      }
      if (key.equals("$real")) {
        double number = Double.parseDouble(in.getText());
        in.nextToken();
        return new Value.Real(number);
      }
      fields.put(key.startsWith("$") ? key.substring(1) : key, value(in));
    }
    return new Value.Fields(fields);
  }

  private static Map<String, Value> readFields(JsonParser in) throws IOException {
    return value(in) instanceof Value.Fields(Map<String, Value> fields) ? fields : Map.of();
  }

  static <T> List<T> list(JsonParser in, Reading<T> element) throws IOException {
    List<T> elements = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      elements.add(element.from(in));
    }
    return elements;
  }
}
