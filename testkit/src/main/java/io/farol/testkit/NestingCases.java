// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import static io.farol.testkit.StoreCases.exchange;
import static io.farol.testkit.StoreCases.exchanges;
import static io.farol.testkit.StoreCases.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.Draft;
import io.farol.model.Call;
import io.farol.model.CallKind;
import io.farol.model.Cause;
import io.farol.model.Exchange;
import io.farol.model.Exchange.Joined;
import io.farol.model.Outcome;
import io.farol.model.SpanKey;
import io.farol.model.Tokens;
import io.farol.model.Traffic;
import io.farol.store.Store;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// One call is one exchange, by whomever it was seen.
interface NestingCases extends StoreCases {

  SpanKey UPPER = Drafts.key(3, 10);
  SpanKey LOWER = Drafts.key(3, 20);
  SpanKey LOWEST = Drafts.key(3, 30);

  @Test
  default void lendsBytesAndStatusOfATransport() {
    Sketch model = Sketch.model(UPPER).succeeded(null);
    Sketch http = Sketch.http(LOWER).parent(UPPER.span()).succeeded(200).bytes(812L, 3_000L);
    Store store = given(model.end(), http.end());
    assertThat(exchanges(store))
        .containsExactly(
            exchange(
                model.succeeded(200).bytes(812L, 3_000L).end(),
                new Joined(LOWER.span(), CallKind.HTTP)));
    assertThat(store.summary(SCOPE, AROUND_NOON).value().exchanges()).isEqualTo(1);
  }

  @Test
  default void isFoundByAnyOfItsViews() {
    Store store = given(Sketch.model(UPPER).end(), Sketch.http(LOWER).parent(UPPER.span()).end());
    assertThat(whole(store, LOWER)).isEqualTo(whole(store, UPPER));
    assertThat(whole(store, LOWER).exchange().key()).isEqualTo(UPPER);
  }

  @Test
  default void nestsWhicheverCameFirst() {
    Sketch model = Sketch.model(UPPER);
    Sketch http = Sketch.http(LOWER).parent(UPPER.span()).bytes(1L, 2L);
    Store store =
        given(Drafts.batch(http.end()), Drafts.batch(http.start()), Drafts.batch(model.end()));
    assertThat(exchanges(store)).extracting(Exchange::key).containsExactly(UPPER);
  }

  @Test
  default void sumsTheBytesOfAttemptsAndTakesTheStatusOfTheLatest() {
    Sketch model = Sketch.model(UPPER).succeeded(null);
    Store store =
        given(
            Sketch.http(Drafts.key(3, 21))
                .parent(UPPER.span())
                .at(Drafts.NOON + 1)
                .failed(Cause.RATE_LIMIT, 429, null)
                .bytes(10L, null)
                .end(),
            model.end(),
            Sketch.http(Drafts.key(3, 22))
                .parent(UPPER.span())
                .at(Drafts.NOON + 2)
                .succeeded(200)
                .bytes(10L, 5L)
                .end(),
            Sketch.http(Drafts.key(3, 23)).parent(UPPER.span()).at(Drafts.NOON + 3).end());
    Call call = exchanges(store).getFirst().call();
    assertThat(call.traffic()).isEqualTo(new Traffic(20L, 5L));
    assertThat(call.outcome()).isEqualTo(new Outcome.Succeeded(200));
  }

  @Test
  default void lendsTheCauseOnlyWhereItIsUnknown() {
    Sketch http =
        Sketch.http(LOWER).parent(UPPER.span()).failed(Cause.TIMEOUT, 504, "java timeout");
    Sketch model = Sketch.model(UPPER).failed(Cause.UNKNOWN, null, "APIError");
    assertThat(exchanges(given(model.end(), http.end())).getFirst().call().outcome())
        .isEqualTo(new Outcome.Failed(Cause.TIMEOUT, 504, "APIError"));
    model.failed(Cause.QUOTA, 429, null);
    assertThat(exchanges(given(model.end(), http.end())).getFirst().call().outcome())
        .isEqualTo(new Outcome.Failed(Cause.QUOTA, 429, null));
  }

  @Test
  default void keepsWhatTheListedOneHas() {
    Sketch model = Sketch.model(UPPER).succeeded(201).bytes(1L, null);
    Sketch http = Sketch.http(LOWER).parent(UPPER.span()).succeeded(200).bytes(500L, 600L);
    Call call = exchanges(given(model.end(), http.end())).getFirst().call();
    assertThat(call.traffic()).isEqualTo(new Traffic(1L, 600L));
    assertThat(call.outcome()).isEqualTo(new Outcome.Succeeded(201));
    assertThat(call.integration()).isEqualTo("azure-openai/gpt-4.1");
  }

