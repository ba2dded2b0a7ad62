// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.BatchHeading;
import io.farol.flow.BatchReader;
import io.farol.flow.CleanBatch;
import io.farol.flow.Draft;
import io.farol.flow.DraftBatch;
import io.farol.flow.Journal;
import io.farol.flow.Position;
import io.farol.flow.Redactor;
import io.farol.flow.Signal;
import io.farol.flow.Tally;
import io.farol.model.MessageRef;
import io.farol.testkit.Drafts;
import io.farol.testkit.ManualClock;
import io.farol.testkit.Seeds;
import io.farol.testkit.Sketch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/// What becomes of records on their way to the journal, and that the counters add up whatever
/// happens on it.
class PipelineTest {

  private final ManualClock clock = ManualClock.atNoon();
  private final Shelf shelf = new Shelf();
  private final RecentKeys recent = new RecentKeys(1_000);
  private Bookkeeping books = new Bookkeeping(() -> shelf.applied, Tally.NOTHING);

  private Pipeline pipeline() {
    return pipeline(Drafts.AS_IS);
  }

  private Pipeline pipeline(Redactor redactor) {
    return new Pipeline(
        recent,
        new MessageMemory(1_000),
        redactor,
        (tenant, fact) -> List.of(),
        shelf,
        books,
        clock);
  }

  @Test
  void aHistoryThatComesAgainIsRedactedAndCarriedOnce() {
    AtomicInteger redacted = new AtomicInteger();
    Pipeline pipeline =
        pipeline((key, raw) -> {
          redacted.addAndGet(raw.startsWith("turn ") ? 1 : 0);
          return raw;
        });
    int turns = 30;
    for (int turn = 1; turn <= turns; turn++) {
      pipeline.accept(Signal.SPANS, conversation(turn, Drafts.NOON));
    }
    assertThat(redacted).hasValue(turns);
    assertThat(shelf.kept).allSatisfy(batch -> assertThat(batch.messages()).hasSize(1));
    assertThat(shelf.kept.getLast().facts().getFirst().messages())
        .extracting(MessageRef::id)
        .hasSize(turns)
        .containsExactlyElementsOf(
            shelf.kept.stream().flatMap(batch -> batch.messages().keySet().stream()).toList());
  }

  @Test
  void aHistoryIsCarriedAgainOnAnotherDay() {
    Pipeline pipeline = pipeline();
    pipeline.accept(Signal.SPANS, conversation(2, Drafts.NOON));
    pipeline.accept(Signal.SPANS, conversation(3, Drafts.NOON + Duration.ofDays(1).toNanos()));
    assertThat(shelf.kept.getLast().messages()).hasSize(3);
  }

  @Test
  void whatWasRefusedIsNotTakenForKept() {
    Pipeline pipeline = pipeline();
    shelf.refusing = true;
    pipeline.accept(Signal.SPANS, conversation(2, Drafts.NOON));
    shelf.refusing = false;
    pipeline.accept(Signal.SPANS, conversation(3, Drafts.NOON));
    assertThat(shelf.kept.getFirst().messages()).hasSize(3);
  }

  @Test
  void whatWasForgottenIsCarriedAgain() {
    Pipeline pipeline = pipeline();
    pipeline.accept(Signal.SPANS, conversation(2, Drafts.NOON));
    pipeline.accept(Signal.SPANS, conversation(3_000, Drafts.NOON));
    pipeline.accept(Signal.SPANS, conversation(4, Drafts.NOON));
    assertThat(shelf.kept.getLast().messages()).hasSizeGreaterThan(1);
  }

  /// One call that sends the whole conversation so far.
  private static DraftBatch conversation(int turns, long received) {
    Sketch call = Sketch.model(Drafts.key(1, turns)).silent();
    for (int turn = 1; turn <= turns; turn++) {
      call.asks("turn " + turn);
    }
    return new DraftBatch(
        "default",
        received,
        List.of(call.end()),
        List.of(),
        List.of(),
        Tally.of(Signal.SPANS, 1, 0, 0));
  }

  @Test
  void whatIsKeptIsPendingUntilTheFactsHaveIt() {
    pipeline().accept(Signal.SPANS, batch(0, 1, 2));
    assertThat(books.counters(Signal.SPANS)).isEqualTo(new Bookkeeping.Counters(2, 0, 2, 0, 0));
    shelf.applyAll();
    assertThat(books.counters(Signal.SPANS)).isEqualTo(new Bookkeeping.Counters(2, 2, 0, 0, 0));
  }

  @Test
  void aRetryIsADuplicateAndWritesNothing() {
    Pipeline pipeline = pipeline();
    pipeline.accept(Signal.SPANS, batch(0, 1, 2));
    pipeline.accept(Signal.SPANS, batch(0, 1, 2));
    assertThat(shelf.kept).hasSize(1);
    assertThat(books.counters(Signal.SPANS)).isEqualTo(new Bookkeeping.Counters(4, 0, 2, 0, 2));
  }

  @Test
  void theSameSpanTwiceInOneRequestIsKeptOnce() {
    pipeline().accept(Signal.SPANS, batch(0, 1, 1));
    assertThat(shelf.kept.getFirst().facts()).hasSize(1);
    assertThat(books.counters(Signal.SPANS)).isEqualTo(new Bookkeeping.Counters(2, 0, 1, 0, 1));
  }

