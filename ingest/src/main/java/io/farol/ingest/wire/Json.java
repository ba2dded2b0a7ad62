// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.wire;

import io.farol.model.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads JSON that a provider wrote, step by step into it, without ever failing.
final class Json {

  private Json() {}

  static @Nullable Value at(@Nullable Value value, String... path) {
    Value now = value;
    for (String name : path) {
      now = now instanceof Value.Fields(Map<String, Value> fields) ? fields.get(name) : null;
    }
    return now instanceof Value.Empty ? null : now;
  }

  /// A scalar as text.
  static @Nullable String text(@Nullable Value value, String... path) {
    Value found = at(value, path);
    return switch (found) {
      case Value.Text(String text) -> text;
      case Value.Whole(long number) -> Long.toString(number);
      case Value.Flag(boolean flag) -> Boolean.toString(flag);
      case Value.Real(double number) -> Double.toString(number);
      case Value.Bytes _, Value.Items _, Value.Fields _, Value.Empty _ -> null;
      case null -> null;
    };
  }

  /// A count of 0 or more, or null.
  static @Nullable Long count(@Nullable Value value, String... path) {
    return at(value, path) instanceof Value.Whole(long number) && number >= 0 ? number : null;
  }

  static List<Value> items(@Nullable Value value, String... path) {
    return at(value, path) instanceof Value.Items(List<Value> items) ? items : List.of();
  }
}
