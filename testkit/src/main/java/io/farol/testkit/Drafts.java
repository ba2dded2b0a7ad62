// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.flow.CleanBatch;
import io.farol.flow.Draft;
import io.farol.flow.DraftBatch;
import io.farol.flow.Redactor;
import io.farol.flow.Signal;
import io.farol.flow.Tally;
import io.farol.model.LedgerEntry;
import io.farol.model.Money;
import io.farol.model.PriceRef;
import io.farol.model.Provenance;
import io.farol.model.Scope;
import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import io.farol.model.TraceId;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The small beginnings of a test: keys by number, batches of a few tellings, ledger entries.
public final class Drafts {

  /// 2026-11-25T12:00:00Z, in nanoseconds since 1970 UTC.
  public static final long NOON = 1_795_608_000_000_000_000L;

  /// Leaves every string as it is.
  public static final Redactor AS_IS = (key, raw) -> raw;

  private static final PriceRef PRICE =
      new PriceRef("test", "2026-11-01", "2026-11-01", "made up for tests");

  private Drafts() {}

  public static SpanKey key(long trace, long span) {
    return new SpanKey(new TraceId(0, trace), new SpanId(span));
  }

  /// A batch of [Scope#DEFAULT_TENANT], received at noon.
  public static CleanBatch batch(Draft... tellings) {
    return batch(Scope.DEFAULT_TENANT, NOON, List.of(tellings));
  }

  /// A batch whose tally counts each telling as an accepted span.
  public static CleanBatch batch(String tenant, long receivedEpochNanos, List<Draft> tellings) {
    Tally tally = Tally.of(Signal.SPANS, tellings.size(), 0, 0);
    return CleanBatch.redact(
        new DraftBatch(tenant, receivedEpochNanos, tellings, List.of(), List.of(), tally), AS_IS);
  }

  /// An entry's id: these hex digits, filled up with zeros to 32.
  public static String id(String digits) {
    return "0".repeat(32 - digits.length()) + digits;
  }

  /// A charge of one unit.
  ///
  /// @param id up to 32 hex digits, see [#id]
  /// @param amount `0.25`
  public static LedgerEntry.Charge charge(
      String id, SpanKey subject, String kind, String amount, String currency) {
    return charge(id, subject, kind, amount, currency, Provenance.COMPUTED, null);
  }

  /// @param id up to 32 hex digits, see [#id]
  /// @param adjusts up to 32 hex digits of the id of the entry it corrects, or null
  public static LedgerEntry.Charge charge(
      String id,
      SpanKey subject,
      String kind,
      String amount,
      String currency,
      Provenance how,
      @Nullable String adjusts) {
    BigDecimal price = new BigDecimal(amount);
    return new LedgerEntry.Charge(
        id(id),
        subject,
        NOON,
        kind,
        "test-sku",
        BigDecimal.ONE,
        "query",
        price,
        new Money(price, currency),
        how,
        PRICE,
        null,
        adjusts == null ? null : id(adjusts));
  }

  public static LedgerEntry.Unpriced unpriced(
      String id, SpanKey subject, String kind, String reason) {
    return new LedgerEntry.Unpriced(id(id), subject, NOON, kind, BigDecimal.ONE, "query", reason);
  }
}
