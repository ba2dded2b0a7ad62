// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.flow.CleanBatch;
import io.farol.flow.Draft;
import io.farol.flow.DraftBatch;
import io.farol.flow.Signal;
import io.farol.flow.Tally;
import io.farol.model.LedgerEntry;
import io.farol.model.LogLine;
import io.farol.model.MetricSample;
import io.farol.model.Provenance;
import io.farol.model.Scope;
import io.farol.model.TimeRange;
import io.farol.testkit.ScenarioTrace.Sent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What an assistant and those it talks to sent to Farol: a seeded stream of clean, rated batches
/// of two tenants in several environments, across a midnight. The same seed gives the same batches.
///
/// It holds what makes life hard for a store: starts without ends, ends without starts, both in
/// different batches and in the wrong order; signs of life; messages that came late; retries;
/// revisions; several views of one call; transports below them, or further below with a carrier;
/// equal start times; failures of every cause; nulls wherever the model allows one; charges in two
/// currencies, unpriced quantities that are priced later, adjustments; log lines and samples of
/// every kind of metric, some sent twice.
public final class Scenario {

  private static final long MIDNIGHT = Drafts.NOON - 12 * 3_600_000_000_000L;
  private static final long SPAN = 3 * 3_600_000_000_000L;
  private static final List<String> TENANTS = List.of(Scope.DEFAULT_TENANT, "prefeitura");

  private final long seed;
  private final List<CleanBatch> batches;

  private Scenario(long seed, int traces) {
    this.seed = seed;
    Dice dice = new Dice(seed);
    List<DraftBatch> drafts = new ArrayList<>();
    for (int tenant = 0; tenant < TENANTS.size(); tenant++) {
      int share = tenant == 0 ? traces - traces / 3 : traces / 3;
      drafts.addAll(drafts(dice, TENANTS.get(tenant), share));
    }
    ScenarioRater rater = new ScenarioRater();
    batches =
        drafts.stream()
            .sorted(Comparator.comparingLong(DraftBatch::receivedEpochNanos))
            .map(draft -> CleanBatch.redact(draft, Drafts.AS_IS).rated(rater))
            .map(batch -> settled(dice, batch))
            .toList();
  }

  /// So many traces of about eight tellings each.
  public static Scenario seeded(long seed, int traces) {
    return new Scenario(seed, traces);
  }

  /// In the order in which they were received; every received time once.
  public List<CleanBatch> batches() {
    return batches;
  }

  public List<String> tenants() {
    return TENANTS;
  }

  /// Long enough for everything that happens in it.
  public TimeRange whole() {
    return new TimeRange(MIDNIGHT - 2 * SPAN, MIDNIGHT + 2 * SPAN);
  }

  @Override
  public String toString() {
    return "Scenario[seed " + seed + ", " + batches.size() + " batches]";
  }

  private static List<DraftBatch> drafts(Dice dice, String tenant, int traces) {
    List<Sent> sent =
        Stream.generate(() -> new ScenarioTrace(dice, start(dice)).sent())
            .limit(traces)
            .flatMap(List::stream)
            .sorted(Comparator.comparingLong(Sent::atEpochNanos))
            .toList();
    List<DraftBatch> drafts = new ArrayList<>();
    ScenarioRecords records = new ScenarioRecords(dice);
    long last = 0;
    for (int from = 0; from < sent.size(); ) {
      int to = Math.min(sent.size(), from + 1 + dice.below(40));
      // even for one tenant and odd for the other: no two are received at once
      long received = Math.max(last + 2, sent.get(to - 1).atEpochNanos() & ~1L);
      last = received;
      drafts.add(
          draft(dice, records, tenant, received | TENANTS.indexOf(tenant), sent.subList(from, to)));
      from = to;
    }
    return drafts;
  }

  /// Some traces begin in the same second, some in the same nanosecond.
  private static long start(Dice dice) {
    long start = MIDNIGHT + dice.between(-SPAN / 2, SPAN / 2);
    return dice.percent(20) ? start / 60_000_000_000L * 60_000_000_000L : start;
  }

  private static DraftBatch draft(
      Dice dice, ScenarioRecords records, String tenant, long received, List<Sent> sent) {
    List<Draft> tellings = new ArrayList<>(sent.stream().map(Sent::telling).toList());
    Collections.shuffle(tellings, dice.random());
    List<LogLine> logs = records.logs(tellings);
    List<MetricSample> metrics = records.metrics(tellings);
    Tally tally =
        Tally.of(Signal.SPANS, tellings.size(), dice.below(3), dice.below(2))
            .plus(Tally.of(Signal.LOGS, logs.size(), 0, 0))
            .plus(Tally.of(Signal.METRICS, metrics.size(), dice.below(2), 0));
    return new DraftBatch(tenant, received, tellings, logs, metrics, tally);
  }

  /// Later entries about what the batch charges: a price for what had none, a correction.
  private static CleanBatch settled(Dice dice, CleanBatch batch) {
    List<LedgerEntry> further = new ArrayList<>();
    for (LedgerEntry entry : batch.entries()) {
      LedgerEntry later =
          switch (entry) {
            case LedgerEntry.Unpriced gap -> dice.percent(25) ? priced(gap) : null;
            case LedgerEntry.Charge charge -> dice.percent(10) ? corrected(charge) : null;
          };
      if (later != null) {
        further.add(later);
      }
    }
    return batch.with(further);
  }

  private static LedgerEntry priced(LedgerEntry.Unpriced gap) {
    return Drafts.charge(
        ScenarioRater.id(gap.subject(), gap.kind(), "settled"),
        gap.subject(),
        gap.kind(),
        "0.0125",
        "USD",
        Provenance.SETTLED,
        null);
  }

  private static LedgerEntry corrected(LedgerEntry.Charge charge) {
    return Drafts.charge(
        ScenarioRater.id(charge.subject(), charge.kind(), "adjusted"),
        charge.subject(),
        charge.kind(),
        charge.amount().amount().negate().divide(BigDecimal.TWO).toPlainString(),
        charge.id().startsWith("0") ? "EUR" : charge.amount().currency(),
        Provenance.ADJUSTED,
        charge.id());
  }
}
