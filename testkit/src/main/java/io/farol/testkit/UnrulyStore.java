// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.flow.BatchReader;
import io.farol.flow.Tally;
import io.farol.model.Exchange;
import io.farol.model.LogKey;
import io.farol.model.LogLine;
import io.farol.model.Message;
import io.farol.model.MessageId;
import io.farol.model.MessageRef;
import io.farol.model.Scope;
import io.farol.model.SpanKey;
import io.farol.model.TimeRange;
import io.farol.model.TraceId;
import io.farol.store.Answer;
import io.farol.store.Bucket;
import io.farol.store.ExchangeQuery;
import io.farol.store.Flow;
import io.farol.store.LogHeader;
import io.farol.store.LogQuery;
import io.farol.store.MetricQuery;
import io.farol.store.MetricSummary;
import io.farol.store.Page;
import io.farol.store.SampleQuery;
import io.farol.store.SeriesSample;
import io.farol.store.Store;
import io.farol.store.Trace;
import io.farol.store.Trouble;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A store that does everything a store is allowed to do: its readers ([UnrulyReader]) show writes
/// late, in pieces, in another order, and apply them twice. Who relies on more than the contracts
/// promise fails against it.
///
/// Time moves in it with each call: every question and every look at a position may let some of
/// what waits through. As safe for many threads as the store it decorates.
public final class UnrulyStore implements Store {

  private final Store store;
  private final List<UnrulyReader> readers;

  private UnrulyStore(Store store, long seed) {
    this.store = store;
    this.readers =
        store.readers().stream()
            .map(reader -> new UnrulyReader(reader, new Dice(seed ^ reader.name().hashCode())))
            .toList();
  }

  /// @param seed the same seed and the same calls give the same disorder
  public static UnrulyStore around(Store store, long seed) {
    return new UnrulyStore(store, seed);
  }

  private Store asked() {
    readers.forEach(UnrulyReader::letSomeThrough);
    return store;
  }

  @Override
  public List<BatchReader> readers() {
    return List.copyOf(readers);
  }

  @Override
  public Tally stored() {
    return asked().stored();
  }

  @Override
  public long completeThroughEpochNanos() {
    return asked().completeThroughEpochNanos();
  }

  @Override
  public Check check() {
    return asked().check();
  }

  @Override
  public List<Trouble> troubles() {
    return asked().troubles();
  }

  /// What still waits is lost to it; the journal hands it over again.
  @Override
  public void close() {
    store.close();
  }

  @Override
  public Answer<Page<Exchange, ExchangeQuery.Cursor>> exchanges(ExchangeQuery query) {
    return asked().exchanges(query);
  }

  @Override
  public Optional<Whole> findExchange(Scope scope, SpanKey key, @Nullable Long hintEpochNanos) {
    return asked().findExchange(scope, key, hintEpochNanos);
  }

  @Override
  public Optional<Trace> findTrace(Scope scope, TraceId id, @Nullable Long hintEpochNanos) {
    return asked().findTrace(scope, id, hintEpochNanos);
  }

  @Override
  public Optional<Trace.Part> findTrace(
      Scope scope,
      TraceId id,
      @Nullable Long hintEpochNanos,
      int limit,
      Trace.@Nullable Place after) {
    return asked().findTrace(scope, id, hintEpochNanos, limit, after);
  }

  @Override
  public Optional<Trace.Row> findSpan(Scope scope, SpanKey key, @Nullable Long hintEpochNanos) {
    return asked().findSpan(scope, key, hintEpochNanos);
  }

  @Override
  public Answer<List<Flow>> flows(Scope scope, TimeRange range) {
    return asked().flows(scope, range);
  }

  @Override
  public Answer<List<Bucket>> buckets(Scope scope, TimeRange range, long stepNanos) {
    return asked().buckets(scope, range, stepNanos);
  }

  @Override
  public Answer<List<Bucket>> series(Scope scope, TimeRange range, long stepNanos) {
    return asked().series(scope, range, stepNanos);
  }

  @Override
  public Answer<List<IntegrationSummary>> integrations(Scope scope, TimeRange range) {
    return asked().integrations(scope, range);
  }

  @Override
  public Answer<Summary> summary(Scope scope, TimeRange range) {
    return asked().summary(scope, range);
  }

  @Override
  public List<String> environments(String tenant) {
    return asked().environments(tenant);
  }

  @Override
  public Answer<List<Point>> costs(Scope scope, TimeRange range, long stepNanos) {
    return asked().costs(scope, range, stepNanos);
  }

  @Override
  public Answer<List<Item>> charged(Scope scope, TimeRange range) {
    return asked().charged(scope, range);
  }

  @Override
  public Answer<List<Missing>> unpriced(Scope scope, TimeRange range) {
    return asked().unpriced(scope, range);
  }

  @Override
  public Map<MessageId, Message> fetch(Collection<MessageRef> refs) {
    return asked().fetch(refs);
  }

  @Override
  public Answer<Page<LogHeader, LogKey>> logs(LogQuery query) {
    return asked().logs(query);
  }

  @Override
  public Optional<LogLine> findLog(Scope scope, LogKey key) {
    return asked().findLog(scope, key);
  }

  @Override
  public Answer<Page<MetricSummary, MetricQuery.Cursor>> metrics(MetricQuery query) {
    return asked().metrics(query);
  }

  @Override
  public Answer<Page<SeriesSample, SampleQuery.Cursor>> samples(SampleQuery query) {
    return asked().samples(query);
  }
}
