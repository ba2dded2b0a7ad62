// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.BatchReader;
import io.farol.flow.CleanBatch;
import io.farol.flow.Position;
import io.farol.model.Cause;
import io.farol.model.Exchange;
import io.farol.model.MessageRef;
import io.farol.model.Scope;
import io.farol.model.SpanKey;
import io.farol.model.TimeRange;
import io.farol.model.TraceId;
import io.farol.store.ExchangeQuery;
import io.farol.store.ExchangeQuery.Cursor;
import io.farol.store.ExchangeQuery.Filter;
import io.farol.store.ExchangeQuery.State;
import io.farol.store.Page;
import io.farol.store.Store;
import io.farol.testkit.MemoryStore;
import io.farol.testkit.Scenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same seeded scenario in memory and in DuckDB: every question has the same answer.
class DifferentialTest {

  private static final long MINUTE = 60_000_000_000L;

  private final long seed = System.nanoTime();
  private final Scenario scenario = Scenario.seeded(seed, 60);
  private final MemoryStore memory = new MemoryStore();
  private EmbeddedStore embedded;

  DifferentialTest(@TempDir Path directory) {
    embedded = EmbeddedStore.open(directory, EmbeddedOptions.DEFAULTS);
  }

  @BeforeEach
  void apply() {
    List<CleanBatch> batches = scenario.batches();
    int position = 0;
    for (int from = 0; from < batches.size(); from += 7) {
      List<CleanBatch> some = batches.subList(from, Math.min(batches.size(), from + 7));
      position += some.size();
      Position upTo = new Position(position);
      Stream.of(memory, embedded)
          .map(Store::readers)
          .flatMap(List::stream)
          .forEach((BatchReader reader) -> reader.apply(upTo, some));
    }
  }

  @AfterEach
  void close() {
    embedded.close();
  }

  private List<Scope> scopes() {
    return scenario.tenants().stream()
        .flatMap(tenant ->
            Stream.concat(
                Stream.of(new Scope(tenant, null)),
                memory.environments(tenant).stream().map(each -> new Scope(tenant, each))))
        .toList();
  }

  private List<TimeRange> ranges() {
    TimeRange whole = scenario.whole();
    long middle = whole.fromEpochNanos() / 2 + whole.toEpochNanos() / 2;
    return List.of(
        whole,
        new TimeRange(middle - 40 * MINUTE, middle),
        new TimeRange(middle, middle + 40 * MINUTE),
        new TimeRange(whole.fromEpochNanos(), whole.fromEpochNanos() + 1),
        new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE));
  }

  private <T> void same(String what, Function<Store, T> question) {
    assertThat(question.apply(embedded))
        .as("%s of %s", what, scenario)
        .isEqualTo(question.apply(memory));
  }

  @Test
  void sumsAreTheSame() {
    for (Scope scope : scopes()) {
      for (TimeRange range : ranges()) {
        String where = scope + " " + range;
        same("summary " + where, store -> store.summary(scope, range));
        same("flows " + where, store -> store.flows(scope, range));
        same("integrations " + where, store -> store.integrations(scope, range));
        same("buckets " + where, store -> store.buckets(scope, range, 7 * MINUTE));
        same("series " + where, store -> store.series(scope, range, 5 * MINUTE));
        same("costs " + where, store -> store.costs(scope, range, 60 * MINUTE));
        same("unpriced " + where, store -> store.unpriced(scope, range));
      }
    }
  }

  @Test
  void whatWasAppliedIsTheSame() {
    same("stored", Store::stored);
    same("complete through", Store::completeThroughEpochNanos);
    for (String tenant : scenario.tenants()) {
      same("environments of " + tenant, store -> store.environments(tenant));
    }
  }

  @Test
  void pagesAreTheSame() {
    for (Scope scope : scopes()) {
      for (TimeRange range : ranges()) {
        assertThat(walk(embedded, scope, range, Filter.ALL, 17))
            .as("exchanges %s %s of %s", scope, range, scenario)
            .isEqualTo(walk(memory, scope, range, Filter.ALL, 17));
      }
    }
  }

  @Test
  void filtersLetTheSameThrough() {
    Scope scope = new Scope(Scope.DEFAULT_TENANT, null);
    List<Exchange> all = walk(memory, scope, scenario.whole(), Filter.ALL, 1_000);
    for (Exchange each : all.subList(0, Math.min(4, all.size()))) {
      for (Filter filter : filters(each)) {
        List<Exchange> expected = walk(memory, scope, scenario.whole(), filter, 50);
        assertThat(walk(embedded, scope, scenario.whole(), filter, 50))
            .as("%s of %s", filter, scenario)
            .isEqualTo(expected);
      }
    }
  }

  private static List<Filter> filters(Exchange exchange) {
    List<Filter> filters = new ArrayList<>();
    filters.add(filter(exchange.call().integration(), null, null, null, null, null, null));
    filters.add(filter(null, exchange.origin().service(), null, null, null, null, null));
    filters.add(filter(null, null, exchange.call().to(), null, null, null, null));
    filters.add(filter(null, null, null, null, null, exchange.call().conversationId(), null));
    for (State state : State.values()) {
      filters.add(filter(null, null, null, state, null, null, null));
    }
    for (Cause cause : List.of(Cause.UNKNOWN, Cause.RATE_LIMIT, Cause.TIMEOUT)) {
      filters.add(filter(null, null, null, null, cause, null, null));
    }
    for (String text :
        List.of(
            exchange.key().trace().hex().substring(3, 12),
            exchange.key().span().hex(),
            exchange.call().operation().toUpperCase(java.util.Locale.ROOT),
            "SERPRO",
            "gpt")) {
      filters.add(filter(null, null, null, null, null, null, text));
    }
    return filters;
  }

  private static Filter filter(
      @Nullable String integration,
      @Nullable String from,
      @Nullable String to,
      @Nullable State state,
      @Nullable Cause cause,
      @Nullable String conversation,
      @Nullable String text) {
    return new Filter(integration, from, to, state, cause, conversation, text);
  }

  private static List<Exchange> walk(
      Store store, Scope scope, TimeRange range, Filter filter, int limit) {
    List<Exchange> all = new ArrayList<>();
    Cursor after = null;
    do {
      Page<Exchange, Cursor> page =
          store.exchanges(new ExchangeQuery(scope, range, filter, limit, after)).value();
      all.addAll(page.items());
      after = page.next();
    } while (after != null);
    return all;
  }

  private Set<SpanKey> keys(String tenant) {
    Set<SpanKey> keys = new LinkedHashSet<>();
    scenario.batches().stream()
        .filter(batch -> batch.tenant().equals(tenant))
        .flatMap(batch -> batch.facts().stream())
        .forEach(fact -> keys.add(fact.span().key().span()));
    return keys;
  }

  @Test
  void singleExchangesTracesAndMessagesAreTheSame() {
    for (Scope scope : scopes()) {
      Set<TraceId> traces = new LinkedHashSet<>();
      Set<MessageRef> refs = new LinkedHashSet<>();
      for (SpanKey key : keys(scope.tenant()).stream().limit(25).toList()) {
        traces.add(key.trace());
        Optional<Store.Whole> expected = memory.findExchange(scope, key, null);
        assertThat(embedded.findExchange(scope, key, null))
            .as("%s in %s of %s", key, scope, scenario)
            .isEqualTo(expected);
        expected.ifPresent(whole -> refs.addAll(whole.messages()));
      }
      for (TraceId trace : traces) {
        same("trace " + trace + " " + scope, store -> store.findTrace(scope, trace, null));
      }
      same("messages of " + scope, store -> store.fetch(refs));
    }
  }
}
