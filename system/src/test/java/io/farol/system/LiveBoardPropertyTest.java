// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.CleanBatch;
import io.farol.flow.Draft;
import io.farol.flow.Position;
import io.farol.model.Cause;
import io.farol.model.Detail;
import io.farol.model.Origin;
import io.farol.model.Scope;
import io.farol.model.Value;
import io.farol.testkit.Drafts;
import io.farol.testkit.Seeds;
import io.farol.testkit.Sketch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What a board shows follows from the facts alone, not from their order, their repeats, the
/// batches they came in, or who looked in between.
class LiveBoardPropertyTest {

  private static final Duration SPAN = Duration.ofMinutes(8);
  private static final List<Cause> CAUSES = List.of(Cause.values());

  /// A telling and when Farol received it.
  private record Sent(long receivedEpochNanos, Draft telling) {}

  @Test
  void any_order_any_repeats_and_any_batches_show_the_same() {
    Seeds.check(
        40,
        seed -> {
          Random random = new Random(seed);
          List<Sent> sent = traffic(random);
          LiveBoard inOrder = new LiveBoard();
          apply(inOrder, sent, 1);
          List<Sent> anyhow = new ArrayList<>(sent);
          sent.stream().filter(each -> random.nextInt(3) == 0).forEach(anyhow::add);
          Collections.shuffle(anyhow, random);
          LiveBoard shuffled = new LiveBoard();
          apply(shuffled, anyhow, 1 + random.nextInt(20));

          for (int minutes : List.of(8, 9, 12, 20)) {
            Instant now = at(Duration.ofMinutes(minutes).toNanos());
            for (Scope scope : scopes()) {
              assertThat(shuffled.snapshot(scope, now)).isEqualTo(inOrder.snapshot(scope, now));
              assertThat(shuffled.incidents(scope, now)).isEqualTo(inOrder.incidents(scope, now));
            }
          }
        });
  }

  @Test
  void looking_changes_nothing() {
    Seeds.check(
        30,
        seed -> {
          List<Sent> sent = traffic(new Random(seed));
          LiveBoard unwatched = new LiveBoard();
          apply(unwatched, sent, 1);
          LiveBoard watched = new LiveBoard();
          long position = 0;
          for (Sent each : sent) {
            watched.apply(new Position(++position), List.of(batch(List.of(each))));
            watched.snapshot(Watch.ALL, at(each.receivedEpochNanos() - Drafts.NOON));
          }

          for (int minutes : List.of(8, 10, 19)) {
            Instant now = at(Duration.ofMinutes(minutes).toNanos());
            assertThat(watched.snapshot(Watch.ALL, now))
                .isEqualTo(unwatched.snapshot(Watch.ALL, now));
          }
        });
  }

  private static List<Scope> scopes() {
    return List.of(Watch.ALL, new Scope(Scope.DEFAULT_TENANT, "production"));
  }

  private static Instant at(long nanosSinceNoon) {
    return Instant.ofEpochSecond(0, Drafts.NOON + nanosSinceNoon);
  }

  private static void apply(LiveBoard board, List<Sent> sent, int size) {
    long position = 0;
    for (int i = 0; i < sent.size(); i += size) {
      List<CleanBatch> batches =
          sent.subList(i, Math.min(sent.size(), i + size)).stream()
              .map(each -> batch(List.of(each)))
              .toList();
      board.apply(new Position(++position), batches);
    }
  }

  private static CleanBatch batch(List<Sent> sent) {
    return Drafts.batch(
        Scope.DEFAULT_TENANT,
        sent.getFirst().receivedEpochNanos(),
        sent.stream().map(Sent::telling).toList());
  }

  /// Eight minutes of calls, as they were received.
  private static List<Sent> traffic(Random random) {
    List<Sent> sent = new ArrayList<>();
    int calls = 5 + random.nextInt(60);
    for (int i = 1; i <= calls; i++) {
      long start = Drafts.NOON + Math.floorMod(random.nextLong(), SPAN.toNanos());
      Origin origin =
          new Origin(
              "assistant",
              random.nextBoolean() ? "production" : null,
              null,
              null,
              String.valueOf(random.nextInt(3)));
      Sketch http = varied(Sketch.http(Drafts.key(i, 2)), start + 1_000_000, random).origin(origin);
      if (random.nextBoolean()) {
        Sketch model = varied(Sketch.model(Drafts.key(i, 1)), start, random).origin(origin);
        http.parent(random.nextInt(3) == 0 ? null : model.id()).carrier(model.id());
        tell(sent, model, random);
      }
      tell(sent, http, random);
      if (random.nextInt(3) == 0) {
        Sketch capture =
            varied(
                random.nextBoolean()
                    ? Sketch.http(Drafts.key(i, 3))
                    : Sketch.model(Drafts.key(i, 3)),
                start + 2_000_000,
                random);
        tell(sent, capture.captured().parent(http.id()), random);
      }
    }
    sent.sort(
        Comparator.comparingLong(Sent::receivedEpochNanos)
            .thenComparing(each -> each.telling().span().key().toString()));
    return sent;
  }

  private static Sketch varied(Sketch sketch, long start, Random random) {
    sketch.at(start).lasting(Duration.ofMillis(1 + random.nextInt(60_000)));
    if (random.nextBoolean()) {
      sketch.deadline(start + random.nextInt(100) * 1_000_000_000L);
    }
    if (random.nextInt(3) == 0) {
      sketch.failed(CAUSES.get(random.nextInt(CAUSES.size())), null, "why");
    }
    if (random.nextInt(4) == 0) {
      sketch.detail(
          new Detail(
              Map.of("farol.alive_interval_ms", new Value.Whole(1_000 + random.nextInt(9_000))),
              List.of(),
              List.of()));
    }
    return sketch;
  }

  private static void tell(List<Sent> sent, Sketch sketch, Random random) {
    long start = sketch.startEpochNanos();
    if (random.nextBoolean()) {
      sent.add(new Sent(start + random.nextInt(2_000_000_000), sketch.start()));
    }
    for (int i = random.nextInt(6); i > 0; i--) {
      long beat = start + i * (1_000_000_000L + random.nextInt(2_000_000_000));
      sent.add(new Sent(beat + random.nextInt(2_000_000_000), sketch.alive(beat)));
    }
    if (random.nextInt(4) > 0) {
      Draft end = sketch.end(random.nextInt(3));
      Long ended = end.span().timing().endEpochNanos();
      sent.add(
          new Sent(
              (ended == null ? start : ended) - 1_000_000 + random.nextInt(2_000_000_000), end));
    }
  }
}
