// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.flow.Rater;
import io.farol.model.Call;
import io.farol.model.Fact;
import io.farol.model.LedgerEntry;
import io.farol.model.Money;
import io.farol.model.Phase;
import io.farol.model.PriceRef;
import io.farol.model.Provenance;
import io.farol.model.Span;
import io.farol.model.SpanKey;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Made-up prices: chat tokens in dollars, SERPRO queries in reais, embeddings without a price.
/// Only an end is charged, its revisions under the same ids.
final class ScenarioRater implements Rater {

  private static final PriceRef PRICE =
      new PriceRef("scenario", "2026-11-01", "2026-04-14", "made up for tests");
  private static final LedgerEntry.Fx FX =
      new LedgerEntry.Fx("USD", new BigDecimal("5.4321"), "2026-11-24", "made up for tests");

  @Override
  public List<LedgerEntry> rate(String tenant, Fact fact) {
    Span span = fact.span();
    Call call = span.call();
    if (call == null || span.key().phase() != Phase.END) {
      return List.of();
    }
    List<LedgerEntry> entries = new ArrayList<>();
    Call.Usage usage = call.usage();
    if (usage != null) {
      tokens(entries, span, call.integration(), "input", usage.tokens().input(), "0.000002");
      tokens(entries, span, call.integration(), "output", usage.tokens().output(), "0.000008125");
    }
    if ("serpro".equals(call.platform())) {
      entries.add(charge(span, "query", BigDecimal.ONE, new BigDecimal("0.6591"), "BRL"));
    }
    return entries;
  }

  private static void tokens(
      List<LedgerEntry> entries,
      Span span,
      String integration,
      String kind,
      @Nullable Long count,
      String price) {
    if (count == null) {
      return;
    }
    BigDecimal quantity = BigDecimal.valueOf(count);
    if (integration.endsWith("embedding-3")) {
      entries.add(
          new LedgerEntry.Unpriced(
              id(span.key().span(), kind, "unpriced"),
              span.key().span(),
              span.timing().startEpochNanos(),
              kind,
              count % 2 == 0 ? quantity : null,
              "token",
              "scenario has no embeddings"));
    } else {
      entries.add(charge(span, kind, quantity, new BigDecimal(price), "USD"));
    }
  }

  private static LedgerEntry.Charge charge(
      Span span, String kind, BigDecimal quantity, BigDecimal price, String currency) {
    return new LedgerEntry.Charge(
        id(span.key().span(), kind, "charge"),
        span.key().span(),
        span.timing().startEpochNanos(),
        kind,
        "sku-" + kind,
        quantity,
        "unit",
        price,
        new Money(quantity.multiply(price), currency),
        Provenance.COMPUTED,
        PRICE,
        kind.equals("output") ? FX : null,
        null);
  }

  /// 32 hex digits that follow from what is charged.
  static String id(SpanKey subject, String kind, String sort) {
    byte[] name = (subject + kind + sort).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(name).toString().replace("-", "");
  }
}
