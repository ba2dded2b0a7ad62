// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import static io.farol.testkit.StoreCases.exchange;
import static io.farol.testkit.StoreCases.exchanges;
import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.Draft;
import io.farol.model.CallKind;
import io.farol.model.Cause;
import io.farol.model.Exchange;
import io.farol.model.Outcome;
import io.farol.model.Scope;
import io.farol.model.SpanKey;
import io.farol.model.TimeRange;
import io.farol.model.Tokens;
import io.farol.store.Condition;
import io.farol.store.Condition.All;
import io.farol.store.Condition.Any;
import io.farol.store.Condition.Comparison;
import io.farol.store.Condition.Field;
import io.farol.store.Condition.Has;
import io.farol.store.Condition.Is;
import io.farol.store.Condition.Measures;
import io.farol.store.Condition.Not;
import io.farol.store.Condition.Quantity;
import io.farol.store.Condition.Says;
import io.farol.store.Condition.Trait;
import io.farol.store.ExchangeQuery;
import io.farol.store.ExchangeQuery.Cursor;
import io.farol.store.ExchangeQuery.Filter;
import io.farol.store.ExchangeQuery.State;
import io.farol.store.Page;
import io.farol.store.Store;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Lists: order, pages, ranges, filters, scopes.
interface ListCases extends StoreCases {

  @Test
  default void listsTheNewestFirstAndTiesByIdDescending() {
    long greatest = -1;
    Store store =
        given(
            Sketch.http(Drafts.key(1, 5)).end(),
            Sketch.http(Drafts.key(greatest, 1)).end(),
            Sketch.http(Drafts.key(1, greatest)).end(),
            Sketch.http(Drafts.key(9, 9)).at(Drafts.NOON - 1).end(),
            Sketch.http(Drafts.key(9, 8)).at(Drafts.NOON + 1).end(),
            Sketch.http(Drafts.key(2, 7)).end());
    assertThat(exchanges(store))
        .extracting(Exchange::key)
        .containsExactly(
            Drafts.key(9, 8),
            Drafts.key(greatest, 1),
            Drafts.key(2, 7),
            Drafts.key(1, greatest),
            Drafts.key(1, 5),
            Drafts.key(9, 9));
  }

  @Test
  default void pagesThroughEqualTimesWithoutLossOrRepetition() {
    List<Draft> tellings =
        LongStream.rangeClosed(1, 23)
            .mapToObj(i -> Sketch.http(Drafts.key(i % 5 + 1, i)).at(Drafts.NOON + i / 10).end())
            .toList();
    Store store = given(tellings);
    List<Exchange> all = exchanges(store);
    assertThat(all).hasSize(23);
    for (int limit : new int[] {1, 2, 5, 22, 23, 24}) {
      List<Page<Exchange, Cursor>> pages =
          Paging.all(store, new ExchangeQuery(SCOPE, AROUND_NOON, Filter.ALL, limit, null));
      List<Exchange> paged = new ArrayList<>();
      pages.forEach(page -> paged.addAll(page.items()));
      assertThat(paged).as("pages of %d", limit).isEqualTo(all);
      assertThat(pages).as("pages of %d", limit).hasSize((23 + limit - 1) / limit);
    }
  }

  @Test
  default void goesOnFromAnyPlaceInTheOrder() {
    Store store = given(Sketch.http(Drafts.key(1, 1)).end(), Sketch.http(Drafts.key(1, 3)).end());
    assertThat(keysAfter(store, new Cursor(Drafts.NOON, Drafts.key(1, 2))))
        .containsExactly(Drafts.key(1, 1));
    assertThat(keysAfter(store, new Cursor(Drafts.NOON + 1, Drafts.key(1, 1))))
        .containsExactly(Drafts.key(1, 3), Drafts.key(1, 1));
    assertThat(keysAfter(store, new Cursor(Drafts.NOON - 1, Drafts.key(9, 9)))).isEmpty();
  }