  @Test
  default void isOpenWhileTheListedOneIs() {
    Store store =
        given(
            Sketch.model(UPPER).start(),
            Sketch.http(LOWER).parent(UPPER.span()).succeeded(200).bytes(5L, 6L).end());
    Call call = exchanges(store).getFirst().call();
    assertThat(call.outcome()).isEqualTo(new Outcome.Open());
    assertThat(call.traffic()).isEqualTo(new Traffic(5L, 6L));
  }

  @Test
  default void followsTheCarrierWhereTheParentIsNoCall() {
    Sketch model = Sketch.model(UPPER);
    Sketch step = Sketch.step(Drafts.key(3, 15)).parent(UPPER.span());
    Sketch http = Sketch.http(LOWER).parent(step.id()).carrier(UPPER.span()).bytes(3L, 4L);
    assertThat(exchanges(given(model.end(), step.end(), http.end())))
        .containsExactly(
            exchange(model.bytes(3L, 4L).end(), new Joined(LOWER.span(), CallKind.HTTP)));
    Store apart = given(model.end(), step.end(), http.carrier(null).end());
    assertThat(exchanges(apart)).extracting(Exchange::key).containsExactly(LOWER, UPPER);
  }

  @Test
  default void carriesTransportsOfToolsToo() {
    Sketch tool = Sketch.call(CallKind.TOOL, UPPER, "mcp", "mcp/cadastro", "tools/call");
    Sketch rpc =
        Sketch.call(CallKind.RPC, LOWER, "cadastro", "cadastro", "Call")
            .parent(UPPER.span())
            .bytes(1L, 2L);
    assertThat(exchanges(given(tool.end(), rpc.end())))
        .containsExactly(
            exchange(tool.bytes(1L, 2L).end(), new Joined(LOWER.span(), CallKind.RPC)));
  }

  @Test
  default void listsCallsThatAreNoTransportOfTheOneAbove() {
    Store store =
        given(
            Sketch.model(Drafts.key(3, 1)).end(),
            Sketch.call(CallKind.TOOL, Drafts.key(3, 2), "mcp", "mcp", "x")
                .parent(Drafts.key(3, 1).span())
                .end(),
            Sketch.call(CallKind.DATABASE, Drafts.key(3, 3), "pg", "pg", "SELECT")
                .parent(Drafts.key(3, 1).span())
                .end(),
            Sketch.call(CallKind.MESSAGING, Drafts.key(3, 4), "whatsapp", "whatsapp", "send")
                .parent(Drafts.key(3, 1).span())
                .end(),
            Sketch.http(Drafts.key(3, 5)).parent(Drafts.key(3, 4).span()).end(),
            Sketch.http(Drafts.key(3, 6)).parent(Drafts.key(3, 5).span()).end(),
            Sketch.http(Drafts.key(3, 7)).parent(Drafts.key(3, 999).span()).end());
    assertThat(exchanges(store)).hasSize(7).allMatch(exchange -> exchange.joined().isEmpty());
  }

  @Test
  default void doesNotNestAcrossTraces() {
    Store store =
        given(
            Sketch.model(UPPER).response("resp-1").end(),
            Sketch.http(Drafts.key(4, 20)).parent(UPPER.span()).end(),
            Sketch.model(Drafts.key(4, 21)).response("resp-1").end());
    assertThat(exchanges(store)).hasSize(3);
  }

  @Test
  default void knowsTheSameAnswerWhereverItStands() {
    Sketch first = Sketch.model(LOWER).response("resp-1");
    Sketch second =
        Sketch.model(UPPER).response("resp-1").model("router", "gpt-4.1").tokens(5L, 6L);
    second.from("gateway").at(Drafts.NOON + 1);
    assertThat(exchanges(given(second.end(), first.end())))
        .containsExactly(
            exchange(
                first.model("gpt-4.1", "gpt-4.1").tokens(5L, 6L).end(),
                new Joined(UPPER.span(), CallKind.MODEL)));
  }

  @Test
  default void listsTheSmallerIdOfThoseThatBeganTogether() {
    SpanKey unsignedGreatest = Drafts.key(3, -1);
    Store store =
        given(
            Sketch.model(unsignedGreatest).response("resp-1").end(),
            Sketch.model(LOWER).response("resp-1").parent(unsignedGreatest.span()).end());
    assertThat(exchanges(store)).extracting(Exchange::key).containsExactly(LOWER);
  }

