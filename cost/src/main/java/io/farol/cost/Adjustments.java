// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost;

import io.farol.model.LedgerEntry.Charge;
import io.farol.model.Money;
import io.farol.model.PriceRef;
import io.farol.model.Provenance;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// Corrects a charge by a further entry: the ledger is never edited. What both say together is the
/// corrected amount.
public final class Adjustments {

  private Adjustments() {}

  /// The entry that brings a charge to the amount it should have had.
  ///
  /// @param charge the entry to correct
  /// @param amount what it should have been, in the same currency
  /// @param reason in words; part of the new entry's source
  /// @return empty when the amounts are equal; otherwise the difference, with an id that follows
  ///   from the corrected entry, the amount and the reason, so that the same correction made twice
  ///   counts once
  /// @throws IllegalArgumentException when the currency is another one
  public static Optional<Charge> adjust(Charge charge, Money amount, String reason) {
    return adjust(charge, List.of(), amount, reason);
  }

  /// The same for a charge that was corrected before.
  ///
  /// @param earlier its corrections so far: entries whose `adjusts` is the charge's id
  public static Optional<Charge> adjust(
      Charge charge, List<Charge> earlier, Money amount, String reason) {
    Money now = charge.amount();
    for (Charge correction : earlier) {
      if (!charge.id().equals(correction.adjusts())) {
        throw new IllegalArgumentException(
            "adjustment of %s: entry %s does not correct it"
                .formatted(charge.id(), correction.id()));
      }
      now = now.plus(correction.amount());
    }
    if (!amount.currency().equals(charge.amount().currency())) {
      throw new IllegalArgumentException(
          "adjustment of %s: its amount is in %s, the correction in %s; convert it first"
              .formatted(charge.id(), charge.amount().currency(), amount.currency()));
    }
    BigDecimal difference = amount.amount().subtract(now.amount());
    if (difference.signum() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Charge(
            EntryId.of("adjusts", charge.id(), amount.amount().toPlainString(), reason),
            charge.subject(),
            charge.atEpochNanos(),
            charge.kind(),
            charge.sku(),
            BigDecimal.ONE,
            "adjustment",
            difference,
            new Money(difference, amount.currency()),
            Provenance.ADJUSTED,
            new PriceRef(
                charge.price().book(),
                charge.price().version(),
                charge.price().validFrom(),
                reason),
            charge.fx(),
            charge.id()));
  }

  /// The entry that brings a charge to the quantity it should have had, at its own unit price.
  ///
  /// @param quantity 0 or more
  /// @param reason in words
  /// @return empty when nothing changes
  public static Optional<Charge> adjust(Charge charge, BigDecimal quantity, String reason) {
    if (quantity.signum() < 0) {
      throw new IllegalArgumentException(
          "adjustment of %s: quantity %s; a quantity is 0 or more"
              .formatted(charge.id(), quantity.toPlainString()));
    }
    BigDecimal difference = quantity.subtract(charge.quantity());
    Money corrected = new Money(quantity.multiply(charge.unitPrice()), charge.amount().currency());
    if (difference.signum() == 0) {
      return Optional.empty();
    }
    return adjust(charge, corrected, reason)
        .map(entry ->
            new Charge(
                entry.id(),
                entry.subject(),
                entry.atEpochNanos(),
                entry.kind(),
                entry.sku(),
                difference,
                charge.unit(),
                charge.unitPrice(),
                entry.amount(),
                entry.how(),
                entry.price(),
                entry.fx(),
                entry.adjusts()));
  }
}
