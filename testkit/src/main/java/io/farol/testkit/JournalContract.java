// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.farol.flow.BatchHeading;
import io.farol.flow.CleanBatch;
import io.farol.flow.Journal;
import io.farol.flow.Journal.Receipt;
import io.farol.flow.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every [Journal] must do. A backend's test extends this class and says how it is opened.
public abstract class JournalContract {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path root;

  private final Map<Journal, Path> opened = new LinkedHashMap<>();

  /// Opens the journal that lies in this directory, a new one where it is empty.
  ///
  /// @throws Exception when it cannot be opened: the test fails
  protected abstract Journal open(Path directory) throws Exception;

  /// Whether a journal that is opened again still has what it kept.
  protected boolean durable() {
    return true;
  }

  @Test
  void beginsAtTheStart() {
    assertThat(journal().end()).isEqualTo(Position.START);
  }

  @Test
  void keepsBatchesAtGrowingPositions() {
    Journal journal = journal();
    List<Position> positions = append(journal, batches(0, 50));
    assertThat(positions).isSorted().doesNotHaveDuplicates().doesNotContain(Position.START);
    assertThat(journal.end()).isEqualTo(positions.getLast());
  }

  @Test
  void handsOverWhatWasThereAndWhatComes() {
    Journal journal = journal();
    List<CleanBatch> batches = batches(0, 60);
    append(journal, batches.subList(0, 30));
    RecordingReader reader = RecordingReader.passing("reader", Position.START);
    journal.attach(reader);
    append(journal, batches.subList(30, 60));
    awaitEnd(journal, reader);
    assertThat(reader.batches()).isEqualTo(batches);
    assertThat(reader.positions()).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void handsOverWhatComesToAReaderThatWaits() {
    Journal journal = journal();
    RecordingReader reader = RecordingReader.passing("reader", Position.START);
    journal.attach(reader);
    for (CleanBatch batch : batches(0, 5)) {
      append(journal, List.of(batch));
      awaitEnd(journal, reader);
    }
    assertThat(reader.batches()).isEqualTo(batches(0, 5));
  }

  @Test
  void showsHeadingsFromAnyPosition() {
    Journal journal = journal();
    List<CleanBatch> batches = batches(0, 40);
    List<Position> positions = append(journal, batches);
    for (int from : List.of(0, 1, 17, 40)) {
      Map<Position, BatchHeading> seen = new LinkedHashMap<>();
      journal.headings(from == 0 ? Position.START : positions.get(from - 1), seen::put);
      assertThat(List.copyOf(seen.keySet())).isEqualTo(positions.subList(from, 40));
      assertThat(List.copyOf(seen.values()))
          .isEqualTo(
              batches.subList(from, 40).stream()
                  .map(batch ->
                      new BatchHeading(
                          batch.tenant(),
                          batch.facts().stream().map(fact -> fact.span().key()).toList(),
                          batch.tally()))
                  .toList());
    }
  }

  @Test
  void goesOnAfterAnyPosition() {
    Journal journal = journal();
    List<CleanBatch> batches = batches(0, 20);
    List<Position> positions = append(journal, batches);
    List<RecordingReader> readers =
        positions.stream()
            .map(from -> RecordingReader.passing("from " + from.value(), from))
            .toList();
    readers.forEach(journal::attach);
    for (int i = 0; i < readers.size(); i++) {
      RecordingReader reader = readers.get(i);
      awaitEnd(journal, reader);
      assertThat(reader.batches()).as(reader.name()).isEqualTo(batches.subList(i + 1, 20));
    }
  }

  @Test
  void keepsWhatADurableReaderHasNotPassed() {
    Journal journal = journal();
    List<CleanBatch> batches = batches(0, 40);
    RecordingReader slow = RecordingReader.durable("slow", Position.START).failing(3);
    RecordingReader quick = RecordingReader.durable("quick", Position.START);
    journal.attach(quick);
    journal.attach(slow);
    append(journal, batches);
    awaitEnd(journal, quick);
    awaitEnd(journal, slow);
    assertThat(slow.batches()).isEqualTo(batches);
  }

  @Test
  void triesAFailingReaderAgainWithNothingLostOrDoubled() {
    Journal journal = journal();
    append(journal, batches(0, 10));
    RecordingReader reader = RecordingReader.passing("failing", Position.START).failing(3);
    journal.attach(reader);
    append(journal, batches(10, 20));
    awaitEnd(journal, reader);
    assertThat(reader.failed()).isEqualTo(3);
    assertThat(reader.batches()).isEqualTo(batches(0, 20));
  }

  @Test
  void holdsUpNobodyForAReaderThatFails() {
    Journal journal = journal();
    RecordingReader broken =
        RecordingReader.passing("broken", Position.START).failing(Integer.MAX_VALUE);
    RecordingReader sound = RecordingReader.passing("sound", Position.START);
    journal.attach(broken);
    journal.attach(sound);
    append(journal, batches(0, 30));
    awaitEnd(journal, sound);
    await().atMost(PATIENCE).until(() -> broken.failed() > 1);
    append(journal, batches(30, 40));
    awaitEnd(journal, sound);
    assertThat(sound.batches()).isEqualTo(batches(0, 40));
    assertThat(broken.batches()).isEmpty();
  }

  @Test
  void refusesWhenClosed() {
    Journal journal = journal();
    append(journal, batches(0, 3));
    journal.close();
    assertThat(journal.append(batch(4)))
        .isInstanceOfSatisfying(
            Receipt.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(Journal.Reason.CLOSING);
              assertThat(refused.detail()).isNotBlank();
              assertThat(refused.retryAfter()).isPositive();
            });
  }

