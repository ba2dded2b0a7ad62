// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.BatchReader;
import io.farol.flow.CleanBatch;
import io.farol.flow.Position;
import io.farol.flow.Signal;
import io.farol.flow.Tally;
import io.farol.model.Scope;
import io.farol.store.Store;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// However batches arrive, the answers are the same: those of the [MemoryStore].
interface DeliveryCases extends StoreCases {

  /// Closes a store and opens it again where it was.
  Store reopened(Store store);

  /// Whether a store that is opened again still knows what was applied.
  boolean durable();

  @Test
  default void answersAsTheMemoryStoreDoes() {
    // Every question of a scenario is some thousands of queries: one seed a run, another one each
    // run.
    Seeds.check(
        1,
        seed -> {
          Scenario scenario = Scenario.seeded(seed, 40);
          Store store = store();
          new Feed(store).deliver(scenario.batches(), 1 + Math.floorMod(seed, 50));
          same(store, scenario.batches());
        });
  }

  @Test
  default void answersTheSameWhateverTheOrder() {
    Seeds.check(
        1,
        seed -> {
          Scenario scenario = Scenario.seeded(seed, 25);
          List<CleanBatch> shuffled = new ArrayList<>(scenario.batches());
          Collections.shuffle(shuffled, new Random(seed));
          Store store = store();
          new Feed(store).deliver(shuffled, 7);
          same(store, scenario.batches());
        });
  }

  /// Sums that are kept up to date as tellings come equal those that are made from all of them:
  /// every batch is broken up, repeated and delayed, and sums are asked for after each piece.
  @Test
  default void keepsSumsEqualWhileTellingsTrickleIn() {
    Seeds.check(
        1,
        seed -> {
          Scenario scenario = Scenario.seeded(seed, 12);
          Random random = new Random(seed);
          List<CleanBatch> pieces = new ArrayList<>();
          for (CleanBatch batch : scenario.batches()) {
            pieces.addAll(Breaking.apart(batch));
            if (random.nextInt(4) == 0) {
              pieces.add(batch);
            }
          }
          Collections.shuffle(pieces, random);
          Store store = store();
          Feed feed = new Feed(store);
          for (int from = 0; from < pieces.size(); from += 5) {
            feed.deliver(pieces.subList(from, Math.min(pieces.size(), from + 5)));
            for (String tenant : scenario.tenants()) {
              store.summary(new Scope(tenant, null), scenario.whole());
            }
          }
          same(store, pieces);
        });
  }

  @Test
  default void changesNothingWhenHandedTheSameAgain() {
    List<CleanBatch> batches = Scenario.seeded(11, 12).batches();
    Store store = store();
    Position end = new Feed(store).deliver(batches, 5);
    for (BatchReader reader : store.readers()) {
      reader.apply(end, batches);
      reader.apply(new Position(1), batches.subList(0, 1));
      assertThat(reader.position()).isEqualTo(end);
    }
    same(store, batches);
  }

  @Test
  default void addsUpWhatBecameOfEverything() {
    Store store = store();
    Feed feed = new Feed(store);
    List<CleanBatch> batches = Scenario.seeded(12, 12).batches();
    int half = batches.size() / 2;
    feed.deliver(batches.subList(0, half), 3);
    assertThat(store.stored()).isEqualTo(tally(batches.subList(0, half)));
    feed.deliver(batches.subList(half, batches.size()), 4);
    assertThat(store.stored()).isEqualTo(tally(batches));
    assertThat(store.stored().of(Signal.SPANS).accepted()).isPositive();
  }

  @Test
  default void acceptsABatchOfNothing() {
    Store store = store();
    Position end = new Feed(store).deliver(List.of(Drafts.batch(), Drafts.batch()));
    assertThat(store.readers()).extracting(BatchReader::position).containsOnly(end);
    assertThat(store.stored()).isEqualTo(Tally.NOTHING);
  }

  @Test
  default void knowsAfterAnotherStartWhatItKnewBefore() {
    List<CleanBatch> batches = Scenario.seeded(13, 12).batches();
    Store store = store();
    Position end = new Feed(store).deliver(batches, 4);
    long complete = store.completeThroughEpochNanos();
    Store again = reopened(store);
    if (!durable()) {
      assertThat(again.readers()).extracting(BatchReader::position).containsOnly(Position.START);
      assertThat(again.readers()).extracting(BatchReader::durable).containsOnly(false);
      assertThat(again.stored()).isEqualTo(Tally.NOTHING);
      return;
    }
    assertThat(again.readers()).extracting(BatchReader::position).containsOnly(end);
    assertThat(again.readers()).extracting(BatchReader::durable).containsOnly(true);
    assertThat(again.stored()).isEqualTo(tally(batches));
    assertThat(again.completeThroughEpochNanos()).isEqualTo(complete);
    same(again, batches);
  }

  @Test
  default void goesOnAfterAnotherStart() {
    if (!durable()) {
      return;
    }
    List<CleanBatch> batches = Scenario.seeded(14, 12).batches();
    int half = batches.size() / 2;
    Store store = store();
    new Feed(store).deliver(batches.subList(0, half), 4);
    Store again = reopened(store);
    new Feed(again).deliver(batches.subList(half, batches.size()), 4);
    same(again, batches);
  }

  private static Tally tally(List<CleanBatch> batches) {
    return batches.stream().map(CleanBatch::tally).reduce(Tally.NOTHING, Tally::plus);
  }

  private static void same(Store store, List<CleanBatch> batches) {
    try (MemoryStore memory = new MemoryStore()) {
      new Feed(memory).deliver(batches);
      Map<String, Object> expected = Questions.ask(memory, batches);
      Map<String, Object> actual = Questions.ask(store, batches);
      expected.forEach(
          (question, answer) -> assertThat(actual.get(question)).as(question).isEqualTo(answer));
      assertThat(actual).hasSameSizeAs(expected);
    }
  }
}
