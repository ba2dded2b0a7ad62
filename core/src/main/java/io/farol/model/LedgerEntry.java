// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// One line of the append-only ledger. The id follows from what it charges, so the same facts give
/// the same ledger in any order and however often: of several entries with one id, one is counted.
public sealed interface LedgerEntry {

  /// 32 hex digits, lower case.
  String id();

  /// The exchange that is charged.
  SpanKey subject();

  /// When the charged thing happened, in nanoseconds since 1970 UTC.
  long atEpochNanos();

  /// `input`, `cache_read`, `output`, `input_audio`, `query` …
  String kind();

  /// @param sku what the price book calls it, `gpt-4.1`
  /// @param quantity how many units
  /// @param unit `token`, `query`
  /// @param unitPrice price of one unit, in the amount's currency
  /// @param amount quantity × unitPrice
  /// @param how how it was known
  /// @param price which price
  /// @param fx the exchange rate used, or null when none was
  /// @param adjusts the id of the entry it corrects, for [Provenance#ADJUSTED]; null otherwise
  record Charge(
      String id,
      SpanKey subject,
      long atEpochNanos,
      String kind,
      String sku,
      BigDecimal quantity,
      String unit,
      BigDecimal unitPrice,
      Money amount,
      Provenance how,
      PriceRef price,
      @Nullable Fx fx,
      @Nullable String adjusts)
      implements LedgerEntry {

    public Charge {
      check(id);
    }
  }

  /// A quantity for which no price is known. It is not zero: a total that includes it is "at
  /// least".
  ///
  /// @param quantity how many units; null when even that is unknown
  /// @param unit of the quantity
  /// @param reason in words: which book lacks what
  record Unpriced(
      String id,
      SpanKey subject,
      long atEpochNanos,
      String kind,
      @Nullable BigDecimal quantity,
      String unit,
      String reason)
      implements LedgerEntry {

    public Unpriced {
      check(id);
    }
  }

  /// @param rate units of the amount's currency for one unit of `from`
  /// @param date the UTC day of the rate
  record Fx(String from, BigDecimal rate, String date, String source) {}

  private static void check(String id) {
    boolean digits = id.length() == 32;
    for (int i = 0; digits && i < 32; i++) {
      char c = id.charAt(i);
      digits = c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
    }
    if (!digits) {
      throw new IllegalArgumentException(
          "ledger entry: id \"" + id + "\" is not 32 hex digits in lower case");
    }
  }
}
