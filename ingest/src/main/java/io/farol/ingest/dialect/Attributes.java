// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import io.farol.model.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A record's attributes, read the way the world writes them: numbers as text, lists as JSON text,
/// placeholders where nothing was known. Immutable, in the sender's order.
public final class Attributes {

  public static final Attributes NONE = new Attributes(Map.of());

  /// What emitters write for "nothing".
  private static final Set<String> PLACEHOLDERS =
      Set.of("", "none", "null", "unknown", "{}", "[]", "__REDACTED__", "[REDACTED]");

  /// Eighteen digits.
  private static final long MOST = 999_999_999_999_999_999L;

  /// Powers of ten beyond those of a double are no measurement, and arithmetic with them has no
  /// end: a billion digits stand in `1e-999999999`.
  private static final int MAX_SCALE = 400;

  private final Map<String, Value> values;

  private Attributes(Map<String, Value> values) {
    this.values = values;
  }

  /// Takes the map over: its caller must not change it afterwards.
  public static Attributes owning(Map<String, Value> values) {
    return values.isEmpty() ? NONE : new Attributes(values);
  }

  public Map<String, Value> values() {
    return Collections.unmodifiableMap(values);
  }

  public @Nullable Value value(String key) {
    return values.get(key);
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /// True when one of the keys is there.
  boolean hasAny(List<String> keys) {
    for (String key : keys) {
      if (values.containsKey(key)) {
        return true;
      }
    }
    return false;
  }

  /// The value as text; null when it is absent, a placeholder, or no scalar.
  public @Nullable String text(String key) {
    Value value = values.get(key);
    return value == null ? null : text(value);
  }

  /// The value as a count of 0 or more; null when it is absent or is none.
  @Nullable Long count(String key) {
    Value value = values.get(key);
    if (value instanceof Value.Whole(long whole)) {
      return whole < 0 || whole > MOST ? null : (Long) whole;
    }
    BigDecimal number = number(value);
    if (number == null || number.signum() < 0 || number.precision() - number.scale() > 18) {
      return null;
    }
    return number.longValue();
  }

  /// The value as a number, of any sign; null when it is absent or is none.
  @Nullable BigDecimal number(String key) {
    return number(values.get(key));
  }

  /// The value as a list of texts: an array, JSON text of one, a list with commas, or one text.
  /// Empty when it is absent.
  List<String> texts(String key) {
    Value value = values.get(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof Value.Text(String text)) {
      String trimmed = text.strip();
      if (trimmed.startsWith("[")) {
        Value json = JsonText.read(trimmed);
        Value parsed = json != null ? json : JsonText.read(trimmed.replace('\'', '"'));
        if (parsed != null) {
          value = parsed;
        }
      } else if (trimmed.indexOf(',') > 0) {
        return separated(trimmed);
      }
    }
    List<String> texts = new ArrayList<>();
    if (value instanceof Value.Items(List<Value> items)) {
      for (Value item : items) {
        String text = text(item);
        if (text != null) {
          texts.add(text);
        }
      }
    } else {
      String text = text(value);
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  /// By hand: a pattern with blanks around the comma tries each blank of a long run anew.
  private static List<String> separated(String text) {
    List<String> texts = new ArrayList<>();
    for (int from = 0; from <= text.length(); ) {
      int comma = text.indexOf(',', from);
      int to = comma < 0 ? text.length() : comma;
      texts.add(text.substring(from, to).strip());
      from = to + 1;
    }
    while (!texts.isEmpty() && texts.getLast().isEmpty()) {
      texts.removeLast();
    }
    return texts;
  }

  /// These attributes and those, which win.
  Attributes and(Map<String, Value> others) {
    if (others.isEmpty()) {
      return this;
    }
    Map<String, Value> both = new LinkedHashMap<>(values);
    both.putAll(others);
    return new Attributes(both);
  }

  static @Nullable String text(Value value) {
    String text =
        switch (value) {
          case Value.Text(String raw) -> raw;
          case Value.Whole(long number) -> Long.toString(number);
          case Value.Real(double number) -> Double.toString(number);
          case Value.Flag(boolean flag) -> Boolean.toString(flag);
          case Value.Bytes _, Value.Items _, Value.Fields _, Value.Empty _ -> null;
        };
    return text == null || isPlaceholder(text) ? null : text;
  }

  static boolean isPlaceholder(String text) {
    return text.length() <= 12 && PLACEHOLDERS.contains(text);
  }

  private static @Nullable BigDecimal number(@Nullable Value value) {
    return switch (value) {
      case Value.Whole(long number) -> BigDecimal.valueOf(number);
      case Value.Real(double number) -> Double.isFinite(number) ? BigDecimal.valueOf(number) : null;
      case Value.Text(String text) -> parse(text.strip());
      case Value.Flag _, Value.Bytes _, Value.Items _, Value.Fields _, Value.Empty _ -> null;
      case null -> null;
    };
  }

  private static @Nullable BigDecimal parse(String text) {
    if (text.isEmpty() || text.length() > 40) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
        return null;
      }
    }
    try {
      BigDecimal number = new BigDecimal(text);
      return Math.abs((long) number.scale()) <= MAX_SCALE ? number : null;
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Attributes that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /// Never prints values.
  @Override
  public String toString() {
    return "Attributes" + values.keySet();
  }
}
