// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.model.LedgerEntry;
import io.farol.model.LedgerEntry.Fx;
import io.farol.model.PriceRef;
import io.farol.model.Provenance;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What many ledger entries have in common: a row of table `terms`.
///
/// @param price null: there is none, and `reason` says why
record Terms(
    String tenant, String kind, String unit, @Nullable Price price, @Nullable String reason) {

  record Price(
      String sku,
      BigDecimal unitPrice,
      String currency,
      Provenance how,
      PriceRef ref,
      @Nullable Fx fx) {}

  /// Of what tells most of them apart: this is asked for with every entry.
  @Override
  public int hashCode() {
    int hash = 31 * kind.hashCode() + tenant.hashCode();
    return price == null
        ? 31 * hash + Objects.hashCode(reason)
        : 31 * (31 * hash + price.sku.hashCode()) + price.ref.version().hashCode();
  }

  static Terms of(String tenant, LedgerEntry entry) {
    return switch (entry) {
      case LedgerEntry.Charge charge ->
          new Terms(
              tenant,
              charge.kind(),
              charge.unit(),
              new Price(
                  charge.sku(),
                  charge.unitPrice(),
                  charge.amount().currency(),
                  charge.how(),
                  charge.price(),
                  charge.fx()),
              null);
      case LedgerEntry.Unpriced unpriced ->
          new Terms(tenant, unpriced.kind(), unpriced.unit(), null, unpriced.reason());
    };
  }

  void write(Row row, int number) throws SQLException {
    row.begin().integer(number).text(tenant).text(kind).flag(price != null);
    if (price == null) {
      row.nulls(1).text(unit).nulls(11);
    } else {
      row.text(price.sku)
          .text(unit)
          .exact(price.unitPrice)
          .text(price.currency)
          .constant(price.how)
          .text(price.ref.book())
          .text(price.ref.version())
          .text(price.ref.validFrom())
          .text(price.ref.source());
      Fx fx = price.fx;
      if (fx == null) {
        row.nulls(4);
      } else {
        row.text(fx.from()).exact(fx.rate()).text(fx.date()).text(fx.source());
      }
    }
    row.text(reason).end();
  }
}
