// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.farol.flow.BatchReader;
import io.farol.flow.CleanBatch;
import io.farol.flow.Draft;
import io.farol.flow.Position;
import io.farol.model.LedgerEntry;
import io.farol.model.MessageRef;
import io.farol.model.Scope;
import io.farol.model.SpanKey;
import io.farol.model.TimeRange;
import io.farol.store.embedded.Retention.Forgotten;
import io.farol.testkit.Drafts;
import io.farol.testkit.Records;
import io.farol.testkit.Sketch;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One batch of each kind came in on each of ten days; then time passes.
class RetentionTest {

  private static final long DAY = TimeUnit.DAYS.toNanos(1);
  private static final int DAYS = 10;

  /// Of a day, where a file is to become large.
  private static final int CALLS = 25_000;

  private static final long LAST = Drafts.NOON + (DAYS - 1) * DAY;
  private static final Scope SCOPE = new Scope(Scope.DEFAULT_TENANT, null);
  private static final EmbeddedOptions OPTIONS =
      new EmbeddedOptions(
          64 << 20, 2, 2, EmbeddedOptions.DEFAULTS.deadline(), 1, 0, Duration.ZERO, 100_000);

  @TempDir private Path root;
  private final List<MessageRef> refs = new ArrayList<>();
  private long position;

  private Path data() {
    return root.resolve("data");
  }

  private EmbeddedStore filled() {
    EmbeddedStore store = EmbeddedStore.open(data(), OPTIONS);
    for (int day = 0; day < DAYS; day++) {
      long at = Drafts.NOON + day * DAY;
      int number = day;
      SpanKey key = Drafts.key(day + 1, 1);
      CleanBatch spans =
          Drafts.batch(
                  Scope.DEFAULT_TENANT,
                  at,
                  List.of(Sketch.model(key).at(at).asks("question " + day).answers("ok").end()))
              .rated((tenant, fact) ->
                  List.of(
                      new LedgerEntry.Unpriced(
                          Drafts.id("a" + number),
                          key,
                          at,
                          "input",
                          BigDecimal.ONE,
                          "token",
                          "no price")));
      spans.facts().forEach(fact -> refs.addAll(fact.messages()));
      apply(store, spans);
      apply(store, Records.metrics(at, Records.gauge("queue", at, day)));
    }
    return store;
  }

  private void apply(EmbeddedStore store, CleanBatch batch) {
    position++;
    for (BatchReader reader : store.readers()) {
      reader.apply(new Position(position), List.of(batch));
      reader.settle();
    }
  }

  private static TimeRange range(int fromDay, int toDay) {
    long midnight = Math.floorDiv(Drafts.NOON, DAY) * DAY;
    return new TimeRange(midnight + fromDay * DAY, midnight + toDay * DAY);
  }