  @Test
  void appliesNothingOnceItIsClosed() {
    Journal journal = journal();
    RecordingReader reader = RecordingReader.passing("reader", Position.START);
    journal.attach(reader);
    append(journal, batches(0, 20));
    journal.close();
    List<CleanBatch> seen = reader.batches();
    assertThat(seen).isEqualTo(batches(0, 20).subList(0, seen.size()));
    assertThat(journal.append(batch(21))).isInstanceOf(Receipt.Refused.class);
    assertThat(reader.batches()).isEqualTo(seen);
  }

  @Test
  void takesBatchesFromManyThreads() throws Exception {
    Journal journal = journal();
    RecordingReader reader = RecordingReader.passing("reader", Position.START);
    journal.attach(reader);
    List<Callable<List<Position>>> writers =
        IntStream.range(0, 8)
            .<Callable<List<Position>>>mapToObj(
                writer -> () -> append(journal, batches(writer * 100, writer * 100 + 40)))
            .toList();
    Map<Position, CleanBatch> kept = new TreeMap<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<List<Position>>> receipts = threads.invokeAll(writers);
      for (int writer = 0; writer < receipts.size(); writer++) {
        List<Position> positions = receipts.get(writer).get();
        assertThat(positions).isSorted();
        List<CleanBatch> batches = batches(writer * 100, writer * 100 + 40);
        for (int i = 0; i < positions.size(); i++) {
          kept.put(positions.get(i), batches.get(i));
        }
      }
    }
    assertThat(kept).as("no position twice").hasSize(8 * 40);
    awaitEnd(journal, reader);
    assertThat(reader.batches()).isEqualTo(List.copyOf(kept.values()));
  }

  @Test
  void keepsBatchesOfEverySizeAndKind() {
    List<CleanBatch> batches = new ArrayList<>(Scenario.seeded(21, 20).batches());
    batches.add(Drafts.batch());
    batches.add(Drafts.batch(Sketch.model(Drafts.key(1, 1)).asks("ação ".repeat(100_000)).end()));
    Journal journal = journal();
    append(journal, batches);
    RecordingReader reader = RecordingReader.passing("reader", Position.START);
    journal.attach(reader);
    awaitEnd(journal, reader);
    assertThat(reader.batches()).isEqualTo(batches);
  }

  @Test
  void hasAfterAnotherStartWhatItKept() {
    Journal journal = journal();
    List<Position> positions = append(journal, batches(0, 25));
    Journal again = reopened(journal);
    if (!durable()) {
      assertThat(again.end()).isEqualTo(Position.START);
      return;
    }
    assertThat(again.end()).isEqualTo(positions.getLast());
    List<Position> further = append(again, batches(25, 30));
    assertThat(further.getFirst()).isGreaterThan(positions.getLast());
    RecordingReader all = RecordingReader.passing("all", Position.START);
    again.attach(all);
    awaitEnd(again, all);
    assertThat(all.batches()).isEqualTo(batches(0, 30));
  }

  /// A new, empty journal; closed after the test.
  protected final Journal journal() {
    try {
      return opened(Files.createTempDirectory(root, "journal"));
    } catch (IOException e) {
      throw new AssertionError("no directory for a journal below " + root, e);
    }
  }

  private Journal reopened(Journal journal) {
    journal.close();
    Path directory = opened.remove(journal);
    if (directory == null) {
      throw new AssertionError("not a journal of this test: " + journal);
    }
    return opened(directory);
  }

  private Journal opened(Path directory) {
    try {
      Journal journal = open(directory);
      opened.put(journal, directory);
      return journal;
    } catch (Exception e) {
      throw new AssertionError("cannot open a journal in " + directory, e);
    }
  }

  @AfterEach
  void closeAll() {
    opened.keySet().forEach(Journal::close);
  }

  private static List<Position> append(Journal journal, List<CleanBatch> batches) {
    List<Position> positions = new ArrayList<>();
    for (CleanBatch batch : batches) {
      switch (journal.append(batch)) {
        case Receipt.Kept kept -> positions.add(kept.position());
        case Receipt.Refused refused -> throw new AssertionError("not kept: " + refused);
      }
    }
    return positions;
  }

  private static void awaitEnd(Journal journal, RecordingReader reader) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(2))
        .untilAsserted(() -> assertThat(reader.position()).isEqualTo(journal.end()));
  }

  private static List<CleanBatch> batches(int from, int to) {
    return IntStream.range(from, to).mapToObj(JournalContract::batch).toList();
  }

  private static CleanBatch batch(int number) {
    return Drafts.batch(
        "default",
        Drafts.NOON + number,
        List.of(Sketch.model(Drafts.key(1, number + 1)).asks("número " + number).end()));
  }
}