  @Test
  default void knowsTheSameModelCallBelowItself() {
    Sketch framework = Sketch.model(UPPER).lasting(Duration.ofNanos(100));
    Sketch client =
        Sketch.model(LOWER)
            .parent(UPPER.span())
            .at(Drafts.NOON + 100)
            .response("resp-2")
            .tokens(1L, 2L)
            .asks("oi");
    Store store = given(client.end(), framework.end());
    assertThat(exchanges(store))
        .containsExactly(
            exchange(
                framework.response("resp-2").tokens(1L, 2L).end(),
                new Joined(LOWER.span(), CallKind.MODEL)));
    assertThat(JoiningCases.texts(store, UPPER)).containsExactly("oi");
    Sketch later = client.at(Drafts.NOON + 101);
    assertThat(exchanges(given(later.end(), framework.response(null).end()))).hasSize(2);
    Sketch other = client.at(Drafts.NOON + 1).model("gpt-4.1-mini", null);
    assertThat(exchanges(given(other.end(), framework.end()))).hasSize(2);
    Sketch answered = client.model("deployment", "gpt-4.1-2025");
    assertThat(exchanges(given(answered.end(), framework.model("x", "gpt-4.1-2025").end())))
        .hasSize(1);
  }

  @Test
  default void knowsTheSameModelCallByItsCarrier() {
    Sketch step = Sketch.step(Drafts.key(3, 15)).parent(UPPER.span());
    Sketch client = Sketch.model(LOWER).at(Drafts.NOON + 1).parent(step.id());
    Draft framework = Sketch.model(UPPER).end();
    Store joined = given(framework, step.end(), client.carrier(UPPER.span()).end());
    assertThat(exchanges(joined)).extracting(Exchange::key).containsExactly(UPPER);
    Store apart = given(framework, step.end(), client.carrier(null).end());
    assertThat(exchanges(apart)).hasSize(2);
  }

  @Test
  default void overlapsWithAModelCallThatIsOpen() {
    Store store =
        given(
            Sketch.model(UPPER).start(),
            Sketch.model(LOWER).parent(UPPER.span()).after(Duration.ofMinutes(9)).end());
    assertThat(exchanges(store)).extracting(Exchange::key).containsExactly(UPPER);
  }

  @Test
  default void takesFromTheNearestViewThatHasIt() {
    Sketch framework = Sketch.model(UPPER).succeeded(null);
    Sketch client =
        Sketch.model(LOWER)
            .parent(UPPER.span())
            .at(Drafts.NOON + 1)
            .tokens(7L, null)
            .bytes(1L, null);
    client.lasting(Duration.ofMillis(100));
    Sketch http =
        Sketch.http(LOWEST).parent(LOWER.span()).at(Drafts.NOON + 2).succeeded(200).bytes(50L, 60L);
    assertThat(exchanges(given(http.end(), client.end(), framework.end())))
        .containsExactly(
            exchange(
                framework
                    .tokens(new Tokens(7L, null, null, null, null, null, null))
                    .bytes(1L, 60L)
                    .succeeded(200)
                    .end(),
                new Joined(LOWER.span(), CallKind.MODEL),
                new Joined(LOWEST.span(), CallKind.HTTP)));
  }

  @Test
  default void endsWhereParentsGoInARing() {
    Store store =
        given(
            Sketch.model(UPPER).parent(LOWER.span()).end(),
            Sketch.model(LOWER).parent(UPPER.span()).end(),
            Sketch.http(LOWEST).parent(LOWEST.span()).end());
    assertThat(exchanges(store)).extracting(Exchange::key).containsExactly(LOWEST, UPPER);
  }

  @Test
  default void listsNoneTwiceInAnyStatistics() {
    Store store =
        given(
            Sketch.model(UPPER).asks("oi").tokens(3L, 4L).end(),
            Sketch.model(LOWER)
                .at(Drafts.NOON + 1)
                .parent(UPPER.span())
                .asks("oi")
                .tokens(3L, 4L)
                .end(),
            Sketch.http(LOWEST).parent(LOWER.span()).bytes(9L, 9L).end());
    var summary = store.summary(SCOPE, AROUND_NOON).value();
    assertThat(List.of(summary.exchanges(), summary.messages())).containsExactly(1L, 1L);
    assertThat(summary.tokens().input()).isEqualTo(3);
    assertThat(store.integrations(SCOPE, AROUND_NOON).value()).hasSize(1);
    assertThat(store.flows(SCOPE, AROUND_NOON).value().getFirst().traffic())
        .isEqualTo(new Traffic(9L, 9L));
  }
}
