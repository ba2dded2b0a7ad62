// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  static Value of(String text) {
    return new Text(text);
  }

  static Value of(long number) {
    return new Whole(number);
  }
}
