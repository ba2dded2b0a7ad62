// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import static io.farol.testkit.StoreCases.HOUR;
import static io.farol.testkit.StoreCases.SECOND;
import static io.farol.testkit.StoreCases.money;
import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.Draft;
import io.farol.model.Cause;
import io.farol.model.LedgerEntry;
import io.farol.model.Outcome;
import io.farol.model.Tokens;
import io.farol.model.Traffic;
import io.farol.store.Bucket;
import io.farol.store.Durations;
import io.farol.store.Flow;
import io.farol.store.Spending;
import io.farol.store.Store;
import io.farol.store.Total;
import io.farol.store.TrafficStore.IntegrationSummary;
import io.farol.store.TrafficStore.Summary;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Sums over many exchanges.
interface TrafficCases extends StoreCases {

  Tokens SEVEN_AND_TWO = new Tokens(7L, 2L, null, null, 0L, null, null);

  /// Two chats and three queries, one of each charged, one chat failed, one query open, one lost.
  private Store day() {
    Draft chat =
        Sketch.model(Drafts.key(1, 1))
            .conversation("c-1")
            .platform("azure-openai")
            .tokens(new Tokens(4L, 2L, null, null, null, null, null))
            .bytes(10L, null)
            .asks("oi")
            .answers("olá")
            .end();
    Draft failed =
        Sketch.model(Drafts.key(1, 2))
            .at(Drafts.NOON + SECOND)
            .lasting(Duration.ofSeconds(3))
            .platform("azure")
            .conversation("c-1")
            .tokens(new Tokens(3L, null, null, null, 0L, null, null))
            .bytes(5L, null)
            .failed(Cause.SERVER_ERROR, 500, null)
            .asks("oi")
            .end();
    Draft query =
        Sketch.http(Drafts.key(2, 1)).from("worker").bytes(0L, 8L).conversation("c-2").end();
    Draft open = Sketch.http(Drafts.key(2, 2)).after(Duration.ofMinutes(1)).start();
    Draft lost =
        Sketch.http(Drafts.key(2, 3)).endless().outcome(new Outcome.Lost("nothing came")).end();
    return given(
        List.of(chat, failed, query, open, lost),
        Drafts.charge("a1", Drafts.key(1, 1), "input", "0.000000001", "USD"),
        Drafts.charge("a2", Drafts.key(1, 1), "output", "0.1", "USD"),
        Drafts.charge("a3", Drafts.key(2, 1), "query", "0.6591", "BRL"),
        Drafts.unpriced("a4", Drafts.key(1, 2), "input", "no price"),
        Drafts.unpriced("a5", Drafts.key(1, 2), "output", "no price"));
  }

  private static Total dollars() {
    return new Total(money("0.100000001", "USD"), 2);
  }

  private static Total reais() {
    return new Total(money("0.6591", "BRL"), 1);
  }

  @Test
  default void tellsWhatWentFromWhomToWhom() {
    assertThat(day().flows(SCOPE, AROUND_NOON).value())
        .containsExactly(
            new Flow(
                "assistant",
                "azure-openai",
                2,
                1,
                0,
                3,
                SEVEN_AND_TWO,
                new Traffic(15L, null),
                new Spending(List.of(dollars()), 1)),
            new Flow(
                "assistant", "serpro", 2, 0, 2, 0, Tokens.UNKNOWN, Traffic.UNKNOWN, Spending.NONE),
            new Flow(
                "worker",
                "serpro",
                1,
                0,
                0,
                0,
                Tokens.UNKNOWN,
                new Traffic(0L, 8L),
                new Spending(List.of(reais()), 0)));
  }

  @Test
  default void cutsTimeIntoStepsByIntegration() {
    Store store = day();
    Bucket serpro =
        new Bucket(
            Drafts.NOON,
            "serpro/consulta-cpf",
            2,
            0,
            1,
            0,
            Tokens.UNKNOWN,
            Durations.rounded(200_000_000L),
            new Spending(List.of(reais()), 0));
    Bucket open =
        new Bucket(
            Drafts.NOON + 60 * SECOND,
            "serpro/consulta-cpf",
            1,
            0,
            1,
            0,
            Tokens.UNKNOWN,
            null,
            Spending.NONE);
    assertThat(store.buckets(SCOPE, AROUND_NOON, 60 * SECOND).value())
        .containsExactly(chats(Drafts.NOON, "azure-openai/gpt-4.1"), serpro, open);
    assertThat(store.buckets(SCOPE, AROUND_NOON, SECOND).value()).hasSize(4);
  }

