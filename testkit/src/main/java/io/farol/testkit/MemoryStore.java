// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.flow.BatchReader;
import io.farol.flow.CleanBatch;
import io.farol.flow.CleanMessage;
import io.farol.flow.Tally;
import io.farol.model.Exchange;
import io.farol.model.LogKey;
import io.farol.model.LogLine;
import io.farol.model.Message;
import io.farol.model.MessageId;
import io.farol.model.MessageRef;
import io.farol.model.Outcome;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The executable specification of a [Store]: it keeps every batch and answers each question by
/// going through all of them. What it answers is right by definition; where another store differs,
/// that one is mended, or both contracts are. The laws it follows: [Joining], [Nesting], [OneCall],
/// [LedgerReading], [ExchangePage], [Sums], [LogReading], [MetricReading], [MemoryReader].
///
/// It forgets everything when closed, so its readers are not durable. Safe for many threads: every
/// method holds the store's lock.
public final class MemoryStore implements Store {

  private static final long SECOND = 1_000_000_000;

  private final MemoryReader facts = new MemoryReader("facts", this);
  private final MemoryReader content = new MemoryReader("content", this);
  private final Map<String, Reading> readings = new HashMap<>();
  private boolean closed;

  @Override
  public List<BatchReader> readers() {
    return List.of(facts, content);
  }

  @Override
  public synchronized Tally stored() {
    return facts.batches().stream().map(CleanBatch::tally).reduce(Tally.NOTHING, Tally::plus);
  }

  @Override
  public synchronized long completeThroughEpochNanos() {
    return facts.batches().stream().mapToLong(CleanBatch::receivedEpochNanos).max().orElse(0);
  }

  @Override
  public List<Trouble> troubles() {
    return List.of();
  }

  @Override
  public synchronized Check check() {
    return closed ? new Check.Broken("the memory store is closed") : new Check.Fine();
  }

  @Override
  public synchronized void close() {
    closed = true;
  }

  @Override
  public synchronized Answer<Page<Exchange, ExchangeQuery.Cursor>> exchanges(ExchangeQuery query) {
    return answer(
        ExchangePage.of(
            query,
            reading(query.scope()).listed(query.scope(), query.range()).map(Whole::exchange)));
  }

  @Override
  public synchronized Optional<Whole> findExchange(
      Scope scope, SpanKey key, @Nullable Long hintEpochNanos) {
    return reading(scope).find(scope, key);
  }

  @Override
  public synchronized Optional<Trace> findTrace(
      Scope scope, TraceId id, @Nullable Long hintEpochNanos) {
    return reading(scope).trace(scope, id);
  }

  @Override
  public synchronized Optional<Trace.Part> findTrace(
      Scope scope,
      TraceId id,
      @Nullable Long hintEpochNanos,
      int limit,
      Trace.@Nullable Place after) {
    return reading(scope)
        .trace(scope, id)
        .map(trace -> {
          List<Trace.Row> rest =
              trace.spans().stream().filter(row -> after == null || isAfter(after, row)).toList();
          List<Trace.Row> page = rest.subList(0, Math.min(limit, rest.size()));
          Trace.Place next =
              page.size() == rest.size()
                  ? null
                  : new Trace.Place(
                      page.getLast().timing().startEpochNanos(), page.getLast().span());
          return new Trace.Part(new Trace(id, page), trace.spans().size(), next);
        });
  }

  @Override
  public synchronized Optional<Trace.Row> findSpan(
      Scope scope, SpanKey key, @Nullable Long hintEpochNanos) {
    return reading(scope).trace(scope, key.trace()).stream()
        .flatMap(trace -> trace.spans().stream())
        .filter(row -> row.span().equals(key.span()))
        .findFirst();
  }

  private static boolean isAfter(Trace.Place place, Trace.Row row) {
    int byStart = Long.compare(row.timing().startEpochNanos(), place.startEpochNanos());
    return byStart != 0 ? byStart > 0 : row.span().compareTo(place.span()) > 0;
  }

