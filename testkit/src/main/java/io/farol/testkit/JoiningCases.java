// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import static io.farol.testkit.StoreCases.SECOND;
import static io.farol.testkit.StoreCases.exchange;
import static io.farol.testkit.StoreCases.exchanges;
import static io.farol.testkit.StoreCases.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.CleanBatch;
import io.farol.flow.Draft;
import io.farol.model.Call;
import io.farol.model.CallKind;
import io.farol.model.Cause;
import io.farol.model.Direction;
import io.farol.model.Exchange;
import io.farol.model.Message;
import io.farol.model.MessageRef;
import io.farol.model.Model;
import io.farol.model.Origin;
import io.farol.model.Outcome;
import io.farol.model.Part;
import io.farol.model.Phase;
import io.farol.model.SpanKey;
import io.farol.model.Timing;
import io.farol.model.Tokens;
import io.farol.model.Traffic;
import io.farol.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How the tellings of one span become one exchange.
interface JoiningCases extends StoreCases {

  SpanKey KEY = Drafts.key(7, 1);

  @Test
  default void keepsEveryFieldOfAnEnd() {
    Draft end =
        Sketch.model(KEY)
            .parent(Drafts.key(7, 2).span())
            .origin(new Origin("assistant", "production", "azure", "brazilsouth", "pod-1"))
            .lasting(Duration.ofNanos(123_456_789))
            .platform("azure-openai")
            .failed(Cause.RATE_LIMIT, 429, "too many requests")
            .bytes(0L, Long.MAX_VALUE)
            .usage(
                new Call.Usage(
                    new Model("azure.ai.openai", "gpt-4.1", "gpt-4.1-2025-04-14"),
                    new Tokens(1L, 2L, 3L, 4L, 5L, 6L, Long.MAX_VALUE),
                    17L,
                    List.of("stop", "length"),
                    "resp-1",
                    "batch"))
            .conversation("conversa-1")
            .user("cidadao-1")
            .end();
    assertThat(exchanges(given(end))).containsExactly(exchange(end));
  }

  @Test
  default void keepsWhatNobodySaidUnknown() {
    Draft end = Sketch.http(KEY).environment(null).end();
    Exchange found = exchanges(given(end)).getFirst();
    assertThat(found).isEqualTo(exchange(end));
    assertThat(found.call().traffic()).isEqualTo(Traffic.UNKNOWN);
    assertThat(found.call().usage()).isNull();
    assertThat(found.cost()).isNull();
  }

  @Test
  default void listsOnlySpansThatAreCalls() {
    Store store = given(Sketch.step(KEY).end());
    assertThat(exchanges(store)).isEmpty();
    assertThat(store.findExchange(SCOPE, KEY, null)).isEmpty();
  }

  @Test
  default void isOpenFromItsStartToItsEnd() {
    Sketch call = Sketch.model(KEY).succeeded(200).tokens(10L, 20L);
    Draft start = call.start();
    Draft alive = call.alive(call.startEpochNanos() + SECOND);
    Store store = store();
    Feed feed = new Feed(store);
    feed.deliver(List.of(Drafts.batch(start), Drafts.batch(alive)));
    assertThat(exchanges(store)).containsExactly(exchange(start));
    feed.deliver(List.of(Drafts.batch(call.end())));
    assertThat(exchanges(store)).containsExactly(exchange(call.end()));
  }

  @Test
  default void fillsFieldByFieldWhatTheEndLacks() {
    Sketch call = Sketch.model(KEY).platform("azure-openai").user("cidadao-1");
    Draft start = call.conversation("conversa-1").start();
    Draft late =
        call.conversation("conversa-2").tokens(7L, null).model(null, "gpt-4.1-2025").late(99);
    Draft end =
        call.conversation(null)
            .platform(null)
            .user(null)
            .origin(new Origin("unknown", null, null, "brazilsouth", null))
            .tokens(null, 8L)
            .model(null, null)
            .response("resp-1")
            .failed(Cause.TIMEOUT, null, "read timed out")
            .end();
    Exchange expected =
        exchange(
            Sketch.model(KEY)
                .origin(new Origin("assistant", "production", null, "brazilsouth", null))
                .platform("azure-openai")
                .user("cidadao-1")
                .conversation("conversa-2")
                .tokens(7L, 8L)
                .model("gpt-4.1", "gpt-4.1-2025")
                .response("resp-1")
                .failed(Cause.TIMEOUT, null, "read timed out")
                .end());
    assertThat(exchanges(given(start, late, end))).containsExactly(expected);
    assertThat(exchanges(given(end, late, start))).containsExactly(expected);
  }

  @Test
  default void takesTheStartFromTheEndThenTheStartThenTheFirstLateThing() {
    Sketch call = Sketch.http(KEY).endless();
    Draft alive = call.alive(Drafts.NOON - 9 * SECOND);
    Draft late = call.at(Drafts.NOON - 1).late(1);
    Draft later = call.at(Drafts.NOON + 5).late(2);
    assertThat(start(given(later, late, alive))).isEqualTo(Drafts.NOON - 1);
    Draft start = call.at(Drafts.NOON + 7).start();
    assertThat(start(given(start, later, late, alive))).isEqualTo(Drafts.NOON + 7);
    Draft end = call.at(Drafts.NOON + 9).lasting(Duration.ofSeconds(1)).end();
    Store store = given(alive, start, later, late, end);
    assertThat(exchanges(store))
        .extracting(Exchange::timing)
        .containsExactly(new Timing(Drafts.NOON + 9, Drafts.NOON + 9 + SECOND));
  }

  private static long start(Store store) {
    return exchanges(store).getFirst().timing().startEpochNanos();
  }

