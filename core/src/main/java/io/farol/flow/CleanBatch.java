// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

import io.farol.model.Fact;
import io.farol.model.LedgerEntry;
import io.farol.model.LogLine;
import io.farol.model.MessageId;
import io.farol.model.MetricSample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A batch in which every string has passed the redactor: the only thing that a journal, a store,
/// an index or a board accepts. There are two ways to one: [#redact] and reading back what
/// [BatchCodec] wrote of one.
public final class CleanBatch {

  private final String tenant;
  private final long receivedEpochNanos;
  private final List<Fact> facts;
  private final Map<MessageId, CleanMessage> messages;
  private final List<LogLine> logs;
  private final List<MetricSample> metrics;
  private final List<LedgerEntry> entries;
  private final Tally tally;
  private final int droppedStrings;

  CleanBatch(
      String tenant,
      long receivedEpochNanos,
      List<Fact> facts,
      Map<MessageId, CleanMessage> messages,
      List<LogLine> logs,
      List<MetricSample> metrics,
      List<LedgerEntry> entries,
      Tally tally,
      int droppedStrings) {
    this.tenant = tenant;
    this.receivedEpochNanos = receivedEpochNanos;
    this.facts = List.copyOf(facts);
    this.messages = Collections.unmodifiableMap(new LinkedHashMap<>(messages));
    this.logs = List.copyOf(logs);
    this.metrics = List.copyOf(metrics);
    this.entries = List.copyOf(entries);
    this.tally = tally;
    this.droppedStrings = droppedStrings;
  }

  /// Passes every string of the draft through the redactor. A string whose redaction fails is
  /// dropped and counted, its metadata is kept.
  public static CleanBatch redact(DraftBatch draft, Redactor redactor) {
    return redact(draft, redactor, Recall.NONE);
  }

  /// The same, but messages that the recall finds are referred to and not carried: they are kept
  /// already.
  public static CleanBatch redact(DraftBatch draft, Redactor redactor, Recall recall) {
    return new RedactionWalk(redactor, recall).walk(draft);
  }

  /// The same batch with what its facts cost.
  public CleanBatch rated(Rater rater) {
    List<LedgerEntry> rated = new ArrayList<>(entries);
    for (Fact fact : facts) {
      rated.addAll(rater.rate(tenant, fact));
    }
    return new CleanBatch(
        tenant, receivedEpochNanos, facts, messages, logs, metrics, rated, tally, droppedStrings);
  }

  /// The same batch with further ledger entries: adjustments, settlements.
  public CleanBatch with(List<LedgerEntry> further) {
    List<LedgerEntry> all = new ArrayList<>(entries);
    all.addAll(further);
    return new CleanBatch(
        tenant, receivedEpochNanos, facts, messages, logs, metrics, all, tally, droppedStrings);
  }

  public String tenant() {
    return tenant;
  }

  /// When Farol received it, in nanoseconds since 1970 UTC, by Farol's clock.
  public long receivedEpochNanos() {
    return receivedEpochNanos;
  }

  public List<Fact> facts() {
    return facts;
  }

  /// The content of the messages the facts refer to, each once, but of those that are kept already.
  public Map<MessageId, CleanMessage> messages() {
    return messages;
  }

  public List<LogLine> logs() {
    return logs;
  }

  public List<MetricSample> metrics() {
    return metrics;
  }

  public List<LedgerEntry> entries() {
    return entries;
  }

  public Tally tally() {
    return tally;
  }

  /// How many strings were dropped because the redactor could not run on them.
  public int droppedStrings() {
    return droppedStrings;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CleanBatch that
        && tenant.equals(that.tenant)
        && receivedEpochNanos == that.receivedEpochNanos
        && facts.equals(that.facts)
        && messages.equals(that.messages)
        && logs.equals(that.logs)
        && metrics.equals(that.metrics)
        && entries.equals(that.entries)
        && tally.equals(that.tally)
        && droppedStrings == that.droppedStrings;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(receivedEpochNanos) * 31 + facts.hashCode();
  }

  @Override
  public String toString() {
    return "CleanBatch[%s, %d facts, %d messages, %d logs, %d metric samples, %d entries]"
        .formatted(
            tenant, facts.size(), messages.size(), logs.size(), metrics.size(), entries.size());
  }
}
