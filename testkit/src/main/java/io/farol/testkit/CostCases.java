// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import static io.farol.testkit.StoreCases.exchanges;
import static io.farol.testkit.StoreCases.money;
import static io.farol.testkit.StoreCases.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.farol.flow.CleanBatch;
import io.farol.flow.Draft;
import io.farol.model.CallKind;
import io.farol.model.Cost;
import io.farol.model.LedgerEntry;
import io.farol.model.Money;
import io.farol.model.PriceRef;
import io.farol.model.Provenance;
import io.farol.model.Scope;
import io.farol.model.SpanKey;
import io.farol.store.CostStore;
import io.farol.store.CostStore.Missing;
import io.farol.store.CostStore.Point;
import io.farol.store.Spending;
import io.farol.store.Store;
import io.farol.store.Total;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Money: exact, each entry once, never more certain than it is.
interface CostCases extends StoreCases {

  SpanKey CHAT = Drafts.key(2, 1);
  SpanKey BELOW = Drafts.key(2, 2);

  @Test
  default void keepsEveryFieldOfAnEntry() {
    List<LedgerEntry> entries =
        List.of(
            new LedgerEntry.Charge(
                "00000000000000000000000000000001",
                CHAT,
                Drafts.NOON,
                "input",
                "gpt-4.1",
                new BigDecimal("1234.5"),
                "token",
                new BigDecimal("0.00000000012345678901234567"),
                money("0.000000152", "BRL"),
                Provenance.ESTIMATED,
                new PriceRef("openai", "2026-11-01", "2026-04-14", "https://example.com/preços"),
                new LedgerEntry.Fx("USD", new BigDecimal("5.4321"), "2026-11-24", "ptax"),
                null),
            new LedgerEntry.Unpriced(
                "00000000000000000000000000000002",
                CHAT,
                Drafts.NOON + 1,
                "output",
                null,
                "token",
                "the book \"openai\" lacks it"),
            new LedgerEntry.Unpriced(
                "00000000000000000000000000000003",
                CHAT,
                Drafts.NOON + 2,
                "audio",
                new BigDecimal("0.5"),
                "minute",
                ""));
    Store store = given(List.of(Sketch.model(CHAT).end()), entries.toArray(LedgerEntry[]::new));
    assertThat(whole(store, CHAT).entries()).isEqualTo(entries);
  }

  @Test
  default void saysHowMuchOfACostIsKnown() {
    LedgerEntry dollars = Drafts.charge("a1", CHAT, "input", "0.25", "USD");
    LedgerEntry cents = Drafts.charge("a2", CHAT, "output", "0.5", "USD");
    LedgerEntry reais = Drafts.charge("a3", CHAT, "audio", "9", "BRL");
    LedgerEntry unknown = Drafts.unpriced("a4", CHAT, "cache_read", "no price");
    assertThat(cost()).isNull();
    assertThat(cost(dollars, cents)).isEqualTo(new Cost(Cost.State.PRICED, money("0.75", "USD")));
    assertThat(cost(dollars, unknown)).isEqualTo(new Cost(Cost.State.PARTLY, money("0.25", "USD")));
    assertThat(cost(unknown)).isEqualTo(new Cost(Cost.State.UNPRICED, null));
    assertThat(cost(dollars, reais, cents))
        .isEqualTo(new Cost(Cost.State.PARTLY, money("9", "BRL")));
  }

  private @Nullable Cost cost(LedgerEntry... entries) {
    Store store = given(List.of(Sketch.model(CHAT).end()), entries);
    return exchanges(store).getFirst().cost();
  }

  @Test
  default void countsAnIdOnceHoweverOften() {
    LedgerEntry charge = Drafts.charge("a1", CHAT, "input", "0.25", "USD");
    Draft end = Sketch.model(CHAT).end();
    CleanBatch batch = Drafts.batch(end).with(List.of(charge, charge));
    CleanBatch again = Drafts.batch(end).with(List.of(charge));
    Store store = given(batch, again);
    assertThat(whole(store, CHAT).entries()).containsExactly(charge);
    assertThat(store.summary(SCOPE, AROUND_NOON).value().spending())
        .isEqualTo(new Spending(List.of(new Total(money("0.25", "USD"), 1)), 0));
  }

  @Test
  default void addsAdjustments() {
    Store store =
        given(
            List.of(Sketch.model(CHAT).end()),
            Drafts.charge("a1", CHAT, "input", "0.25", "USD"),
            Drafts.charge("a2", CHAT, "input", "-0.25", "USD", Provenance.ADJUSTED, "a1"));
    assertThat(exchanges(store).getFirst().cost())
        .isEqualTo(new Cost(Cost.State.PRICED, money("0", "USD")));
    assertThat(store.costs(SCOPE, AROUND_NOON, HOUR).value())
        .containsExactly(new Point(Drafts.NOON, "azure-openai/gpt-4.1", money("0", "USD")));
  }

