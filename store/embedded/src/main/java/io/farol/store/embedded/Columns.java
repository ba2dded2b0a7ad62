// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import io.farol.model.Tokens;
import io.farol.model.TraceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The columns of the row that a result stands at, by name.
record Columns(ResultSet rows) {

  @Nullable String text(String column) throws SQLException {
    return rows.getString(column);
  }

  String textOr(String column, String absent) throws SQLException {
    String value = rows.getString(column);
    return value == null ? absent : value;
  }

  @Nullable Long number(String column) throws SQLException {
    long value = rows.getLong(column);
    return rows.wasNull() ? null : (Long) value;
  }

  @Nullable Integer integer(String column) throws SQLException {
    int value = rows.getInt(column);
    return rows.wasNull() ? null : (Integer) value;
  }

  @Nullable Double real(String column) throws SQLException {
    double value = rows.getDouble(column);
    return rows.wasNull() ? null : (Double) value;
  }

  long count(String column) throws SQLException {
    return rows.getLong(column);
  }

  SpanId span(String column) throws SQLException {
    return new SpanId(rows.getLong(column));
  }

  @Nullable SpanId maybeSpan(String column) throws SQLException {
    Long value = number(column);
    return value == null || value == 0 ? null : new SpanId(value);
  }

  SpanKey key() throws SQLException {
    UUID trace = (UUID) rows.getObject("trace");
    return new SpanKey(
        new TraceId(trace.getMostSignificantBits(), trace.getLeastSignificantBits()), span("span"));
  }

  Tokens tokens() throws SQLException {
    return new Tokens(
        number("input_tokens"),
        number("output_tokens"),
        number("cache_read_tokens"),
        number("cache_write_tokens"),
        number("reasoning_tokens"),
        number("input_audio_tokens"),
        number("output_audio_tokens"));
  }

  List<Long> numbers(String column) throws SQLException {
    java.sql.Array array = rows.getArray(column);
    List<Long> numbers = new ArrayList<>();
    if (array != null) {
      for (Object each : (Object[]) array.getArray()) {
        numbers.add(((Number) each).longValue());
      }
    }
    return numbers;
  }
}
