// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import java.math.BigDecimal;
import java.sql.SQLException;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/// A row being appended, column by column in the table's order. Absent is null; so are empty texts.
/// Confined to one thread.
record Row(DuckDBAppender appender) {

  Row begin() throws SQLException {
    appender.beginRow();
    return this;
  }

  void end() throws SQLException {
    appender.endRow();
  }

  Row number(long value) throws SQLException {
    appender.append(value);
    return this;
  }

  Row maybe(@Nullable Long value) throws SQLException {
    if (value == null) {
      appender.appendNull();
    } else {
      appender.append(value.longValue());
    }
    return this;
  }

  Row maybeReal(@Nullable Double value) throws SQLException {
    if (value == null) {
      appender.appendNull();
    } else {
      appender.append(value.doubleValue());
    }
    return this;
  }

  Row integer(int value) throws SQLException {
    appender.append(value);
    return this;
  }

  Row maybeInteger(@Nullable Integer value) throws SQLException {
    if (value == null) {
      appender.appendNull();
    } else {
      appender.append(value.intValue());
    }
    return this;
  }

  /// A constant by its ordinal.
  Row constant(@Nullable Enum<?> value) throws SQLException {
    return octet(value == null ? null : (Integer) value.ordinal());
  }

  Row octet(@Nullable Integer value) throws SQLException {
    if (value == null) {
      appender.appendNull();
    } else {
      appender.append((byte) value.intValue());
    }
    return this;
  }

  Row flag(@Nullable Boolean value) throws SQLException {
    if (value == null) {
      appender.appendNull();
    } else {
      appender.append(value.booleanValue());
    }
    return this;
  }

  Row text(@Nullable String value) throws SQLException {
    if (value == null || value.isEmpty()) {
      appender.appendNull();
    } else {
      appender.append(value);
    }
    return this;
  }

  Row bytes(byte[] value) throws SQLException {
    appender.append(value);
    return this;
  }

  Row bytesOrNull(byte @Nullable [] value) throws SQLException {
    if (value == null) {
      appender.appendNull();
    } else {
      appender.append(value);
    }
    return this;
  }

  Row uuid(long high, long low) throws SQLException {
    appender.appendUUID(high, low);
    return this;
  }

  /// An exact decimal as text.
  Row exact(@Nullable BigDecimal value) throws SQLException {
    return text(value == null ? null : value.toPlainString());
  }

  Row decimal(BigDecimal value) throws SQLException {
    appender.append(value);
    return this;
  }

  /// So many columns without a value.
  Row nulls(int columns) throws SQLException {
    for (int i = 0; i < columns; i++) {
      appender.appendNull();
    }
    return this;
  }
}