  private static List<SpanKey> keysAfter(Store store, Cursor cursor) {
    return store
        .exchanges(new ExchangeQuery(SCOPE, AROUND_NOON, Filter.ALL, 10, cursor))
        .value()
        .items()
        .stream()
        .map(Exchange::key)
        .toList();
  }

  @Test
  default void takesTheRangeHalfOpenByTheStart() {
    Store store =
        given(
            Sketch.http(Drafts.key(1, 1)).at(Drafts.NOON - 1).end(),
            Sketch.http(Drafts.key(1, 2)).at(Drafts.NOON).end(),
            Sketch.http(Drafts.key(1, 3)).at(Drafts.NOON + 9).end(),
            Sketch.http(Drafts.key(1, 4)).at(Drafts.NOON + 10).end());
    TimeRange range = new TimeRange(Drafts.NOON, Drafts.NOON + 10);
    assertThat(
            store.exchanges(new ExchangeQuery(SCOPE, range, Filter.ALL, 10, null)).value().items())
        .extracting(Exchange::key)
        .containsExactly(Drafts.key(1, 3), Drafts.key(1, 2));
    assertThat(store.summary(SCOPE, range).value().exchanges()).isEqualTo(2);
  }

  @Test
  default void filtersByEachCondition() {
    Draft chat =
        Sketch.model(Drafts.key(1, 1)).from("worker").conversation("c-1").succeeded(200).end();
    Draft query = Sketch.http(Drafts.key(1, 2)).failed(Cause.TIMEOUT, null, "slow").end();
    Draft other = Sketch.http(Drafts.key(1, 3)).failed(Cause.DNS, null, null).end();
    Draft open = Sketch.http(Drafts.key(1, 4)).start();
    Draft lost = Sketch.http(Drafts.key(1, 5)).outcome(new Outcome.Lost("gone")).end();
    Store store = given(chat, query, other, open, lost);
    check(store, new Filter("azure-openai/gpt-4.1", null, null, null, null, null, null), 1);
    check(store, new Filter("azure-openai", null, null, null, null, null, null));
    check(store, new Filter(null, "worker", null, null, null, null, null), 1);
    check(store, new Filter(null, null, "serpro", null, null, null, null), 5, 4, 3, 2);
    check(store, new Filter(null, null, null, State.SUCCEEDED, null, null, null), 1);
    check(store, new Filter(null, null, null, State.FAILED, null, null, null), 3, 2);
    check(store, new Filter(null, null, null, State.OPEN, null, null, null), 5, 4);
    check(store, new Filter(null, null, null, null, Cause.DNS, null, null), 3);
    check(store, new Filter(null, null, null, null, null, "c-1", null), 1);
    check(store, new Filter(null, "worker", "serpro", null, null, null, null));
    check(store, new Filter(null, null, "serpro", State.FAILED, Cause.TIMEOUT, null, "SLOW"), 2);
  }