  @Override
  public synchronized Answer<List<Flow>> flows(Scope scope, TimeRange range) {
    record Parties(String from, String to) {}
    return answer(
        groups(
            listed(scope, range),
            whole -> new Parties(whole.exchange().origin().service(), whole.exchange().call().to()),
            Comparator.comparing(Parties::from).thenComparing(Parties::to),
            (parties, sums) ->
                new Flow(
                    parties.from(),
                    parties.to(),
                    sums.exchanges(),
                    sums.failed(),
                    sums.open(),
                    sums.messages(),
                    sums.tokens(),
                    sums.traffic(),
                    sums.spending())));
  }

  @Override
  public synchronized Answer<List<Bucket>> buckets(Scope scope, TimeRange range, long stepNanos) {
    checkStep(stepNanos);
    return answer(
        groups(
            listed(scope, range),
            whole -> Place.of(whole, stepNanos),
            Place.ORDER,
            (place, sums) -> bucket(place.startEpochNanos(), place.integration(), sums)));
  }

  @Override
  public synchronized Answer<List<Bucket>> series(Scope scope, TimeRange range, long stepNanos) {
    checkStep(stepNanos);
    return answer(
        groups(
            listed(scope, range),
            whole -> step(whole, stepNanos),
            Comparator.<Long>naturalOrder(),
            (start, sums) -> bucket(start, null, sums)));
  }

  private static Bucket bucket(long start, @Nullable String integration, Sums sums) {
    return new Bucket(
        start,
        integration,
        sums.exchanges(),
        sums.failed(),
        sums.open(),
        sums.messages(),
        sums.tokens(),
        sums.p95Nanos(),
        sums.spending());
  }

  @Override
  public synchronized Answer<List<IntegrationSummary>> integrations(Scope scope, TimeRange range) {
    return answer(
        groups(
            listed(scope, range),
            whole -> whole.exchange().call().integration(),
            Comparator.<String>naturalOrder(),
            (id, sums) ->
                new IntegrationSummary(
                    id,
                    sums.platform(),
                    sums.exchanges(),
                    sums.failed(),
                    sums.open(),
                    sums.p95Nanos(),
                    sums.lastEnd(Outcome.Succeeded.class),
                    sums.lastEnd(Outcome.Failed.class),
                    sums.spending())));
  }

  @Override
  public synchronized Answer<Summary> summary(Scope scope, TimeRange range) {
    Sums sums = new Sums(listed(scope, range).toList());
    return answer(
        new Summary(
            sums.exchanges(),
            sums.failed(),
            sums.open(),
            sums.messages(),
            sums.conversations(),
            sums.tokens(),
            sums.spending()));
  }

  @Override
  public synchronized List<String> environments(String tenant) {
    return reading(new Scope(tenant, null)).environments();
  }

  @Override
  public synchronized Answer<List<Point>> costs(Scope scope, TimeRange range, long stepNanos) {
    checkStep(stepNanos);
    List<List<Point>> points =
        groups(
            listed(scope, range),
            whole -> Place.of(whole, stepNanos),
            Place.ORDER,
            (place, sums) ->
                sums.spending().totals().stream()
                    .map(total ->
                        new Point(place.startEpochNanos(), place.integration(), total.amount()))
                    .toList());
    return answer(points.stream().flatMap(List::stream).toList());
  }

  @Override
  public synchronized Answer<List<Item>> charged(Scope scope, TimeRange range) {
    record Place(String integration, String sku, String currency) {}
    Map<Place, Item> items =
        new TreeMap<>(
            Comparator.comparing(Place::integration)
                .thenComparing(Place::sku)
                .thenComparing(Place::currency));
    listed(scope, range)
        .forEach(whole ->
            LedgerReading.charges(whole.entries())
                .forEach(charge -> {
                  String integration = whole.exchange().call().integration();
                  items.merge(
                      new Place(integration, charge.sku(), charge.amount().currency()),
                      new Item(integration, charge.sku(), charge.amount(), 1),
                      (sum, one) ->
                          new Item(
                              integration,
                              sum.sku(),
                              sum.amount().plus(one.amount()),
                              sum.charges() + 1));
                }));
    return answer(List.copyOf(items.values()));
  }

