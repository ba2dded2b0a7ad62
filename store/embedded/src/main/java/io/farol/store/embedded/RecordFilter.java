// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.model.Scope;
import io.farol.model.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Conditions on the rows of `log` and `metric`, with their arguments. Confined to one thread.
final class RecordFilter {

  private final List<String> conditions = new ArrayList<>();
  private final List<@Nullable Object> arguments = new ArrayList<>();

  RecordFilter(Scope scope) {
    equal("tenant", scope.tenant());
    equal("environment", scope.environment());
  }

  RecordFilter within(TimeRange range) {
    conditions.add("at_ns >= " + argument(range.fromEpochNanos()));
    conditions.add("at_ns < " + argument(range.toEpochNanos()));
    return this;
  }

  RecordFilter service(@Nullable String service) {
    equal("coalesce(service, '" + SpanRows.UNKNOWN_SERVICE + "')", service);
    return this;
  }

  RecordFilter equal(String column, @Nullable Object wanted) {
    if (wanted != null) {
      conditions.add(column + " = " + argument(wanted));
    }
    return this;
  }

  /// Appears in one of the columns, whatever its case.
  RecordFilter says(String columns, @Nullable String text) {
    if (text != null) {
      conditions.add(
          "contains(lower(concat_ws(chr(0), %s)), %s)"
              .formatted(columns, argument(text.toLowerCase(Locale.ROOT))));
    }
    return this;
  }

  /// Attributes that are texts, flags or whole numbers and read so.
  RecordFilter reading(Map<String, String> attributes) {
    attributes.forEach((key, text) -> {
      String written = key.startsWith("$") ? "$" + key : key;
      String path = argument("/" + written.replace("~", "~0").replace("/", "~1"));
      conditions.add(
          "json_type(attributes, %s) in ('VARCHAR', 'BOOLEAN', 'UBIGINT', 'BIGINT')"
              .formatted(path));
      conditions.add("json_extract_string(attributes, %s) = %s".formatted(path, argument(text)));
    });
    return this;
  }

  RecordFilter and(String condition) {
    conditions.add(condition);
    return this;
  }

  /// A further argument: its name.
  String argument(Object value) {
    arguments.add(value);
    return "$" + arguments.size();
  }

  String where() {
    return " where " + String.join(" and ", conditions);
  }

  List<@Nullable Object> arguments() {
    return arguments;
  }
}