  @Test
  default void hearsAnOutcomeFromTheEndElseFromWhatCameLate() {
    Sketch call = Sketch.http(KEY).endless();
    Draft early = call.failed(Cause.DNS, null, null).telling(Phase.START, 0, 0);
    assertThat(outcome(given(early))).isEqualTo(new Outcome.Open());
    Draft lost = call.outcome(new Outcome.Lost("nothing came")).late(1);
    assertThat(outcome(given(early, lost))).isEqualTo(new Outcome.Lost("nothing came"));
    Draft open = call.outcome(new Outcome.Open()).at(Drafts.NOON + 1).late(2);
    assertThat(outcome(given(early, lost, open))).isEqualTo(new Outcome.Lost("nothing came"));
    Draft end = call.at(Drafts.NOON).succeeded(204).end();
    assertThat(outcome(given(early, end, open, lost))).isEqualTo(new Outcome.Succeeded(204));
  }

  private static Outcome outcome(Store store) {
    return exchanges(store).getFirst().call().outcome();
  }

  @Test
  default void readsTheHighestRevisionInAnyOrder() {
    Sketch call = Sketch.http(KEY);
    Draft first = call.succeeded(200).end(0);
    Draft third = call.failed(Cause.MALFORMED, 200, "not JSON").end(2);
    Draft second = call.succeeded(206).end(1);
    assertThat(exchanges(given(first, second, third))).containsExactly(exchange(third));
    assertThat(exchanges(given(third, second, first))).containsExactly(exchange(third));
    assertThat(exchanges(given(Drafts.batch(third), Drafts.batch(first), Drafts.batch(second))))
        .containsExactly(exchange(third));
  }

  @Test
  default void countsARetryOnce() {
    Draft end = Sketch.model(KEY).asks("oi").answers("olá").end();
    Draft late = Sketch.model(Drafts.key(7, 3)).endless().asks("oi").late(5);
    CleanBatch once = Drafts.batch(end, late);
    CleanBatch again = Drafts.batch("default", Drafts.NOON + HOUR, List.of(late, end, late));
    Store store = given(once, again);
    assertThat(exchanges(store)).hasSize(2);
    assertThat(whole(store, KEY).messages()).hasSize(2);
    assertThat(whole(store, Drafts.key(7, 3)).messages()).hasSize(1);
    assertThat(store.summary(SCOPE, AROUND_NOON).value().messages()).isEqualTo(3);
  }

  @Test
  default void hearsARetryAsItWasFirstReceived() {
    Draft end = Sketch.model(KEY).asks("oi").end();
    CleanBatch first = Drafts.batch(end);
    CleanBatch retry = Drafts.batch("default", Drafts.NOON + 24 * HOUR, List.of(end));
    MessageRef ref = first.facts().getFirst().messages().getFirst();
    assertThat(whole(given(first, retry), KEY).messages()).containsExactly(ref);
    assertThat(whole(given(retry, first), KEY).messages()).containsExactly(ref);
  }

  @Test
  default void putsInputsBeforeOutputs() {
    Draft end = Sketch.model(KEY).answers("um").asks("dois").answers("três").asks("quatro").end();
    Store store = given(end);
    List<MessageRef> refs = whole(store, KEY).messages();
    assertThat(refs)
        .extracting(MessageRef::direction)
        .containsExactly(Direction.INPUT, Direction.INPUT, Direction.OUTPUT, Direction.OUTPUT);
    assertThat(texts(store, KEY)).containsExactly("dois", "quatro", "um", "três");
  }

  @Test
  default void joinsMessagesThatCameLateInOrder() {
    Sketch call = Sketch.model(KEY);
    Draft end = call.end();
    call.endless();
    Draft second = call.at(Drafts.NOON + 2).silent().asks("b").answers("z").late(-4);
    Draft third = call.at(Drafts.NOON + 2).silent().asks("c").late(3);
    Draft first = call.at(Drafts.NOON + 1).silent().asks("a").late(9);
    Draft revised = call.at(Drafts.NOON).silent().asks("d").telling(Phase.LATE, 1, 1);
    Draft superseded = call.at(Drafts.NOON).silent().asks("never").telling(Phase.LATE, 1, 0);
    Draft[] tellings = {third, revised, end, second, superseded, first};
    Store store = given(tellings);
    assertThat(texts(store, KEY)).containsExactly("a", "b", "c", "d", "z");
  }

  @Test
  default void prefersTheMessagesOfTheEnd() {
    Sketch call = Sketch.model(KEY);
    Draft late = call.asks("late").late(1);
    Draft start = call.silent().asks("start").telling(Phase.START, 0, 0);
    assertThat(texts(given(start), KEY)).containsExactly("start");
    assertThat(texts(given(start, late), KEY)).containsExactly("late");
    Draft end = call.silent().asks("end").end();
    assertThat(texts(given(end, start, late), KEY)).containsExactly("end");
  }

  @Test
  default void isACallWhenAnyTellingSawOne() {
    Draft start = Sketch.http(KEY).start();
    Draft end = Sketch.step(KEY).named("").end();
    Exchange found = exchanges(given(end, start)).getFirst();
    assertThat(found.call().kind()).isEqualTo(CallKind.HTTP);
    assertThat(found.call().outcome()).isEqualTo(new Outcome.Open());
    assertThat(found.timing()).isEqualTo(end.span().timing());
  }

  /// The text of each message of an exchange.
  static List<String> texts(Store store, SpanKey key) {
    List<MessageRef> refs = whole(store, key).messages();
    Map<?, Message> content = store.fetch(refs);
    return refs.stream()
        .map(ref -> content.get(ref.id()))
        .map(message -> message.parts().getFirst())
        .map(part -> ((Part.Text) part).text())
        .toList();
  }
}