  /// What conditions find among four exchanges, of which the last two are not known well.
  @Test
  default void filtersByConditions() {
    Draft chat =
        Sketch.model(Drafts.key(1, 1))
            .from("Cadastro")
            .conversation("c-1")
            .model("gpt-4.1", "gpt-4.1-2025-04-14")
            .tokens(new Tokens(700L, 300L, null, null, null, null, null))
            .bytes(10L, 2_000L)
            .lasting(Duration.ofSeconds(3))
            .succeeded(200)
            .end();
    Draft failed =
        Sketch.http(Drafts.key(1, 2))
            .lasting(Duration.ofMillis(40))
            .failed(Cause.RATE_LIMIT, 429, "Situação crítica")
            .end();
    Draft open = Sketch.http(Drafts.key(1, 3)).start();
    Draft late = Sketch.http(Drafts.key(1, 4)).start();
    Draft lateEnd =
        Sketch.http(Drafts.key(1, 4))
            .lasting(Duration.ofSeconds(9))
            .failed(Cause.TIMEOUT, null, null)
            .end();
    Store store =
        given(
            List.of(chat, failed, open, late, lateEnd),
            Drafts.charge("a1", Drafts.key(1, 1), "input", "0.25", "USD"),
            Drafts.unpriced("a2", Drafts.key(1, 2), "query", "no price"));
    check(store, Condition.ANYTHING, 4, 3, 2, 1);
    check(store, new Is(Field.INTEGRATION, "AZURE-openai/gpt-4.1"), 1);
    check(store, new Is(Field.FROM, "cadastro"), 1);
    check(store, new Not(new Is(Field.FROM, "cadastro")), 4, 3, 2);
    check(store, new Is(Field.MODEL, "gpt-4.1"), 1);
    check(store, new Is(Field.MODEL, "GPT-4.1-2025-04-14"), 1);
    check(store, new Not(new Is(Field.MODEL, "gpt-4.1")), 4, 3, 2);
    check(store, new Is(Field.OUTCOME, "failed"), 4, 2);
    check(store, new Is(Field.OUTCOME, "open"), 3);
    check(store, new Is(Field.CAUSE, "timeout"), 4);
    check(store, new Is(Field.CAUSE, "nothing"));
    check(store, new Is(Field.KIND, "model"), 1);
    check(store, new Is(Field.TRACE, Drafts.key(1, 1).trace().hex()), 4, 3, 2, 1);
    check(store, new Says("situacao CRITICA"), 2);
    check(store, new Not(new Says("situacao")), 4, 3, 1);
    check(store, measures(Quantity.DURATION, Comparison.ABOVE, "2900000000"), 4, 1);
    check(store, measures(Quantity.DURATION, Comparison.AT_MOST, "40000000"), 2);
    check(store, new Not(measures(Quantity.DURATION, Comparison.ABOVE, "1")), 3);
    check(store, measures(Quantity.TOKENS, Comparison.EQUAL, "1000"), 1);
    check(store, measures(Quantity.RECEIVED_BYTES, Comparison.BELOW, "2001"), 1);
    check(store, measures(Quantity.COST, Comparison.AT_LEAST, "0.25"), 1);
    check(store, measures(Quantity.COST, Comparison.ABOVE, "0.25"));
    check(store, measures(Quantity.HTTP_STATUS, Comparison.AT_LEAST, "400"), 2);
    check(store, new Has(Trait.ERROR), 4, 2);
    check(store, new Has(Trait.COST), 1);
    check(store, new Has(Trait.UNPRICED), 2);
    check(store, new Not(new Has(Trait.CONVERSATION)), 4, 3, 2);
    Condition timeout = new Is(Field.CAUSE, "timeout");
    Condition chats = new Has(Trait.TOKENS);
    check(store, new Any(List.of(timeout, chats)), 4, 1);
    check(store, new Not(new Any(List.of(timeout, chats))), 3, 2);
    check(store, new All(List.of(new Has(Trait.ERROR), new Not(timeout))), 2);
    check(store, new Not(new All(List.of(new Has(Trait.ERROR), new Not(timeout)))), 4, 3, 1);
    check(store, new Any(List.of()));
    check(store, new Not(new Any(List.of())), 4, 3, 2, 1);
  }

  private static Measures measures(Quantity quantity, Comparison comparison, String bound) {
    return new Measures(quantity, comparison, new BigDecimal(bound));
  }

  private static void check(Store store, Condition condition, long... spans) {
    check(store, Filter.where(condition), spans);
  }