  private static Bucket chats(long start, String integration) {
    return new Bucket(
        start,
        integration,
        2,
        1,
        0,
        3,
        SEVEN_AND_TWO,
        Durations.rounded(3 * SECOND),
        new Spending(List.of(dollars()), 1));
  }

  @Test
  default void cutsTimeIntoStepsOverAllIntegrations() {
    assertThat(day().series(SCOPE, AROUND_NOON, 60 * SECOND).value())
        .containsExactly(
            new Bucket(
                Drafts.NOON,
                null,
                4,
                1,
                1,
                3,
                SEVEN_AND_TWO,
                Durations.rounded(3 * SECOND),
                new Spending(List.of(reais(), dollars()), 1)),
            new Bucket(
                Drafts.NOON + 60 * SECOND, null, 1, 0, 1, 0, Tokens.UNKNOWN, null, Spending.NONE));
  }

  @Test
  default void beginsStepsAtTheirMultiplesWhateverTheRange() {
    long step = 7 * SECOND;
    Store store = given(Sketch.http(Drafts.key(1, 1)).end());
    assertThat(store.buckets(SCOPE, AROUND_NOON, step).value())
        .extracting(Bucket::startEpochNanos)
        .containsExactly(Drafts.NOON / step * step);
  }

  @Test
  default void sumsUpIntegrations() {
    assertThat(day().integrations(SCOPE, AROUND_NOON).value())
        .containsExactly(
            new IntegrationSummary(
                "azure-openai/gpt-4.1",
                "azure",
                2,
                1,
                0,
                Durations.rounded(3 * SECOND),
                Drafts.NOON + SECOND / 5,
                Drafts.NOON + 4 * SECOND,
                new Spending(List.of(dollars()), 1)),
            new IntegrationSummary(
                "serpro/consulta-cpf",
                null,
                3,
                0,
                2,
                Durations.rounded(SECOND / 5),
                Drafts.NOON + SECOND / 5,
                null,
                new Spending(List.of(reais()), 0)));
  }

  @Test
  default void sumsUpEverything() {
    assertThat(day().summary(SCOPE, AROUND_NOON).value())
        .isEqualTo(
            new Summary(
                5, 1, 2, 3, 2, SEVEN_AND_TWO, new Spending(List.of(reais(), dollars()), 1)));
  }

  @Test
  default void takesTheNearestRankOfDurations() {
    for (int count : new int[] {1, 19, 20, 21, 40, 100}) {
      List<Draft> calls =
          LongStream.rangeClosed(1, count)
              .mapToObj(i -> Sketch.http(Drafts.key(1, i)).lasting(Duration.ofNanos(i)).end())
              .toList();
      long rank = (long) Math.ceil(0.95 * count - 1e-9);
      assertThat(given(calls).integrations(SCOPE, AROUND_NOON).value())
          .as("p95 of 1 to %d", count)
          .extracting(IntegrationSummary::p95Nanos)
          .containsExactly(Durations.rounded(rank));
    }
  }

  @Test
  default void sumsBeyondWhatADoubleHolds() {
    long most = 1L << 61;
    Store store =
        given(
            List.of(
                Sketch.model(Drafts.key(1, 1)).tokens(most, 1L).bytes(most, 1L).end(),
                Sketch.model(Drafts.key(1, 2)).tokens(most + 1, 1L).bytes(most + 1, 1L).end()),
            new LedgerEntry[] {
              Drafts.charge("a1", Drafts.key(1, 1), "input", "12345678901234.123456789", "BRL"),
              Drafts.charge("a2", Drafts.key(1, 2), "input", "0.000000001", "BRL")
            });
    Flow flow = store.flows(SCOPE, AROUND_NOON).value().getFirst();
    assertThat(flow.tokens().input()).isEqualTo((1L << 62) + 1);
    assertThat(flow.traffic().sentBytes()).isEqualTo((1L << 62) + 1);
    assertThat(flow.spending().totals())
        .containsExactly(new Total(money("12345678901234.123456790", "BRL"), 2));
  }

  @Test
  default void answersWithHowFarItIsComplete() {
    Store store = store();
    Feed feed = new Feed(store);
    feed.deliver(
        List.of(
            Drafts.batch("default", Drafts.NOON + 1, List.of()),
            Drafts.batch("prefeitura", Drafts.NOON + HOUR, List.of())));
    assertThat(store.completeThroughEpochNanos()).isEqualTo(Drafts.NOON + HOUR);
    assertThat(store.summary(SCOPE, AROUND_NOON).completeThroughEpochNanos())
        .isEqualTo(Drafts.NOON + HOUR);
    assertThat(store.flows(SCOPE, AROUND_NOON).completeThroughEpochNanos())
        .isEqualTo(Drafts.NOON + HOUR);
  }
}
