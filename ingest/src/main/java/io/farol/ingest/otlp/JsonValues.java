// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import io.farol.ingest.dialect.Allowance;
import io.farol.model.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// AnyValue and KeyValue in JSON.
final class JsonValues {

  private static final Value LEFT_OUT = Value.of(Limits.TOO_MANY);

  private final JsonIn in;
  private final Allowance allowance;

  JsonValues(JsonIn in, Allowance allowance) {
    this.in = in;
    this.allowance = allowance;
  }

  /// Reads a list of KeyValue into the attributes.
  void attributes(String what, RawAttributes into) throws IOException {
    in.list(
        what,
        () -> {
          if (allowance.take(1)) {
            keyValue(into::put, 0);
          } else {
            in.skip();
            into.leftOut();
          }
        });
  }

  /// Reads one AnyValue; of several values in it the last one counts.
  Value value(int depth) throws IOException {
    if (depth >= Limits.DEPTH) {
      in.skip();
      return Value.of(Limits.TOO_DEEP);
    }
    Value[] value = {new Value.Empty()};
    in.object(
        "an attribute's value",
        name -> {
          Value read = oneOf(name, depth);
          if (read != null) {
            value[0] = read;
          }
          return read != null;
        });
    return value[0];
  }

  private @Nullable Value oneOf(String name, int depth) throws IOException {
    return switch (name) {
      case "stringValue", "string_value" -> Value.of(in.text());
      case "boolValue", "bool_value" -> new Value.Flag(in.text().equals("true"));
      case "intValue", "int_value" -> whole();
      case "doubleValue", "double_value" -> real();
      case "bytesValue", "bytes_value" -> new Value.Bytes(decodedLength(in.text()));
      case "arrayValue", "array_value" -> items(depth + 1);
      case "kvlistValue", "kvlist_value" -> fields(depth + 1);
      default -> null;
    };
  }

  /// What is no number stays text: an odd attribute must not cost its span.
  private Value whole() throws IOException {
    Long whole = in.whole();
    return whole == null ? Value.of(in.text()) : Value.of(whole);
  }

  private Value real() throws IOException {
    String text = in.text();
    try {
      return new Value.Real(Double.parseDouble(text));
    } catch (NumberFormatException notANumber) {
      return Value.of(text);
    }
  }

  private Value items(int depth) throws IOException {
    List<Value> items = new ArrayList<>();
    boolean[] all = {true};
    in.object(
        "arrayValue",
        name -> {
          if (name.equals("values")) {
            in.list(
                "arrayValue.values",
                () -> {
                  if (allowance.take(1)) {
                    items.add(value(depth));
                  } else {
                    in.skip();
                    all[0] = false;
                  }
                });
            return true;
          }
          return false;
        });
    if (!all[0]) {
      items.add(LEFT_OUT);
    }
    return new Value.Items(items);
  }

  private Value fields(int depth) throws IOException {
    Map<String, Value> fields = new LinkedHashMap<>();
    boolean[] all = {true};
    in.object(
        "kvlistValue",
        name -> {
          if (name.equals("values")) {
            in.list(
                "kvlistValue.values",
                () -> {
                  if (allowance.take(1)) {
                    keyValue(fields::put, depth);
                  } else {
                    in.skip();
                    all[0] = false;
                  }
                });
            return true;
          }
          return false;
        });
    if (!all[0]) {
      fields.put(Limits.TOO_MANY, new Value.Empty());
    }
    return new Value.Fields(fields);
  }

  private interface Put {
    void put(String key, Value value);
  }

  private void keyValue(Put into, int depth) throws IOException {
    String[] key = {""};
    Value[] value = {new Value.Empty()};
    in.object(
        "an attribute",
        name ->
            switch (name) {
              case "key" -> {
                key[0] = in.name();
                yield true;
              }
              case "value" -> {
                value[0] = value(depth);
                yield true;
              }
              default -> false;
            });
    into.put(key[0], value[0]);
  }

  private static int decodedLength(String base64) {
    try {
      return Base64.getDecoder().decode(base64).length;
    } catch (IllegalArgumentException notBase64) {
      return base64.length();
    }
  }
}
