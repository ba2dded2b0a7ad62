// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost;

import io.farol.cost.price.Kind;
import io.farol.model.PriceRef;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// One kind of one thing used, with its price or with the reason why it has none. A ledger entry
/// without its subject.
sealed interface Line {

  Kind kind();

  /// @param amount exact, not yet rounded to money's places
  /// @param estimated true when a quantity was assumed, or the band that gave the price
  record Priced(
      Kind kind,
      String sku,
      BigDecimal quantity,
      BigDecimal unitPrice,
      BigDecimal amount,
      String currency,
      boolean estimated,
      PriceRef price)
      implements Line {}

  /// @param quantity null when nobody said
  record Open(Kind kind, @Nullable BigDecimal quantity, String reason) implements Line {}
}