  @Override
  public synchronized Answer<List<Missing>> unpriced(Scope scope, TimeRange range) {
    record Gap(String integration, String kind, String reason) {}
    Map<Gap, Long> gaps =
        listed(scope, range)
            .flatMap(whole ->
                LedgerReading.unpriced(whole.entries())
                    .map(entry ->
                        new Gap(
                            whole.exchange().call().integration(), entry.kind(), entry.reason()))
                    .distinct())
            .collect(
                Collectors.groupingBy(
                    Function.identity(),
                    () ->
                        new TreeMap<>(
                            Comparator.comparing(Gap::integration)
                                .thenComparing(Gap::kind)
                                .thenComparing(Gap::reason)),
                    Collectors.counting()));
    return answer(
        gaps.entrySet().stream()
            .map(gap ->
                new Missing(
                    gap.getKey().integration(),
                    gap.getKey().kind(),
                    gap.getKey().reason(),
                    gap.getValue()))
            .toList());
  }

  @Override
  public synchronized Map<MessageId, Message> fetch(Collection<MessageRef> refs) {
    Map<MessageId, Message> found = new LinkedHashMap<>();
    for (CleanBatch batch : content.batches()) {
      for (MessageRef ref : refs) {
        boolean keptThatDay =
            batch.facts().stream()
                .flatMap(fact -> fact.messages().stream())
                .anyMatch(kept -> kept.id().equals(ref.id()) && kept.epochDay() == ref.epochDay());
        CleanMessage message = batch.messages().get(ref.id());
        if (keptThatDay && message != null) {
          found.put(ref.id(), message.message());
        }
      }
    }
    return found;
  }

  @Override
  public synchronized Answer<Page<LogHeader, LogKey>> logs(LogQuery query) {
    return answer(new LogReading(of(query.scope().tenant())).page(query));
  }

  @Override
  public synchronized Optional<LogLine> findLog(Scope scope, LogKey key) {
    return new LogReading(of(scope.tenant())).find(scope, key);
  }

  @Override
  public synchronized Answer<Page<MetricSummary, MetricQuery.Cursor>> metrics(MetricQuery query) {
    return answer(new MetricReading(of(query.scope().tenant())).metrics(query));
  }

  @Override
  public synchronized Answer<Page<SeriesSample, SampleQuery.Cursor>> samples(SampleQuery query) {
    return answer(new MetricReading(of(query.scope().tenant())).samples(query));
  }

  private record Place(long startEpochNanos, String integration) {

    static final Comparator<Place> ORDER =
        Comparator.comparingLong(Place::startEpochNanos).thenComparing(Place::integration);

    static Place of(Whole whole, long stepNanos) {
      return new Place(step(whole, stepNanos), whole.exchange().call().integration());
    }
  }

  private static long step(Whole whole, long stepNanos) {
    long start = whole.exchange().timing().startEpochNanos();
    return Math.floorDiv(start, stepNanos) * stepNanos;
  }

  private Stream<Whole> listed(Scope scope, TimeRange range) {
    return reading(scope).listed(scope, range);
  }

  private Reading reading(Scope scope) {
    return readings.computeIfAbsent(scope.tenant(), tenant -> new Reading(of(tenant)));
  }

  private List<CleanBatch> of(String tenant) {
    return facts.batches().stream().filter(batch -> batch.tenant().equals(tenant)).toList();
  }

  void changed() {
    readings.clear();
  }

  private <T> Answer<T> answer(T value) {
    return new Answer<>(value, completeThroughEpochNanos());
  }

  private interface Row<K, R> {
    R of(K key, Sums sums);
  }

  private static <K, R> List<R> groups(
      Stream<Whole> wholes, Function<Whole, K> key, Comparator<K> order, Row<K, R> row) {
    Map<K, List<Whole>> groups =
        wholes.collect(Collectors.groupingBy(key, () -> new TreeMap<>(order), Collectors.toList()));
    List<R> rows = new ArrayList<>();
    groups.forEach((each, members) -> rows.add(row.of(each, new Sums(members))));
    return rows;
  }

  private static void checkStep(long stepNanos) {
    if (stepNanos < SECOND) {
      throw new IllegalArgumentException(
          "step is " + stepNanos + " ns; it must be at least one second (" + SECOND + " ns)");
    }
  }
}
