// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import static io.farol.testkit.StoreCases.exchange;
import static io.farol.testkit.StoreCases.exchanges;
import static io.farol.testkit.StoreCases.money;
import static io.farol.testkit.StoreCases.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.CleanBatch;
import io.farol.flow.Draft;
import io.farol.model.CallKind;
import io.farol.model.Cause;
import io.farol.model.Cost;
import io.farol.model.Exchange;
import io.farol.model.Exchange.Joined;
import io.farol.model.Origin;
import io.farol.model.Outcome;
import io.farol.model.Scope;
import io.farol.model.Source;
import io.farol.model.SpanKey;
import io.farol.model.Traffic;
import io.farol.store.ExchangeQuery.Filter;
import io.farol.store.Store;
import io.farol.store.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A call that the gateway saw pass and its caller told, too, is one exchange.
interface CaptureCases extends StoreCases {

  SpanKey MODEL = Drafts.key(3, 10);
  SpanKey CLIENT = Drafts.key(3, 20);
  SpanKey CAPTURE = Drafts.key(3, 30);

  Scope PRODUCTION = new Scope(Scope.DEFAULT_TENANT, "production");

  private static Sketch client() {
    return Sketch.http(CLIENT).parent(MODEL.span()).succeeded(200).bytes(800L, null);
  }

  private static Sketch capture() {
    return Sketch.http(CAPTURE)
        .captured()
        .parent(CLIENT.span())
        .at(Drafts.NOON + 1_000_000)
        .bytes(812L, 3_000L);
  }

  private static Sketch chat() {
    return Sketch.model(CAPTURE)
        .captured()
        .parent(CLIENT.span())
        .at(Drafts.NOON + 1_000_000)
        .tokens(7L, 9L)
        .bytes(812L, 3_000L);
  }

  private static Origin caller() {
    return new Origin("assistant", "production", null, null, Source.GATEWAY);
  }

  @Test
  default void isTheExchangeOfItsCallersPlainCall() {
    Store store = given(client().end(), capture().end());
    assertThat(exchanges(store))
        .containsExactly(
            exchange(
                capture().succeeded(200).origin(caller()).end(),
                new Joined(CLIENT.span(), CallKind.HTTP)));
    assertThat(whole(store, CLIENT)).isEqualTo(whole(store, CAPTURE));
    assertThat(store.summary(SCOPE, AROUND_NOON).value().exchanges()).isEqualTo(1);
    assertThat(store.flows(SCOPE, AROUND_NOON).value())
        .singleElement()
        .satisfies(flow -> {
          assertThat(flow.from()).isEqualTo("assistant");
          assertThat(flow.traffic()).isEqualTo(new Traffic(812L, 3_000L));
        });
  }

  @Test
  default void isTheSameWhateverCameFirstLateTwiceOrApart() {
    List<Draft> tellings =
        List.of(
            client().start(),
            client().end(),
            chat().start(),
            chat().alive(Drafts.NOON + SECOND),
            chat().end(),
            Sketch.step(MODEL).end());
    List<Exchange> expected = exchanges(given(tellings.toArray(Draft[]::new)));
    assertThat(expected).hasSize(1);
    Seeds.check(
        8,
        seed -> {
          Random random = new Random(seed);
          List<Draft> anyhow = new ArrayList<>(tellings);
          tellings.stream().filter(each -> random.nextInt(3) == 0).forEach(anyhow::add);
          Collections.shuffle(anyhow, random);
          Store store = given(anyhow.stream().map(Drafts::batch).toArray(CleanBatch[]::new));
          assertThat(exchanges(store)).isEqualTo(expected);
          assertThat(store.summary(SCOPE, AROUND_NOON).value().exchanges()).isEqualTo(1);
        });
  }

  @Test
  default void isFoundByWhatItsCallerSaysOfItself() {
    Store store = given(client().end(), capture().end());
    assertThat(exchanges(store, PRODUCTION, Filter.ALL))
        .extracting(Exchange::key)
        .containsExactly(CAPTURE);
    assertThat(store.findTrace(PRODUCTION, CAPTURE.trace(), null).orElseThrow().spans())
        .extracting(Trace.Row::span)
        .containsExactly(CLIENT.span(), CAPTURE.span());
    assertThat(store.findSpan(PRODUCTION, CAPTURE, null).orElseThrow().origin())
        .isEqualTo(caller());
    assertThat(store.summary(PRODUCTION, AROUND_NOON).value().exchanges()).isEqualTo(1);
  }

  @Test
  default void goesBeforeTheNameThatTheRouteGaveTheCaller() {
    Store store = given(client().end(), capture().from("rota").end());
    assertThat(exchanges(store).getFirst().origin()).isEqualTo(caller());
    Store alone = given(capture().from("rota").end());
    assertThat(exchanges(alone).getFirst().origin().service()).isEqualTo("rota");
  }

  @Test
  default void nestsInTheModelCallThatItsCallerCarries() {
    Sketch model = Sketch.model(MODEL).succeeded(null);
    Sketch client = Sketch.http(CLIENT).parent(MODEL.span()).succeeded(null).bytes(1L, 2L);
    Sketch capture = chat().model("another-name", null).succeeded(200);
    assertThat(exchanges(given(capture.end(), client.end(), model.end())))
        .containsExactly(
            exchange(
                model.tokens(7L, 9L).bytes(812L, 3_000L).succeeded(200).end(),
                new Joined(CLIENT.span(), CallKind.HTTP),
                new Joined(CAPTURE.span(), CallKind.MODEL)));
  }