  @Test
  default void forgetsWhatWasUnpricedOnceItHasAPrice() {
    LedgerEntry unpriced = Drafts.unpriced("a1", CHAT, "input", "no price");
    LedgerEntry output = Drafts.unpriced("a2", CHAT, "output", "no price");
    LedgerEntry charge = Drafts.charge("a3", CHAT, "input", "0.25", "USD");
    Draft end = Sketch.model(CHAT).end();
    for (List<LedgerEntry> order :
        List.of(List.of(unpriced, charge, output), List.of(charge, output, unpriced))) {
      Store store = store();
      new Feed(store)
          .deliver(order.stream().map(entry -> Drafts.batch(end).with(List.of(entry))).toList());
      assertThat(whole(store, CHAT).entries()).containsExactly(output, charge);
      assertThat(store.unpriced(SCOPE, AROUND_NOON).value())
          .containsExactly(new Missing("azure-openai/gpt-4.1", "output", "no price", 1));
    }
  }

  @Test
  default void countsANestedSpansEntriesWhereTheListedOneHasNoneOfTheirKind() {
    LedgerEntry own = Drafts.charge("b1", CHAT, "input", "0.25", "USD");
    LedgerEntry same = Drafts.charge("b2", BELOW, "input", "0.26", "USD");
    LedgerEntry lent = Drafts.charge("b3", BELOW, "output", "0.5", "USD");
    LedgerEntry hidden = Drafts.unpriced("b4", BELOW, "input", "no price");
    List<Draft> twice =
        List.of(
            Sketch.model(CHAT).end(),
            Sketch.model(BELOW).at(Drafts.NOON + 1).parent(CHAT.span()).end());
    Store store = given(twice, own, same, lent, hidden);
    assertThat(whole(store, CHAT).entries()).containsExactly(own, lent);
    assertThat(exchanges(store).getFirst().cost())
        .isEqualTo(new Cost(Cost.State.PRICED, money("0.75", "USD")));
    assertThat(store.unpriced(SCOPE, AROUND_NOON).value()).isEmpty();
  }

  @Test
  default void takesTheChargeOfANestedSpanWhereTheListedOneKnowsNoPrice() {
    LedgerEntry gap = Drafts.unpriced("d1", CHAT, "message", "no status yet");
    LedgerEntry charge = Drafts.charge("d2", BELOW, "message", "0.0068", "USD");
    List<Draft> twice =
        List.of(
            Sketch.model(CHAT).end(),
            Sketch.model(BELOW).at(Drafts.NOON + 1).parent(CHAT.span()).end());
    for (List<LedgerEntry> order : List.of(List.of(gap, charge), List.of(charge, gap))) {
      Store store = given(twice, order.toArray(LedgerEntry[]::new));
      assertThat(whole(store, CHAT).entries()).containsExactly(charge);
      assertThat(store.unpriced(SCOPE, AROUND_NOON).value()).isEmpty();
    }
  }

  @Test
  default void sumsByWhatThePriceBookCallsIt() {
    SpanKey query = Drafts.key(2, 7);
    Store store =
        given(
            List.of(Sketch.model(CHAT).end(), Sketch.http(query).end()),
            Drafts.charge("a1", query, "query", "0.6591", "BRL"),
            Drafts.charge("a2", CHAT, "input", "0.1", "USD"),
            Drafts.charge("a3", CHAT, "output", "0.2", "USD"),
            Drafts.charge("a4", CHAT, "input", "-0.05", "USD", Provenance.ADJUSTED, "a2"),
            Drafts.charge("a5", CHAT, "tax", "0.01", "BRL"));
    String chats = "azure-openai/gpt-4.1";
    List<CostStore.Item> items = store.charged(SCOPE, AROUND_NOON).value();
    assertThat(items)
        .extracting(CostStore.Item::integration, CostStore.Item::amount, CostStore.Item::charges)
        .containsExactly(
            tuple(chats, money("0.01", "BRL"), 1L),
            tuple(chats, money("0.25", "USD"), 3L),
            tuple("serpro/consulta-cpf", money("0.6591", "BRL"), 1L));
  }

  @Test
  default void takesEntriesFromTheNearestViewsOfTheirKind() {
    SpanKey lowest = Drafts.key(2, 3);
    Sketch middle = Sketch.model(BELOW).at(Drafts.NOON + 1).parent(CHAT.span());
    middle.lasting(Duration.ofMillis(100));
    Store store =
        given(
            List.of(
                Sketch.model(CHAT).end(),
                middle.end(),
                Sketch.call(CallKind.HTTP, lowest, "x", "x", "POST").parent(BELOW.span()).end()),
            Drafts.charge("c1", BELOW, "input", "1", "USD"),
            Drafts.charge("c2", lowest, "input", "1", "USD"),
            Drafts.charge("c3", lowest, "query", "3", "USD"));
    assertThat(whole(store, CHAT).entries())
        .extracting(LedgerEntry::id)
        .containsExactly(Drafts.id("c1"), Drafts.id("c3"));
  }

