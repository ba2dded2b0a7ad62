// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.BatchCodec;
import io.farol.flow.CleanBatch;
import io.farol.flow.Fingerprint;
import io.farol.model.CallKind;
import io.farol.model.Cause;
import io.farol.model.Cost;
import io.farol.model.Exchange;
import io.farol.model.Fact;
import io.farol.model.FactKey;
import io.farol.model.LedgerEntry;
import io.farol.model.LogLine;
import io.farol.model.MetricKind;
import io.farol.model.MetricSample;
import io.farol.model.Outcome;
import io.farol.model.Phase;
import io.farol.model.Provenance;
import io.farol.model.Scope;
import io.farol.model.SpanKey;
import io.farol.store.ExchangeQuery;
import io.farol.store.ExchangeStore.Whole;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A scenario holds what it says it holds: a contract that compares on scenarios is worth as much
/// as they are.
class ScenarioTest {

  private final Scenario scenario = Scenario.seeded(1, 150);

  @Test
  void isTheSameForTheSameSeed() {
    assertThat(Scenario.seeded(1, 150).batches()).isEqualTo(scenario.batches());
    assertThat(Scenario.seeded(2, 150).batches()).isNotEqualTo(scenario.batches());
    assertThat(scenario)
        .hasToString("Scenario[seed 1, %d batches]".formatted(scenario.batches().size()));
  }

  @Test
  void survivesTheJournalsBytes() {
    Seeds.check(
        20,
        seed -> {
          for (CleanBatch batch : Scenario.seeded(seed, 10).batches()) {
            assertThat(BatchCodec.decode(BatchCodec.encode(batch))).isEqualTo(batch);
          }
        });
  }