  @Test
  default void nestsInAModelOrToolCallRightAboveIt() {
    Sketch tool = Sketch.call(CallKind.TOOL, MODEL, "mcp", "mcp/cadastro", "tools/call");
    Sketch capture = capture().parent(MODEL.span()).succeeded(null);
    assertThat(exchanges(given(tool.end(), capture.end())))
        .containsExactly(
            exchange(tool.bytes(812L, 3_000L).end(), new Joined(CAPTURE.span(), CallKind.HTTP)));
    Sketch chat = chat().parent(MODEL.span()).model("x", null).after(Duration.ofMinutes(5));
    assertThat(exchanges(given(Sketch.model(MODEL).end(), chat.end())))
        .extracting(Exchange::key)
        .containsExactly(MODEL);
  }

  @Test
  default void followsTheCarrierOfItsCaller() {
    Sketch step = Sketch.step(Drafts.key(3, 15)).parent(MODEL.span());
    Sketch client = Sketch.http(CLIENT).parent(step.id()).carrier(MODEL.span());
    Store store = given(Sketch.model(MODEL).end(), step.end(), client.end(), chat().end());
    assertThat(exchanges(store)).extracting(Exchange::key).containsExactly(MODEL);
  }

  @Test
  default void lendsTheCauseThatTheModelCallDoesNotKnow() {
    Sketch model = Sketch.model(MODEL).failed(Cause.UNKNOWN, null, "APIError");
    Sketch capture = chat().failed(Cause.RATE_LIMIT, 429, "too much");
    assertThat(exchanges(given(model.end(), client().end(), capture.end())).getFirst().call())
        .satisfies(call ->
            assertThat(call.outcome())
                .isEqualTo(new Outcome.Failed(Cause.RATE_LIMIT, 429, "APIError")));
  }

  @Test
  default void learnsFromItsCallerWhyThatGaveUp() {
    Sketch capture = capture().failed(Cause.CANCELLED, null, "the caller gave up");
    Sketch client = client().failed(Cause.TIMEOUT, null, "request timed out");
    assertThat(exchanges(given(client.end(), capture.end())).getFirst().call().outcome())
        .isEqualTo(new Outcome.Failed(Cause.TIMEOUT, null, "the caller gave up"));
    Sketch vague = client().failed(Cause.UNKNOWN, null, "failed");
    assertThat(exchanges(given(vague.end(), capture.end())).getFirst().call().outcome())
        .isEqualTo(new Outcome.Failed(Cause.CANCELLED, null, "the caller gave up"));
    Sketch model = Sketch.model(MODEL).failed(Cause.UNKNOWN, null, "APIError");
    Sketch cancelled = chat().failed(Cause.CANCELLED, null, "the caller gave up");
    assertThat(exchanges(given(model.end(), client.end(), cancelled.end())).getFirst().call())
        .satisfies(call ->
            assertThat(call.outcome())
                .isEqualTo(new Outcome.Failed(Cause.TIMEOUT, null, "APIError")));
  }

  @Test
  default void isKnownByItsAnswerWhereNothingLeadsToTheModelCall() {
    Sketch model = Sketch.model(MODEL).response("resp-1").at(Drafts.NOON + 5_000_000);
    Sketch capture = chat().parent(null).response("resp-1");
    assertThat(exchanges(given(capture.end(), model.end())))
        .extracting(Exchange::key)
        .containsExactly(MODEL);
  }

  @Test
  default void isNoHostOfWhatTheUpstreamCalls() {
    Sketch http = Sketch.http(Drafts.key(3, 40)).parent(CAPTURE.span()).from("upstream");
    Sketch model = Sketch.model(Drafts.key(3, 50)).parent(CAPTURE.span()).from("upstream");
    Sketch again = Sketch.http(Drafts.key(3, 60)).captured().parent(CAPTURE.span());
    assertThat(exchanges(given(chat().end(), http.end(), model.end(), again.end())))
        .hasSize(4)
        .allMatch(exchange -> exchange.joined().isEmpty());
  }

  @Test
  default void takesItsCallerInWhereItWasTheFirstOfSeveral() {
    Sketch second = Sketch.http(Drafts.key(3, 31)).captured().parent(CLIENT.span());
    second.at(Drafts.NOON + 2_000_000);
    Store store = given(second.end(), client().end(), capture().end());
    assertThat(exchanges(store)).extracting(Exchange::key).containsExactly(second.key(), CAPTURE);
    assertThat(whole(store, CLIENT).exchange().key()).isEqualTo(CAPTURE);
    assertThat(exchanges(store).getFirst().origin()).isEqualTo(caller());
  }

  @Test
  default void isChargedOnce() {
    var own = Drafts.charge("a1", MODEL, "input", "0.25", "USD");
    var captured = Drafts.charge("a2", CAPTURE, "input", "0.26", "USD");
    List<Draft> plain = List.of(client().end(), chat().end());
    assertThat(exchanges(given(plain, captured)).getFirst().cost())
        .isEqualTo(new Cost(Cost.State.PRICED, money("0.26", "USD")));
    Draft model = Sketch.model(MODEL).end();
    assertThat(exchanges(given(List.of(client().end(), chat().end(), model), own, captured)))
        .singleElement()
        .satisfies(one ->
            assertThat(one.cost()).isEqualTo(new Cost(Cost.State.PRICED, money("0.25", "USD"))));
  }
}
