// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.BatchHeading;
import io.farol.flow.BatchReader;
import io.farol.flow.CleanBatch;
import io.farol.flow.Journal;
import io.farol.flow.Position;
import io.farol.flow.RawExchange;
import io.farol.flow.Tally;
import io.farol.ingest.wire.WireIntake;
import io.farol.model.FactKey;
import io.farol.model.Outcome;
import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import io.farol.testkit.Drafts;
import io.farol.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/// What the gateway saw reaches the journal in order, and nothing grows without bound while it
/// cannot.
class CapturesTest {

  private static final String CHAT =
      "{\"model\":\"gpt-5\",\"messages\":[{\"role\":\"user\",\"content\":\"oi\"}]}";

  /// Keeps batches, after refusing some.
  private static final class Shelf implements Journal {

    final List<CleanBatch> kept = new java.util.concurrent.CopyOnWriteArrayList<>();
    int refuse;

    @Override
    public Receipt append(CleanBatch batch) {
      if (refuse > 0) {
        refuse--;
        return new Receipt.Refused(Reason.DISK_FULL, "told to", Duration.ofMillis(1));
      }
      kept.add(batch);
      return new Receipt.Kept(end());
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
    public void close() {}
  }

  private final Shelf shelf = new Shelf();
  private final ManualClock clock = ManualClock.atNoon();
  private final Captures captures =
      new Captures(
          new WireIntake(evidence -> new Outcome.Succeeded(evidence.httpStatus())),
          new Pipeline(
              new RecentKeys(1_000),
              new MessageMemory(1_000),
              Drafts.AS_IS,
              (tenant, fact) -> List.of(),
              shelf,
              new Bookkeeping(() -> Tally.NOTHING, Tally.NOTHING),
              clock),
          clock);

  private static SpanKey key(int number) {
    return new SpanKey(Drafts.key(1, 1).trace(), new SpanId(number));
  }

  private static RawExchange exchange(int number, RawExchange.Ending ending, byte[] body) {
    boolean open = ending instanceof RawExchange.Ending.Open;
    return new RawExchange(
        key(number),
        null,
        new RawExchange.Target(
            RawExchange.Parties.OUTWARDS,
            "r",
            null,
            true,
            "api.openai.com",
            443,
            "POST",
            "/v1/chat/completions",
            ""),
        Drafts.NOON,
        open ? null : 1L,
        open ? null : 2L,
        null,
        open ? null : (Integer) 200,
        new RawExchange.Part(List.of(), body, body.length),
        RawExchange.Part.NOTHING,
        ending);
  }

  /// Closed first: it works off what waits and ends.
  private void workOff() {
    captures.close();
    captures.run();
  }

  @Test
  void startsAndEndsAreKeptInOrderAndNoStartWhoseEndIsThereAlready() {
    captures.began(exchange(1, new RawExchange.Ending.Open(), new byte[0]));
    captures.began(exchange(2, new RawExchange.Ending.Open(), new byte[0]));
    captures.ended(
        exchange(
            1,
            new RawExchange.Ending.Whole(),
            CHAT.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    workOff();
    assertThat(shelf.kept)
        .flatExtracting(CleanBatch::facts)
        .extracting(fact -> fact.span().key())
        .containsExactly(FactKey.start(key(2)), FactKey.end(key(1)));
    assertThat(shelf.kept).flatExtracting(batch -> batch.messages().values()).hasSize(1);
    assertThat(captures.losses()).isEqualTo(new Captures.Losses(0, 0));
  }

  @Test
  void aStartWaitsAMomentForItsEndAndThenGoesBeforeWhatHasEnded() {
    captures.ended(exchange(1, new RawExchange.Ending.Whole(), new byte[0]));
    captures.began(exchange(2, new RawExchange.Ending.Open(), new byte[0]));
    Thread working = Thread.ofVirtual().start(captures);
    org.awaitility.Awaitility.await().until(() -> shelf.kept.size() == 1);
    captures.ended(exchange(3, new RawExchange.Ending.Whole(), new byte[0]));
    org.awaitility.Awaitility.await().until(() -> shelf.kept.size() == 2);
    clock.advance(Duration.ofMillis(25));
    org.awaitility.Awaitility.await().until(() -> shelf.kept.size() == 3);
    captures.close();
    org.awaitility.Awaitility.await().until(() -> !working.isAlive());
    assertThat(shelf.kept)
        .flatExtracting(CleanBatch::facts)
        .extracting(fact -> fact.span().key())
        .containsExactly(FactKey.end(key(1)), FactKey.end(key(3)), FactKey.start(key(2)));
  }

  @Test
  void startsGoBeforeWhatHasEnded() {
    captures.ended(exchange(1, new RawExchange.Ending.Whole(), new byte[0]));
    captures.began(exchange(2, new RawExchange.Ending.Open(), new byte[0]));
    workOff();
    assertThat(shelf.kept)
        .flatExtracting(CleanBatch::facts)
        .extracting(fact -> fact.span().key())
        .containsExactly(FactKey.start(key(2)), FactKey.end(key(1)));
  }

  @Test
  void whatAJournalRefusesIsTriedAgain() {
    shelf.refuse = 3;
    captures.began(exchange(1, new RawExchange.Ending.Open(), new byte[0]));
    clock.advance(Duration.ofSeconds(1));
    Thread working = Thread.ofVirtual().start(captures);
    org.awaitility.Awaitility.await().until(() -> shelf.kept.size() == 1);
    captures.close();
    org.awaitility.Awaitility.await().until(() -> !working.isAlive());
    assertThat(captures.losses().exchanges()).isZero();
  }

  @Test
  void pastTheBoundForBytesBodiesAreLeftOut() {
    byte[] body = new byte[1 << 20];
    for (int i = 1; i <= 70; i++) {
      captures.ended(exchange(i, new RawExchange.Ending.Whole(), body));
    }
    assertThat(captures.losses()).isEqualTo(new Captures.Losses(0, 7));
    workOff();
    assertThat(shelf.kept).flatExtracting(CleanBatch::facts).hasSize(70);
    assertThat(shelf.kept)
        .flatExtracting(CleanBatch::facts)
        .allSatisfy(fact ->
            assertThat(java.util.Objects.requireNonNull(fact.span().call()).traffic().sentBytes())
                .isEqualTo(1 << 20));
  }

  @Test
  void pastTheBoundForExchangesTheyAreLostAndCounted() {
    for (int i = 1; i <= Captures.MOST_WAITING + 5; i++) {
      captures.began(exchange(i, new RawExchange.Ending.Open(), new byte[0]));
    }
    assertThat(captures.losses().exchanges()).isEqualTo(5);
  }
}
