// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway.http;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Header or trailer lines in the order and case in which they came, repeats included.
public record Fields(List<Field> lines) implements Iterable<Field> {

  public static final Fields NONE = new Fields(List.of());

  public Fields {
    lines = List.copyOf(lines);
  }

  /// Names and values in turn.
  public static Fields of(String... namesAndValues) {
    List<Field> lines = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      lines.add(new Field(namesAndValues[i], namesAndValues[i + 1]));
    }
    return new Fields(lines);
  }

  /// The first value of this name, or null.
  public @Nullable String first(String name) {
    for (Field line : lines) {
      if (line.is(name)) {
        return line.value();
      }
    }
    return null;
  }

  public List<String> all(String name) {
    List<String> values = new ArrayList<>(1);
    for (Field line : lines) {
      if (line.is(name)) {
        values.add(line.value());
      }
    }
    return values;
  }

  /// Whether a comma-separated list under this name holds the token, in any case.
  public boolean lists(String name, String token) {
    for (Field line : lines) {
      if (line.is(name)) {
        for (String each : line.value().split(",", -1)) {
          if (each.strip().equalsIgnoreCase(token)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  public boolean isEmpty() {
    return lines.isEmpty();
  }

  @Override
  public Iterator<Field> iterator() {
    return lines.iterator();
  }

  /// Never prints a value: it may be a credential.
  @Override
  public String toString() {
    return "Fields" + lines.stream().map(Field::name).toList();
  }
}