  private static long exchanges(EmbeddedStore store, int fromDay, int toDay) {
    return store.summary(SCOPE, range(fromDay, toDay)).value().exchanges();
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.list(data().resolve("content"))) {
      return files.filter(file -> file.toString().endsWith(".duckdb")).count();
    }
  }

  @Test
  void eachClassGoesWhenItsTimeIsOver() throws IOException {
    try (EmbeddedStore store = filled()) {
      assertThat(exchanges(store, 0, DAYS)).isEqualTo(DAYS);
      assertThat(files()).isEqualTo(DAYS);

      Forgotten dropped = store.forget(new Retention(2, 5, 3, 4, 7), LAST);

      assertThat(dropped).isEqualTo(new Forgotten(DAYS - 3, DAYS - 6, 0, DAYS - 5, DAYS - 8));
      assertThat(files()).isEqualTo(3);
      assertThat(store.fetch(refs)).hasSize(3 + 1);
      assertThat(exchanges(store, 0, 4)).isZero();
      assertThat(exchanges(store, 4, DAYS)).isEqualTo(6);
      assertThat(store.findTrace(SCOPE, Drafts.key(4, 1).trace(), null)).isEmpty();
      assertThat(store.findTrace(SCOPE, Drafts.key(5, 1).trace(), null)).isPresent();
      assertThat(store.unpriced(SCOPE, range(0, 2)).value()).isEmpty();
      assertThat(store.unpriced(SCOPE, range(2, DAYS)).value())
          .singleElement()
          .satisfies(missing -> assertThat(missing.exchanges()).isEqualTo(8));

      assertThat(store.forget(new Retention(2, 5, 3, 4, 7), LAST).isNothing()).isTrue();
    }
  }

  @Test
  void intakeGoesOnAndSumsAreOfWhatIsLeft() {
    try (EmbeddedStore store = filled()) {
      store.forget(new Retention(1, 1, 1, 1, 1), LAST);
      apply(
          store,
          Drafts.batch(
              Scope.DEFAULT_TENANT,
              LAST,
              List.of(Sketch.model(Drafts.key(99, 1)).at(LAST).asks("more").end())));
      assertThat(exchanges(store, 0, DAYS)).isEqualTo(3);
    }
    try (EmbeddedStore again = EmbeddedStore.open(data(), OPTIONS)) {
      assertThat(exchanges(again, 0, DAYS)).isEqualTo(3);
    }
  }

  @Test
  void aClockThatIsWrongDoesNotCount() {
    try (EmbeddedStore store = EmbeddedStore.open(data(), OPTIONS)) {
      long longAgo = Drafts.NOON - 4_000 * DAY;
      apply(store, Drafts.batch(Sketch.model(Drafts.key(1, 1)).at(longAgo).asks("when?").end()));
      store.forget(new Retention(1, 1, 1, 1, 1), Drafts.NOON);
      assertThat(exchanges(store, -4_001, -3_999)).isEqualTo(1);
      assertThat(store.findTrace(SCOPE, Drafts.key(1, 1).trace(), null)).isPresent();
    }
  }

  @Test
  void muchThatWasDroppedGivesTheDiskBack() throws IOException {
    Path facts = data().resolve("facts.duckdb");
    EmbeddedOptions small = OPTIONS.withReserveBytes(0);
    SplittableRandom random = new SplittableRandom(7);
    try (EmbeddedStore store = EmbeddedStore.open(data(), small)) {
      for (int day = 0; day < DAYS; day++) {
        long at = Drafts.NOON + day * DAY;
        List<Draft> many = new ArrayList<>();
        for (int i = 1; i <= CALLS; i++) {
          many.add(
              Sketch.model(Drafts.key(day * 100_000L + i, 1))
                  .at(at + i)
                  .named("call " + Long.toString(random.nextLong(), 36))
                  .end());
        }
        apply(store, Drafts.batch(Scope.DEFAULT_TENANT, at, many));
      }
      long before = Files.size(facts);

      // A checkpoint that meets a question's transaction is made the next time.
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> {
            store.forget(new Retention(1, 1, 1, 1, 1), LAST + DAY);
            return Files.size(facts) < before / 2;
          });

      assertThat(exchanges(store, 0, DAYS)).isEqualTo(CALLS);
      apply(
          store,
          Drafts.batch(
              Scope.DEFAULT_TENANT,
              LAST,
              List.of(Sketch.model(Drafts.key(99_999_999, 1)).at(LAST).end())));
      assertThat(exchanges(store, 0, DAYS)).isEqualTo(CALLS + 1);
      assertThat(store.troubles()).isEmpty();
    }
    try (EmbeddedStore again = EmbeddedStore.open(data(), small)) {
      assertThat(exchanges(again, 0, DAYS)).isEqualTo(CALLS + 1);
      assertThat(again.readers().getFirst().position()).isEqualTo(new Position(position));
    }
  }

  @Test
  void nothingGoesWhileTheFilesAreCopied() throws IOException {
    try (EmbeddedStore store = filled()) {
      try (HeldFiles held = store.hold()) {
        assertThat(held.parts()).isNotEmpty();
        assertThat(store.forget(new Retention(1, 1, 1, 1, 1), LAST).isNothing()).isTrue();
        assertThat(files()).isEqualTo(DAYS);
      }
      assertThat(store.forget(new Retention(1, 1, 1, 1, 1), LAST).contentDays()).isEqualTo(8);
    }
  }

  @Test
  void classesThatNeedOthersAreKeptAsLong() {
    assertThatThrownBy(() -> new Retention(30, 20, 1, 1, 100))
        .hasMessageContaining("retention.spans is 20 days; it must be at least 30");
    assertThatThrownBy(() -> new Retention(30, 90, 1, 1, 89))
        .hasMessageContaining("retention.ledger is 89 days; it must be at least 90");
  }
}
