// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.farol.model.LedgerEntry;
import io.farol.store.Spending;
import java.util.Locale;

/// Money as the API shows it: decimals as strings, currencies never added up, `atLeast` where
/// something has no price.
final class MoneyJson {

  private MoneyJson() {}

  static ArrayNode totals(Spending spending) {
    ArrayNode totals = Json.object().putArray("totals");
    spending
        .totals()
        .forEach(total ->
            totals
                .addObject()
                .put("currency", total.amount().currency())
                .put("amount", total.amount().amount().toPlainString())
                .put("atLeast", spending.unpricedExchanges() > 0));
    return totals;
  }

  static ObjectNode charge(LedgerEntry.Charge charge) {
    ObjectNode json = Json.object();
    json.put("id", charge.id());
    json.put("kind", charge.kind());
    json.put("sku", charge.sku());
    json.put("quantity", charge.quantity());
    json.put("unit", charge.unit());
    json.put("unitPrice", charge.unitPrice().toPlainString());
    json.put("amount", charge.amount().amount().toPlainString());
    json.put("book", charge.price().book());
    json.put("version", charge.price().version());
    json.put("validFrom", charge.price().validFrom());
    json.put("source", charge.price().source());
    json.put("currency", charge.amount().currency());
    json.put("how", charge.how().name().toLowerCase(Locale.ROOT));
    LedgerEntry.Fx fx = charge.fx();
    json.set(
        "fx",
        fx == null
            ? null
            : Json.object()
                .put("from", fx.from())
                .put("rate", fx.rate().toPlainString())
                .put("date", fx.date())
                .put("source", fx.source()));
    json.put("adjusts", charge.adjusts());
    return json;
  }

  static ObjectNode unpriced(LedgerEntry.Unpriced unpriced) {
    return Json.object()
        .put("kind", unpriced.kind())
        .put("quantity", unpriced.quantity())
        .put("reason", unpriced.reason());
  }
}