  @Test
  default void countsNoEntryOfWhatIsNoKnownExchange() {
    Store store =
        given(
            List.of(Sketch.step(CHAT).end()),
            Drafts.charge("a1", CHAT, "input", "1", "USD"),
            Drafts.charge("a2", Drafts.key(9, 9), "input", "1", "USD"),
            Drafts.unpriced("a3", Drafts.key(9, 9), "output", "no price"));
    assertThat(store.costs(SCOPE, AROUND_NOON, HOUR).value()).isEmpty();
    assertThat(store.unpriced(SCOPE, AROUND_NOON).value()).isEmpty();
    assertThat(store.summary(SCOPE, AROUND_NOON).value().spending()).isEqualTo(Spending.NONE);
  }

  @Test
  default void sumsByStepThenIntegrationThenCurrency() {
    SpanKey query = Drafts.key(2, 7);
    SpanKey later = Drafts.key(2, 8);
    Store store =
        given(
            List.of(
                Sketch.model(CHAT).end(),
                Sketch.http(query).end(),
                Sketch.model(later).after(Duration.ofMinutes(59)).end()),
            Drafts.charge("a1", query, "query", "0.6591", "BRL"),
            Drafts.charge("a2", CHAT, "input", "0.1", "USD"),
            Drafts.charge("a3", CHAT, "output", "0.2", "USD"),
            Drafts.charge("a4", CHAT, "tax", "0.01", "BRL"),
            Drafts.charge("a5", later, "input", "0.4", "USD"));
    String chats = "azure-openai/gpt-4.1";
    assertThat(store.costs(SCOPE, AROUND_NOON, HOUR / 2).value())
        .containsExactly(
            new Point(Drafts.NOON, chats, money("0.01", "BRL")),
            new Point(Drafts.NOON, chats, money("0.3", "USD")),
            new Point(Drafts.NOON, "serpro/consulta-cpf", money("0.6591", "BRL")),
            new Point(Drafts.NOON + HOUR / 2, chats, money("0.4", "USD")));
  }

  @Test
  default void countsExchangesWithoutAPriceByReason() {
    SpanKey other = Drafts.key(2, 7);
    Store store =
        given(
            List.of(Sketch.model(CHAT).end(), Sketch.model(other).end()),
            Drafts.unpriced("a1", CHAT, "input", "b"),
            Drafts.unpriced("a2", other, "input", "b"),
            Drafts.unpriced("a3", other, "input", "a"),
            Drafts.unpriced("a4", other, "input", "a"),
            Drafts.unpriced("a5", other, "audio", "b"));
    String chats = "azure-openai/gpt-4.1";
    assertThat(store.unpriced(SCOPE, AROUND_NOON).value())
        .containsExactly(
            new Missing(chats, "audio", "b", 1),
            new Missing(chats, "input", "a", 1),
            new Missing(chats, "input", "b", 2));
    assertThat(store.summary(SCOPE, AROUND_NOON).value().spending().unpricedExchanges())
        .isEqualTo(2);
  }

  @Test
  default void keepsTheLedgersOfTenantsApart() {
    Draft end = Sketch.model(CHAT).end();
    LedgerEntry charge = Drafts.charge("a1", CHAT, "input", "1", "USD");
    CleanBatch ours = Drafts.batch(end);
    CleanBatch theirs = Drafts.batch("prefeitura", Drafts.NOON, List.of(end)).with(List.of(charge));
    Store store = given(ours, theirs);
    assertThat(whole(store, CHAT).entries()).isEmpty();
    assertThat(store.costs(SCOPE, AROUND_NOON, HOUR).value()).isEmpty();
    assertThat(store.costs(new Scope("prefeitura", null), AROUND_NOON, HOUR).value())
        .extracting(Point::amount)
        .containsExactly(money("1", "USD"));
  }

  @Test
  default void addsATenthTenTimesToOne() {
    List<Draft> calls = new ArrayList<>();
    List<LedgerEntry> entries = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      calls.add(Sketch.http(Drafts.key(5, i)).end());
      entries.add(Drafts.charge("e" + i, Drafts.key(5, i), "query", "0.1", "BRL"));
    }
    Store store = given(calls, entries.toArray(LedgerEntry[]::new));
    assertThat(store.costs(SCOPE, AROUND_NOON, HOUR).value())
        .extracting(Point::amount)
        .containsExactly(new Money(BigDecimal.ONE, "BRL"));
  }
}