  @Test
  default void seeksTextInEveryPlaceItSays() {
    SpanKey key = Drafts.key(0xabcdef, 1);
    Draft chat =
        Sketch.call(CallKind.MODEL, key, "Azure", "azure/Chat-4", "Complete São Paulo")
            .model("Asked-4", "Answered-4")
            .response("Resp-4")
            .from("Assistente")
            .conversation("Conversa-4")
            .failed(Cause.QUOTA, null, "Cota esgotada: 100%_")
            .end();
    Draft lost = Sketch.http(Drafts.key(5, 5)).outcome(new Outcome.Lost("Sumiu")).end();
    Store store = given(chat, lost);
    for (String text :
        List.of(
            "azure",
            "CHAT-4",
            "são PAULO",
            "asked-4",
            "answered",
            "RESP-4",
            "assistente",
            "conversa-4",
            "cota ESGOTADA",
            "00abcdef",
            "0001",
            "100%_")) {
      assertThat(exchanges(store, SCOPE, text(text))).as(text).contains(exchange(chat));
    }
    assertThat(exchanges(store, SCOPE, text("sumiu"))).containsExactly(exchange(lost));
    for (String text : List.of("100_", "%azure", "quota", "production", "azure.ai", "Chat-4 C")) {
      assertThat(exchanges(store, SCOPE, text(text))).as(text).isEmpty();
    }
  }

  private static Filter text(@Nullable String text) {
    return new Filter(null, null, null, null, null, null, text);
  }

  private static void check(Store store, Filter filter, long... spans) {
    assertThat(exchanges(store, SCOPE, filter))
        .as(filter.toString())
        .extracting(exchange -> exchange.key().span().value())
        .containsExactly(LongStream.of(spans).boxed().toArray(Long[]::new));
  }

  @Test
  default void keepsTenantsAndEnvironmentsApart() {
    SpanKey key = Drafts.key(1, 1);
    Draft ours = Sketch.http(key).end();
    Draft staging = Sketch.http(Drafts.key(1, 2)).environment("staging").end();
    Draft nowhere = Sketch.http(Drafts.key(1, 3)).environment(null).end();
    Draft theirs = Sketch.model(key).environment("homologação").end();
    Store store =
        given(
            Drafts.batch(ours, staging, nowhere),
            Drafts.batch("prefeitura", Drafts.NOON, List.of(theirs)));
    Scope production = new Scope(Scope.DEFAULT_TENANT, "production");
    Scope prefeitura = new Scope("prefeitura", null);
    assertThat(exchanges(store, SCOPE, Filter.ALL))
        .containsExactly(exchange(nowhere), exchange(staging), exchange(ours));
    assertThat(exchanges(store, production, Filter.ALL)).containsExactly(exchange(ours));
    assertThat(exchanges(store, prefeitura, Filter.ALL)).containsExactly(exchange(theirs));
    assertThat(exchanges(store, new Scope("nobody", null), Filter.ALL)).isEmpty();
    assertThat(store.findExchange(prefeitura, key, null).orElseThrow().exchange())
        .isEqualTo(exchange(theirs));
    assertThat(store.findExchange(production, Drafts.key(1, 2), null)).isEmpty();
    assertThat(store.findExchange(new Scope("nobody", null), key, null)).isEmpty();
    assertThat(store.environments(Scope.DEFAULT_TENANT)).containsExactly("production", "staging");
    assertThat(store.environments("prefeitura")).containsExactly("homologação");
    assertThat(store.environments("nobody")).isEmpty();
    assertThat(store.summary(production, AROUND_NOON).value().exchanges()).isEqualTo(1);
    assertThat(store.flows(prefeitura, AROUND_NOON).value()).hasSize(1);
  }

  @Test
  default void findsWithoutAHintAndWithAWrongOne() {
    SpanKey key = Drafts.key(1, 1);
    Draft end = Sketch.http(key).end();
    Store store = given(end);
    for (@Nullable Long hint : new @Nullable Long[] {null, Drafts.NOON, 0L, Long.MAX_VALUE}) {
      assertThat(store.findExchange(SCOPE, key, hint).orElseThrow().exchange())
          .isEqualTo(exchange(end));
      assertThat(store.findTrace(SCOPE, key.trace(), hint)).isPresent();
    }
    assertThat(store.findExchange(SCOPE, Drafts.key(1, 2), Drafts.NOON)).isEmpty();
    assertThat(store.findTrace(SCOPE, Drafts.key(2, 1).trace(), Drafts.NOON)).isEmpty();
  }
}
