// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.flow.Fingerprint;
import io.farol.model.LogKey;
import io.farol.model.LogLine;
import io.farol.model.SpanKey;
import io.farol.model.Value;
import io.farol.store.LogHeader;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Writes log lines into table `log` and reads them back. Confined to one thread.
final class LogRows {

  private final Row row;

  LogRows(Row row) {
    this.row = row;
  }

  void append(String tenant, long receivedEpochNanos, LogLine line) throws SQLException {
    LogKey key = Fingerprint.key(line);
    row.begin()
        .text(tenant)
        .number(receivedEpochNanos)
        .number(key.atEpochNanos())
        .number(key.fingerprint())
        .octet(line.severity());
    SpanRows.origin(row, line.origin());
    SpanKey span = line.span();
    if (span == null) {
      row.nulls(2);
    } else {
      row.uuid(span.trace().high(), span.trace().low()).number(span.span().value());
    }
    String text = line.text();
    boolean plain = line.body() instanceof Value.Text && !text.isEmpty();
    row.text(line.eventName())
        .text(text)
        .text(plain ? null : ValueJson.value(line.body()))
        .text(ValueJson.fields(line.attributes()))
        .end();
  }

  static LogHeader header(Columns row) throws SQLException {
    return new LogHeader(
        new LogKey(row.count("at_ns"), row.count("fingerprint")),
        ExchangeRows.origin(row),
        (int) row.count("severity"),
        span(row),
        row.text("event_name"),
        row.textOr("text", ""),
        row.count("length") > LogHeader.TEXT);
  }

  static LogLine line(Columns row) throws SQLException {
    return new LogLine(
        ExchangeRows.origin(row),
        row.count("at_ns"),
        (int) row.count("severity"),
        span(row),
        row.text("event_name"),
        body(row.text("body"), row.text("text")),
        ValueJson.readFields(row.text("attributes")));
  }

  private static Value body(@Nullable String json, @Nullable String text) {
    if (json != null) {
      return ValueJson.readValue(json);
    }
    return text == null ? new Value.Empty() : Value.of(text);
  }

  private static @Nullable SpanKey span(Columns row) throws SQLException {
    return row.number("span") == null ? null : row.key();
  }
}
