// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// An attribute's value as OTLP's AnyValue has it. Immutable; [Fields] keeps the sender's order.
public sealed interface Value {

  record Text(String value) implements Value {}

  record Flag(boolean value) implements Value {}

  record Whole(long value) implements Value {}

  record Real(double value) implements Value {}

  /// Raw bytes, of which only the length is kept: what they say cannot be redacted.
  record Bytes(int length) implements Value {}

  /// A list; elements may differ in type.
  record Items(List<Value> values) implements Value {
    public Items {
      values = Collections.unmodifiableList(new ArrayList<>(values));
    }
  }

  record Fields(Map<String, Value> values) implements Value {
    public Fields {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /// An attribute that is there without a value.
  record Empty() implements Value {}

  /// As one text that people can read: a text as it is, fields as `key=value key=value`, a list
  /// with blanks between; what is empty is an empty text.
  default String text() {
    return switch (this) {
      case Text(String value) -> value;
      case Flag(boolean value) -> Boolean.toString(value);
      case Whole(long value) -> Long.toString(value);
      case Real(double value) -> Double.toString(value);
      case Bytes(int length) -> length + " bytes";
      case Items(List<Value> values) ->
          values.stream().map(Value::text).collect(Collectors.joining(" "));
      case Fields(Map<String, Value> values) ->
          values.entrySet().stream()
              .map(field -> field.getKey() + "=" + field.getValue().text())
              .collect(Collectors.joining(" "));
      case Empty() -> "";
    };
  }

  static Value of(String text) {
    return new Text(text);
  }

  static Value of(long number) {
    return new Whole(number);
  }
}
