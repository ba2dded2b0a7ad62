// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.farol.model.Cost;
import io.farol.model.Money;
import io.farol.model.PriceRef;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What something would cost at list prices.
///
/// @param state whether all, some or none of it has a price
/// @param currency of the amount; null when unpriced
/// @param amount the sum of the charges, exact: not rounded to the ledger's nine places; null when
///   unpriced
/// @param charges what has a price
/// @param unpriced what has none
public record Quote(
    Cost.State state,
    @Nullable String currency,
    @Nullable BigDecimal amount,
    List<Charge> charges,
    List<Unpriced> unpriced) {

  public Quote {
    charges = List.copyOf(charges);
    unpriced = List.copyOf(unpriced);
  }

  /// @param amount quantity × unitPrice, exact
  public record Charge(
      String kind,
      String sku,
      BigDecimal quantity,
      String unit,
      BigDecimal unitPrice,
      BigDecimal amount,
      PriceRef price) {}

  /// @param quantity null when nobody said
  public record Unpriced(String kind, @Nullable BigDecimal quantity, String reason) {}

  /// The answer of `POST /api/v1/costs/quote`: money as text with nine places or more, quantities
  /// as numbers.
  public JsonNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("state", state.name().toLowerCase(Locale.ROOT));
    json.put("currency", currency);
    json.put("amount", amount == null ? null : decimal(amount));
    var list = json.putArray("charges");
    for (Charge charge : charges) {
      list.addObject()
          .put("kind", charge.kind())
          .put("sku", charge.sku())
          .put("quantity", plain(charge.quantity()))
          .put("unit", charge.unit())
          .put("unitPrice", decimal(charge.unitPrice()))
          .put("amount", decimal(charge.amount()))
          .put("book", charge.price().book())
          .put("version", charge.price().version())
          .put("validFrom", charge.price().validFrom())
          .put("source", charge.price().source());
    }
    var open = json.putArray("unpriced");
    for (Unpriced entry : unpriced) {
      ObjectNode node = open.addObject().put("kind", entry.kind());
      if (entry.quantity() == null) {
        node.putNull("quantity");
      } else {
        node.put("quantity", plain(entry.quantity()));
      }
      node.put("reason", entry.reason());
    }
    return json;
  }

  private static String decimal(BigDecimal value) {
    BigDecimal shortest = plain(value);
    return (shortest.scale() < Money.SCALE ? shortest.setScale(Money.SCALE) : shortest)
        .toPlainString();
  }

  /// Without zeros at the end. `BigDecimal` would write 1000 as 1E+3 then, which JSON readers need
  /// not like.
  private static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
