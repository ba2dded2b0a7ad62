// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.agent;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What of a span's start attributes a start record may carry: never what was said ([Content]), no
/// string over 1 kB, no list over 16 entries, no nested values, 64 attributes at most.
final class StartAttributes {
  private static final int MAX_ATTRIBUTES = 64;
  private static final int MAX_LIST = 16;

  private StartAttributes() {}

  /// Adds to `target` what may be sent of `source`, with its keys and types kept.
  static void copy(Attributes source, AttributesBuilder target) {
    int left = MAX_ATTRIBUTES;
    for (Map.Entry<AttributeKey<?>, Object> entry : source.asMap().entrySet()) {
      Object value = entry.getValue();
      if (left > 0 && !(value instanceof Value) && !Content.isNamedBy(entry.getKey().getKey())) {
        put(target, entry.getKey(), value);
        left--;
      }
    }
  }

  private static void put(AttributesBuilder target, AttributeKey<?> key, Object value) {
    @SuppressWarnings("unchecked") // An entry of Attributes has a value of its key's type.
    AttributeKey<Object> typed = (AttributeKey<Object>) key;
    target.put(typed, shortened(value));
  }

  private static Object shortened(Object value) {
    if (value instanceof String) {
      return Texts.shortened((String) value);
    }
    if (value instanceof List) {
      List<Object> entries = new ArrayList<>();
      for (Object entry : (List<?>) value) {
        if (entries.size() == MAX_LIST) {
          break;
        }
        entries.add(shortened(entry));
      }
      return entries;
    }
    return value;
  }
}
