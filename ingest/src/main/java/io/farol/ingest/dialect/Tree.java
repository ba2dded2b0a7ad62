// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import io.farol.model.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads values within values: the first of several names that says something.
final class Tree {

  private Tree() {}

  static @Nullable Value first(Map<String, Value> fields, String... names) {
    for (String name : names) {
      Value value = fields.get(name);
      if (value != null && !(value instanceof Value.Empty)) {
        return value;
      }
    }
    return null;
  }

  /// A scalar as text; null when none of the names has one. Placeholders are text here.
  static @Nullable String text(Map<String, Value> fields, String... names) {
    Value value = first(fields, names);
    return switch (value) {
      case Value.Text(String text) -> text;
      case Value.Whole(long number) -> Long.toString(number);
      case Value.Real(double number) -> Double.toString(number);
      case Value.Flag(boolean flag) -> Boolean.toString(flag);
      case Value.Bytes _, Value.Items _, Value.Fields _, Value.Empty _ -> null;
      case null -> null;
    };
  }

  static @Nullable Map<String, Value> fields(Map<String, Value> fields, String... names) {
    return first(fields, names) instanceof Value.Fields(Map<String, Value> inner) ? inner : null;
  }

  static List<Value> items(Map<String, Value> fields, String... names) {
    return first(fields, names) instanceof Value.Items(List<Value> items) ? items : List.of();
  }

  /// The value behind JSON text; the value itself where it is no such text.
  static Value parsed(Value value) {
    if (value instanceof Value.Text(String text)) {
      Value inner = JsonText.read(text);
      return inner == null ? value : inner;
    }
    return value;
  }
}
