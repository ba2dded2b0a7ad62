// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.CleanBatch;
import io.farol.flow.Position;
import io.farol.store.embedded.Entries.Entry;
import io.farol.store.embedded.Telling.Depth;
import io.farol.testkit.Scenario;
import io.farol.testkit.Seeds;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is handed over in memory is what would be read back from the file.
class RecentRowsTest {

  private static final RecursiveComparisonConfiguration BY_VALUE =
      RecursiveComparisonConfiguration.builder()
          .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
          .build();

  private final RecentRows recent = new RecentRows();

  @TempDir private Path folder;

  @Test
  void holdsWhatTheFileHolds() {
    Seeds.check(
        4,
        seed -> {
          Path root = Files.createDirectory(folder.resolve(Long.toHexString(seed)));
          DataDirectory directory = DataDirectory.open(root);
          RecentRows rows = new RecentRows();
          try (Engine engine = Engine.start(directory, EmbeddedOptions.DEFAULTS);
              FactsReader facts =
                  new FactsReader(engine, directory, EmbeddedOptions.DEFAULTS, rows)) {
            List<CleanBatch> batches = Scenario.seeded(seed, 60).batches();
            for (int i = 0; i < batches.size(); i++) {
              facts.apply(new Position(i + 1), List.of(batches.get(i)));
            }
            facts.settle();
            Progress progress = facts.progress();
            List<Telling> tellings = rows.tellings(0, progress.nextFact());
            List<Entry> entries = rows.entries(0, progress.nextEntry());
            assertThat(tellings)
                .usingRecursiveFieldByFieldElementComparator(BY_VALUE)
                .isEqualTo(tellings(engine));
            assertThat(entries)
                .usingRecursiveFieldByFieldElementComparator(BY_VALUE)
                .isEqualTo(entries(engine));
            assertThat(entries).isNotEmpty();
          }
        });
  }

  private static List<Telling> tellings(Engine engine) throws Exception {
    List<Telling> read = new ArrayList<>();
    engine.within(() ->
        new Asking(engine.session())
            .each(
                "select " + Telling.columns(Depth.SUMS) + " from facts.span order by fact",
                List.of(),
                rows -> read.add(Telling.read(rows, Depth.SUMS))));
    return read;
  }

  private static List<Entry> entries(Engine engine) throws Exception {
    List<Entry> read = new ArrayList<>();
    engine.within(() ->
        new Asking(engine.session())
            .each(
                "select " + Entries.COLUMNS + " from facts.ledger order by entry",
                List.of(),
                rows -> read.add(Entry.read(rows))));
    return read;
  }

  @Test
  void givesARangeOnlyWhole() {
    assertThat(recent.tellings(5, 5)).isEmpty();
    assertThat(recent.tellings(0, 1)).isNull();
    recent.add(written(10, 19));
    recent.add(written(20, 29));
    assertThat(numbers(12, 25)).hasSize(13).startsWith(12L).endsWith(24L);
    assertThat(recent.tellings(9, 12)).as("begins before").isNull();
    assertThat(recent.tellings(25, 31)).as("goes on behind").isNull();
    recent.passed(22, 0);
    assertThat(recent.tellings(21, 25)).as("let go").isNull();
    assertThat(numbers(22, 30)).hasSize(8);
  }

  @Test
  void startsAgainWhereTheNumbersDoNotFollow() {
    recent.add(written(0, 99));
    recent.add(written(50, 59));
    assertThat(recent.tellings(40, 50)).as("the file has gone back").isNull();
    assertThat(numbers(50, 60)).hasSize(10);
  }

  @Test
  void letsTheOldestGoWhenNobodyComesForThem() {
    recent.add(written(0, 29_999));
    recent.add(written(30_000, 30_099));
    assertThat(recent.tellings(99, 200)).isNull();
    assertThat(numbers(100, 30_100)).hasSize(30_000);
  }

  private List<Long> numbers(long from, long to) {
    return Objects.requireNonNull(recent.tellings(from, to)).stream()
        .map(telling -> telling.fact)
        .toList();
  }

  private static RecentRows.Written written(long first, long last) {
    RecentRows.Written written = new RecentRows.Written();
    for (long fact = first; fact <= last; fact++) {
      Telling telling = new Telling();
      telling.fact = fact;
      written.tellings.add(telling);
    }
    return written;
  }
}