  @Test
  void aRetryOfWhatWasRefusedIsNoDuplicate() {
    Pipeline pipeline = pipeline();
    shelf.refusing = true;
    assertThat(pipeline.accept(Signal.SPANS, batch(3, 1, 2)))
        .isInstanceOf(Pipeline.Result.ComeBack.class);
    assertThat(books.counters(Signal.SPANS)).isEqualTo(new Bookkeeping.Counters(0, 0, 0, 0, 0));
    shelf.refusing = false;
    assertThat(pipeline.accept(Signal.SPANS, batch(3, 1, 2)))
        .isInstanceOf(Pipeline.Result.Done.class);
    assertThat(books.counters(Signal.SPANS)).isEqualTo(new Bookkeeping.Counters(5, 0, 2, 3, 0));
  }

  @Test
  void whatIsOnlyRejectedWaitsForTheNextBatch() {
    Pipeline pipeline = pipeline();
    pipeline.accept(Signal.SPANS, batch(4));
    assertThat(shelf.kept).isEmpty();
    assertThat(books.counters(Signal.SPANS).rejected()).isEqualTo(4);
    pipeline.accept(Signal.SPANS, batch(0, 1));
    assertThat(shelf.kept.getFirst().tally().of(Signal.SPANS).rejected()).isEqualTo(4);
    assertThat(books.counters(Signal.SPANS)).isEqualTo(new Bookkeeping.Counters(5, 0, 1, 4, 0));
  }

  @Test
  void countersAddUpAtAnyMomentAndAfterACrash() {
    Seeds.check(
        200,
        seed -> {
          SplittableRandom random = new SplittableRandom(seed);
          PipelineTest run = new PipelineTest();
          Pipeline pipeline = run.pipeline();
          for (int step = 0; step < 40; step++) {
            run.shelf.refusing = random.nextInt(4) == 0;
            pipeline.accept(
                Signal.SPANS, batch(random.nextInt(3), random.ints(5, 1, 60).toArray()));
            if (random.nextInt(3) == 0) {
              run.shelf.applySome(random);
            }
            addsUp(run.books);
          }
          // The crash: the books are written anew from what is applied and what lies beyond it.
          Tally beyond =
              run.shelf.kept.subList(run.shelf.appliedCount, run.shelf.kept.size()).stream()
                  .map(CleanBatch::tally)
                  .reduce(Tally.NOTHING, Tally::plus);
          Bookkeeping after = new Bookkeeping(() -> run.shelf.applied, beyond);
          addsUp(after);
          assertThat(after.counters(Signal.SPANS).stored() + after.counters(Signal.SPANS).pending())
              .isEqualTo(run.shelf.kept.stream().mapToLong(batch -> batch.facts().size()).sum());
        });
  }

  @Test
  void lagIsTheAgeOfTheOldestBatchAReaderHasNotPassed() {
    Pipeline pipeline = pipeline();
    pipeline.accept(Signal.SPANS, batch(0, 1));
    clock.advance(Duration.ofSeconds(3));
    pipeline.accept(Signal.SPANS, batch(0, 2));
    clock.advance(Duration.ofSeconds(1));
    long now = clock.epochNanos();
    assertThat(books.lagNanos(Position.START, Position.START, now))
        .isEqualTo(Duration.ofSeconds(4).toNanos());
    assertThat(books.lagNanos(new Position(1), Position.START, now))
        .isEqualTo(Duration.ofSeconds(1).toNanos());
    assertThat(books.lagNanos(new Position(2), new Position(1), now)).isZero();
  }

  private static void addsUp(Bookkeeping books) {
    Bookkeeping.Counters counters = books.counters(Signal.SPANS);
    assertThat(counters.received())
        .isEqualTo(
            counters.stored() + counters.pending() + counters.rejected() + counters.duplicate());
  }

  private static DraftBatch batch(int rejected, int... spans) {
    List<Draft> drafts = new ArrayList<>();
    for (int span : spans) {
      drafts.add(Sketch.http(Drafts.key(1, span)).end());
    }
    return new DraftBatch(
        "default",
        Drafts.NOON,
        drafts,
        List.of(),
        List.of(),
        Tally.of(Signal.SPANS, drafts.size(), rejected, 0));
  }

  /// A journal that keeps batches in a list, refuses when told to, and applies when told to.
  private static final class Shelf implements Journal {
    private final List<CleanBatch> kept = new ArrayList<>();
    private Tally applied = Tally.NOTHING;
    private int appliedCount;
    private boolean refusing;

    @Override
    public Receipt append(CleanBatch batch) {
      if (refusing) {
        return new Receipt.Refused(Reason.BUSY, "told to", Duration.ofSeconds(1));
      }
      kept.add(batch);
      return new Receipt.Kept(end());
    }

    void applyAll() {
      while (appliedCount < kept.size()) {
        applied = applied.plus(kept.get(appliedCount++).tally());
      }
    }

    void applySome(SplittableRandom random) {
      while (appliedCount < kept.size() && random.nextBoolean()) {
        applied = applied.plus(kept.get(appliedCount++).tally());
      }
    }

    @Override
    public void attach(BatchReader reader) {
      throw new UnsupportedOperationException("nobody reads it");
    }

    @Override
    public void headings(Position from, BiConsumer<Position, BatchHeading> seen) {
      throw new UnsupportedOperationException("nobody reads it");
    }

    @Override
    public Position end() {
      return new Position(kept.size());
    }

    @Override
    public void close() {
      refusing = true;
    }
  }
}
