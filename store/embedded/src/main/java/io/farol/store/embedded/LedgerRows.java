// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.model.LedgerEntry;
import io.farol.model.Money;
import io.farol.model.PriceRef;
import io.farol.model.Provenance;
import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import io.farol.model.TraceId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes ledger entries into table `entry` and reads them back. Confined to one thread.
final class LedgerRows {

  private static final Provenance[] PROVENANCES = Provenance.values();

  private final Row row;

  LedgerRows(Row row) {
    this.row = row;
  }

  /// @param terms the number of what the entry has in common with others
  void append(long number, int terms, LedgerEntry entry) throws SQLException {
    SpanKey subject = entry.subject();
    UUID id = id(entry);
    row.begin()
        .number(number)
        .integer(terms)
        .uuid(id.getMostSignificantBits(), id.getLeastSignificantBits())
        .uuid(subject.trace().high(), subject.trace().low())
        .number(subject.span().value())
        .number(entry.atEpochNanos());
    switch (entry) {
      case LedgerEntry.Charge charge ->
          row.exact(charge.quantity()).decimal(charge.amount().amount()).text(charge.adjusts());
      case LedgerEntry.Unpriced unpriced -> row.exact(unpriced.quantity()).nulls(2);
    }
    row.end();
  }

  /// The id's 32 digits as a number of 128 bits.
  static UUID id(LedgerEntry entry) {
    return new UUID(
        HexFormat.fromHexDigitsToLong(entry.id(), 0, 16),
        HexFormat.fromHexDigitsToLong(entry.id(), 16, 32));
  }

  static LedgerEntry read(ResultSet rows) throws SQLException {
    String id = text(rows, "id").replace("-", "");
    UUID trace = (UUID) rows.getObject("trace");
    SpanKey subject =
        new SpanKey(
            new TraceId(trace.getMostSignificantBits(), trace.getLeastSignificantBits()),
            new SpanId(rows.getLong("span")));
    long at = rows.getLong("at_ns");
    String kind = text(rows, "kind");
    if (!rows.getBoolean("priced")) {
      return new LedgerEntry.Unpriced(
          id, subject, at, kind, exact(rows, "quantity"), text(rows, "unit"), text(rows, "reason"));
    }
    BigDecimal rate = exact(rows, "fx_rate");
    return new LedgerEntry.Charge(
        id,
        subject,
        at,
        kind,
        text(rows, "sku"),
        known(rows, "quantity"),
        text(rows, "unit"),
        known(rows, "unit_price"),
        new Money(rows.getBigDecimal("amount"), text(rows, "currency")),
        PROVENANCES[rows.getInt("how")],
        new PriceRef(
            text(rows, "book"),
            text(rows, "book_version"),
            text(rows, "valid_from"),
            text(rows, "price_source")),
        rate == null
            ? null
            : new LedgerEntry.Fx(
                text(rows, "fx_from"), rate, text(rows, "fx_date"), text(rows, "fx_source")),
        rows.getString("adjusts"));
  }

  private static String text(ResultSet rows, String column) throws SQLException {
    String value = rows.getString(column);
    return value == null ? "" : value;
  }

  private static @Nullable BigDecimal exact(ResultSet rows, String column) throws SQLException {
    String value = rows.getString(column);
    return value == null ? null : new BigDecimal(value);
  }

  private static BigDecimal known(ResultSet rows, String column) throws SQLException {
    BigDecimal value = exact(rows, column);
    if (value == null) {
      throw new IllegalStateException("ledger entry without " + column);
    }
    return value;
  }
}