  @Test
  void comesInOrderAcrossAMidnightForSeveralTenants() {
    List<Long> received = scenario.batches().stream().map(CleanBatch::receivedEpochNanos).toList();
    assertThat(received).isSorted().doesNotHaveDuplicates();
    assertThat(days()).hasSizeGreaterThan(1);
    assertThat(scenario.batches().stream().map(CleanBatch::tenant).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(scenario.tenants());
    assertThat(facts())
        .allSatisfy(fact ->
            assertThat(scenario.whole().contains(fact.span().timing().startEpochNanos())).isTrue());
  }

  private Set<Integer> days() {
    return facts().stream()
        .flatMap(fact -> fact.messages().stream())
        .map(ref -> ref.epochDay())
        .collect(Collectors.toSet());
  }

  @Test
  void tellsSpansInEveryWay() {
    Map<SpanKey, List<FactKey>> told =
        facts().stream()
            .map(fact -> fact.span().key())
            .collect(Collectors.groupingBy(FactKey::span));
    Collection<List<FactKey>> ways = told.values();
    assertThat(ways).as("only a start").anyMatch(way -> phases(way).equals(Set.of(Phase.START)));
    assertThat(ways).as("only an end").anyMatch(way -> phases(way).equals(Set.of(Phase.END)));
    assertThat(ways)
        .as("end before start")
        .anyMatch(way -> phase(way.getFirst()) == Phase.END && phases(way).contains(Phase.START));
    assertThat(ways).as("alive").anyMatch(way -> phases(way).contains(Phase.ALIVE));
    assertThat(ways).as("late").anyMatch(way -> phases(way).contains(Phase.LATE));
    assertThat(ways)
        .as("late alone")
        .anyMatch(way -> !phases(way).contains(Phase.END) && phases(way).contains(Phase.LATE));
    assertThat(ways).as("retry").anyMatch(way -> Set.copyOf(way).size() < way.size());
    assertThat(ways)
        .as("revision")
        .anyMatch(way -> way.stream().anyMatch(key -> key.revision() > 0));
  }

  private static Phase phase(FactKey key) {
    return key.phase();
  }

  private static Set<Phase> phases(List<FactKey> way) {
    return way.stream().map(FactKey::phase).collect(Collectors.toSet());
  }

  @Test
  void holdsEveryKindOfCallAndFailureAndNull() {
    List<Exchange> exchanges = wholes().map(Whole::exchange).toList();
    assertThat(all(exchanges, exchange -> exchange.call().kind())).contains(CallKind.values());
    assertThat(
            all(
                exchanges,
                exchange ->
                    exchange.call().outcome() instanceof Outcome.Failed failed
                        ? failed.cause()
                        : Cause.UNKNOWN))
        .hasSizeGreaterThan(Cause.values().length - 6);
    assertThat(all(exchanges, exchange -> exchange.call().outcome().getClass())).hasSize(4);
    assertThat(exchanges).anyMatch(exchange -> exchange.joined().size() > 1);
    assertThat(exchanges).anyMatch(exchange -> exchange.origin().environment() == null);
    assertThat(exchanges).anyMatch(exchange -> exchange.call().conversationId() == null);
    assertThat(exchanges).anyMatch(exchange -> exchange.timing().endEpochNanos() == null);
    assertThat(all(exchanges, exchange -> exchange.timing().startEpochNanos()))
        .as("equal starts")
        .hasSizeLessThan(exchanges.size());
  }

  @Test
  void holdsEveryStateOfACost() {
    assertThat(
            wholes()
                .map(Whole::exchange)
                .map(Exchange::cost)
                .filter(cost -> cost != null)
                .map(Cost::state))
        .contains(Cost.State.values());
    List<LedgerEntry> entries = wholes().flatMap(whole -> whole.entries().stream()).toList();
    assertThat(LedgerReading.charges(entries).map(LedgerEntry.Charge::how))
        .contains(Provenance.COMPUTED, Provenance.SETTLED, Provenance.ADJUSTED);
    assertThat(LedgerReading.charges(entries).map(charge -> charge.amount().currency()))
        .contains("USD", "BRL", "EUR");
  }

  private static <T> Set<T> all(List<Exchange> exchanges, Function<Exchange, T> what) {
    return exchanges.stream().map(what).collect(Collectors.toSet());
  }

  private List<Fact> facts() {
    return scenario.batches().stream().flatMap(batch -> batch.facts().stream()).toList();
  }

  private Stream<Whole> wholes() {
    MemoryStore store = new MemoryStore();
    new Feed(store).deliver(scenario.batches());
    return scenario.tenants().stream()
        .map(tenant -> new Scope(tenant, null))
        .flatMap(scope ->
            Paging.all(
                    store,
                    new ExchangeQuery(
                        scope, scenario.whole(), ExchangeQuery.Filter.ALL, 1_000, null))
                .stream()
                .flatMap(page -> page.items().stream())
                .map(exchange -> store.findExchange(scope, exchange.key(), null).orElseThrow()));
  }

  @Test
  void sendsRecordsOfEveryKindAndSomeTwice() {
    List<MetricSample> samples =
        scenario.batches().stream().flatMap(batch -> batch.metrics().stream()).toList();
    assertThat(samples.stream().map(sample -> sample.metric().kind())).containsAll(MetricKind.ALL);
    assertThat(samples).anyMatch(sample -> sample.measure() == null);
    assertThat(samples).anyMatch(sample -> !sample.exemplars().isEmpty());
    Map<List<Object>, Set<MetricSample>> byKey =
        samples.stream()
            .collect(
                Collectors.groupingBy(
                    sample -> List.of(Fingerprint.series(sample), sample.atEpochNanos()),
                    Collectors.toSet()));
    assertThat(byKey.values()).as("corrections").anyMatch(said -> said.size() > 1);
    assertThat(Set.copyOf(samples)).as("repeats").hasSizeLessThan(samples.size());
    List<LogLine> lines =
        scenario.batches().stream().flatMap(batch -> batch.logs().stream()).toList();
    assertThat(Set.copyOf(lines)).as("repeats").hasSizeLessThan(lines.size());
  }
}
