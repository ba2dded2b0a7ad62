// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import io.farol.flow.Journal.Reason;
import io.farol.flow.Journal.Receipt;
import io.farol.flow.Position;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentedJournalTest {

  /// Segments of about five batches, a tail of about one.
  private static final JournalOptions SMALL =
      new JournalOptions(1_000, 4_000, 2_000, 0, 600, 200, Set.of());

  private final ForgetfulFiles disk = ForgetfulFiles.honest();

  private SegmentedJournal open() throws IOException {
    return new SegmentedJournal(disk, SMALL);
  }

  private static Position keep(SegmentedJournal journal, long number) {
    Receipt receipt = journal.append(Batches.numbered(number, 100));
    assertThat(receipt).as("batch %d", number).isInstanceOf(Receipt.Kept.class);
    return ((Receipt.Kept) receipt).position();
  }

  private static void keep(SegmentedJournal journal, int from, int to) {
    LongStream.rangeClosed(from, to).forEach(number -> keep(journal, number));
  }

  private static Reason refusal(Receipt receipt) {
    assertThat(receipt).isInstanceOf(Receipt.Refused.class);
    return ((Receipt.Refused) receipt).reason();
  }

  private static List<Long> numbers(int from, int to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  private static void attach(SegmentedJournal journal, CollectingReader reader) {
    journal.attach(reader);
    await().until(() -> reader.position().equals(journal.end()));
  }

  private long segments() throws IOException {
    return disk.list().stream().filter(name -> Segment.baseOf(name) != null).count();
  }

  @Test
  void positionsGrowAndGoOnAfterReopening() throws IOException {
    List<Position> positions = new ArrayList<>();
    try (SegmentedJournal journal = open()) {
      for (int i = 1; i <= 12; i++) {
        positions.add(keep(journal, i));
      }
      assertThat(journal.end()).isEqualTo(positions.getLast());
    }
    try (SegmentedJournal journal = open()) {
      assertThat(journal.end()).isEqualTo(positions.getLast());
      positions.add(keep(journal, 13));
    }
    assertThat(positions).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aReaderGetsWhatLiesOnDiskThenWhatComes() throws IOException {
    CollectingReader reader = new CollectingReader();
    try (SegmentedJournal journal = open()) {
      keep(journal, 1, 20);
      attach(journal, reader);
      keep(journal, 21, 30);
      await().until(() -> reader.position().equals(journal.end()));
    }
    assertThat(reader.numbers()).isEqualTo(numbers(1, 30));
  }

  @Test
  void aReaderGoesOnFromItsOwnPosition() throws IOException {
    try (SegmentedJournal journal = open()) {
      keep(journal, 1, 6);
      CollectingReader late = new CollectingReader("facts", true, journal.end());
      keep(journal, 7, 9);
      attach(journal, late);
      assertThat(late.numbers()).isEqualTo(numbers(7, 9));
    }
  }

  @Test
  void aFailingReaderIsTriedAgainAndHoldsUpNobody() throws IOException {
    CollectingReader failing = new CollectingReader("facts", true, Position.START);
    CollectingReader other = new CollectingReader("content", true, Position.START);
    failing.failTimes(3);
    try (SegmentedJournal journal = open()) {
      journal.attach(failing);
      journal.attach(other);
      keep(journal, 1, 5);
      await().until(() -> other.position().equals(journal.end()));
      await().until(() -> failing.position().equals(journal.end()));
    }
    assertThat(failing.numbers()).isEqualTo(numbers(1, 5));
    assertThat(other.numbers()).isEqualTo(numbers(1, 5));
  }

  @Test
  void aSegmentGoesWhenItsLastDurableReaderHasPassedIt() throws IOException {
    CollectingReader facts = new CollectingReader("facts", true, Position.START);
    CollectingReader board = new CollectingReader("board", false, Position.START);
    CollectingReader content = new CollectingReader("content", true, Position.START);
    try (SegmentedJournal journal =
        new SegmentedJournal(disk, SMALL.awaiting(Set.of("facts", "content")))) {
      keep(journal, 1, 30);
      long all = segments();
      attach(journal, board);
      attach(journal, facts);
      assertThat(segments()).as("content is awaited").isEqualTo(all).isGreaterThan(3);

      attach(journal, content);
      await().untilAsserted(() -> assertThat(segments()).isEqualTo(1));
    }
    assertThat(content.numbers()).isEqualTo(numbers(1, 30));
  }

  @Test
  void whatWaitsIsForcedTogether() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    try (SegmentedJournal journal =
        new SegmentedJournal(disk, JournalOptions.DEFAULTS.withReserveBytes(0))) {
      int before = disk.forces();
      disk.holdForces(held);
      List<Thread> senders = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        int number = i;
        senders.add(Thread.ofVirtual().start(() -> keep(journal, number)));
      }
      await().until(() -> journal.queuedBytes() > 20 * 100);
      held.countDown();
      for (Thread sender : senders) {
        sender.join();
      }
      assertThat(disk.forces() - before).isBetween(1, 2 + 1);
    }
  }

  @Test
  void aFullQueueRefuses() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    try (SegmentedJournal journal = open()) {
      disk.holdForces(held);
      Thread first = Thread.ofVirtual().start(() -> journal.append(Batches.numbered(1, 1_800)));
      Thread second = Thread.ofVirtual().start(() -> journal.append(Batches.numbered(2, 1_800)));
      await().until(() -> journal.queuedBytes() > 3_600);

      assertThat(refusal(journal.append(Batches.numbered(3, 1_800)))).isEqualTo(Reason.BUSY);

      held.countDown();
      first.join();
      second.join();
      keep(journal, 4);
    }
  }

  @Test
  void aBatchTooLargeIsRefused() throws IOException {
    try (SegmentedJournal journal = open()) {
      assertThat(refusal(journal.append(Batches.numbered(1, 3_000)))).isEqualTo(Reason.TOO_LARGE);
      keep(journal, 2);
    }
  }

  @Test
  void headingsOfAJournalThatIsGoneAreNoneAndNoDamage() throws IOException {
    JournalOptions awaiting = SMALL.awaiting(Set.of("reader"));
    Position end;
    try (SegmentedJournal journal = new SegmentedJournal(disk, awaiting)) {
      keep(journal, 1, 12);
      end = journal.end();
    }
    try (SegmentedJournal journal = new SegmentedJournal(disk, awaiting)) {
      attach(journal, new CollectingReader("reader", true, end));
      await().until(() -> segments() == 1);
    }
    try (SegmentedJournal journal = new SegmentedJournal(disk, awaiting)) {
      journal.headings(Position.START, (at, heading) -> fail("nothing is left, but " + at));
      assertThat(journal.damages()).isEmpty();
    }
  }

  @Test
  void aClosedJournalRefuses() throws IOException {
    SegmentedJournal journal = open();
    journal.close();
    assertThat(refusal(journal.append(Batches.numbered(1)))).isEqualTo(Reason.CLOSING);
  }

  @Test
  void theReserveOfFreeDiskIsLeftAlone() throws IOException {
    try (SegmentedJournal journal = new SegmentedJournal(disk, SMALL.withReserveBytes(1_000_000))) {
      keep(journal, 1);
      disk.free(1_000_010);
      assertThat(refusal(journal.append(Batches.numbered(2)))).isEqualTo(Reason.DISK_FULL);
      assertThat(journal.refusal())
          .as("told while there is no room for what was refused")
          .contains("make room");
      disk.free(2_000_000);
      assertThat(journal.refusal()).as("there is room, nothing was sent yet").isNull();
      keep(journal, 3);
      disk.free(1_000_010);
      assertThat(journal.refusal()).as("above the reserve, nothing was refused").isNull();

      CollectingReader reader = new CollectingReader();
      attach(journal, reader);
      assertThat(reader.numbers()).containsExactly(1L, 3L);
    }
  }

  @Test
  void aWriteThatFailsHalfwayLeavesNothing() throws IOException {
    CollectingReader reader = new CollectingReader();
    try (SegmentedJournal journal = open()) {
      keep(journal, 1);
      disk.failWrites("no space left on device");
      assertThat(refusal(journal.append(Batches.numbered(2)))).isEqualTo(Reason.IO_ERROR);
      disk.failWrites(null);
      keep(journal, 3);
    }
    try (SegmentedJournal journal = open()) {
      attach(journal, reader);
      assertThat(journal.damages()).isEmpty();
    }
    assertThat(reader.numbers()).containsExactly(1L, 3L);
  }

  @Test
  void aForceThatFailsLeavesNothingEvenWhenTheTailCannotBeCutAtOnce() throws IOException {
    CollectingReader reader = new CollectingReader();
    try (SegmentedJournal journal = open()) {
      keep(journal, 1);
      disk.failForces("input/output error");
      disk.failTruncates("input/output error");
      assertThat(refusal(journal.append(Batches.numbered(2)))).isEqualTo(Reason.IO_ERROR);
      disk.failForces(null);
      assertThat(refusal(journal.append(Batches.numbered(3)))).isEqualTo(Reason.IO_ERROR);
      disk.failTruncates(null);
      keep(journal, 4);
      attach(journal, reader);
    }
    assertThat(reader.numbers()).containsExactly(1L, 4L);
  }

  @Test
  void aTornTailIsCutOffAndReported() throws IOException {
    long end;
    try (SegmentedJournal journal = open()) {
      keep(journal, 1, 2);
      end = journal.end().value();
    }
    ByteBuffer half = ByteBuffer.allocate(40);
    half.putInt(500).putInt(7).putLong(end + Frame.HEADER + 500);
    disk.add(Segment.nameOf(0), half.array());

    CollectingReader reader = new CollectingReader();
    try (SegmentedJournal journal = open()) {
      attach(journal, reader);
      assertThat(journal.damages())
          .singleElement()
          .satisfies(damage -> {
            assertThat(damage.file()).isEqualTo(Segment.nameOf(0));
            assertThat(damage.bytes()).isEqualTo(40);
            assertThat(damage.what()).contains("torn tail");
            assertThat(damage.mayBeLoss()).isFalse();
          });
    }
    assertThat(reader.numbers()).containsExactly(1L, 2L);
  }

  @Test
  void aFlippedBitInTheLastBatchIsReportedAsAPossibleLoss() throws IOException {
    Position first;
    Position last;
    try (SegmentedJournal journal = open()) {
      first = keep(journal, 1);
      last = keep(journal, 2);
    }
    disk.damage(Segment.nameOf(0), (int) first.value() + Segment.HEADER + Frame.HEADER + 10);

    try (SegmentedJournal journal = open()) {
      assertThat(journal.damages())
          .singleElement()
          .satisfies(damage -> assertThat(damage.mayBeLoss()).isTrue());
      CollectingReader ahead = new CollectingReader("facts", true, last);
      attach(journal, ahead);
      assertThat(keep(journal, 3)).isGreaterThan(last);
      await().until(() -> ahead.position().equals(journal.end()));
      assertThat(ahead.numbers()).containsExactly(3L);
    }
  }

  @Test
  void aReaderIsToldWhatCannotBeHandedOver() throws IOException {
    Position second;
    Position third;
    try (SegmentedJournal journal = open()) {
      keep(journal, 1);
      second = keep(journal, 2);
      third = keep(journal, 3);
      keep(journal, 4, 20);
    }
    disk.damage(Segment.nameOf(0), (int) second.value() + Segment.HEADER + Frame.HEADER + 10);
    CollectingReader reader = new CollectingReader();
    try (SegmentedJournal journal = open()) {
      attach(journal, reader);
    }
    assertThat(reader.gaps()).containsExactly(new CollectingReader.Gap(second, third));
  }

  @Test
  void aReaderIsToldThatWhatItNeedsIsGone() throws IOException {
    try (SegmentedJournal journal = open()) {
      keep(journal, 1, 20);
      attach(journal, new CollectingReader());
    }
    CollectingReader anew = new CollectingReader();
    try (SegmentedJournal journal = open()) {
      attach(journal, anew);
    }
    assertThat(anew.gaps())
        .singleElement()
        .satisfies(gap -> assertThat(gap.from()).isEqualTo(Position.START));
    assertThat(anew.numbers().getFirst()).isGreaterThan(1L);
  }

  @Test
  void aReaderFromTheStartOfAJournalThatHoldsNothingIsToldSo() throws IOException {
    try (SegmentedJournal journal = open()) {
      keep(journal, 1, 20);
    }
    try (SegmentedJournal journal = open()) {
      attach(journal, new CollectingReader());
      assertThat(segments()).isEqualTo(1);
    }
    CollectingReader anew = new CollectingReader();
    try (SegmentedJournal journal = open()) {
      journal.attach(anew);
      await().until(() -> !anew.gaps().isEmpty());
      assertThat(anew.gaps())
          .containsExactly(new CollectingReader.Gap(Position.START, journal.end()));
      keep(journal, 21);
      await().until(() -> anew.position().equals(journal.end()));
    }
    assertThat(anew.numbers()).containsExactly(21L);
  }

  @Test
  void aReaderThatHasGoneBackIsHandedEverythingFromThereAgain() throws IOException {
    CollectingReader reader = new CollectingReader();
    try (SegmentedJournal journal = open()) {
      Position first = keep(journal, 1);
      keep(journal, 2, 3);
      attach(journal, reader);
      reader.goBack(first);
      keep(journal, 4);
      await().until(() -> reader.position().equals(journal.end()));
    }
    assertThat(reader.numbers()).containsExactly(1L, 2L, 3L, 2L, 3L, 4L);
  }

  @Test
  void damageInTheMiddleIsReportedAndTheRestIsRead() throws IOException {
    Position second;
    try (SegmentedJournal journal = open()) {
      keep(journal, 1);
      second = keep(journal, 2);
      keep(journal, 3, 20);
    }
    int inTheThird = (int) second.value() + Segment.HEADER + Frame.HEADER + 10;
    disk.damage(Segment.nameOf(0), inTheThird);

    CollectingReader reader = new CollectingReader();
    try (SegmentedJournal journal = open()) {
      attach(journal, reader);
      assertThat(journal.damages())
          .singleElement()
          .satisfies(damage -> {
            assertThat(damage.file()).isEqualTo(Segment.nameOf(0));
            assertThat(damage.offset()).isEqualTo(second.value() + Segment.HEADER);
          });
    }
    List<Long> rest = new ArrayList<>(numbers(1, 20));
    rest.remove(3L);
    assertThat(reader.numbers()).isEqualTo(rest);
  }

  @Test
  void damageInTheLastSegmentDoesNotCostWhatFollowsIt() throws IOException {
    Position first;
    try (SegmentedJournal journal = open()) {
      first = keep(journal, 1);
      keep(journal, 2, 4);
    }
    disk.damage(Segment.nameOf(0), (int) first.value() + Segment.HEADER + 1);

    CollectingReader reader = new CollectingReader();
    try (SegmentedJournal journal = open()) {
      attach(journal, reader);
      assertThat(journal.damageCount()).isEqualTo(1);
    }
    assertThat(reader.numbers()).containsExactly(1L, 3L, 4L);
  }

  @Test
  void aSegmentOfANewerFormatIsRefusedByName() {
    disk.add(
        Segment.nameOf(0), ByteBuffer.allocate(16).putInt(0x46524C4A).putInt(9).putLong(0).array());
    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(Segment.nameOf(0))
        .hasMessageContaining("newer Farol");
  }

  @Test
  void aJournalThatWasRemovedGoesOnPastItsReaders() throws IOException {
    CollectingReader reader = new CollectingReader("facts", true, new Position(5_000));
    try (SegmentedJournal journal = open()) {
      attach(journal, reader);
      assertThat(keep(journal, 1).value()).isGreaterThan(5_000);
      await().until(() -> reader.position().equals(journal.end()));
    }
    assertThat(reader.numbers()).containsExactly(1L);
  }

  @Test
  void aReaderOfAnotherDataDirectoryIsRefused() throws IOException {
    try (SegmentedJournal journal = open()) {
      keep(journal, 1);
      CollectingReader foreign = new CollectingReader("facts", true, new Position(5_000));
      assertThatThrownBy(() -> journal.attach(foreign))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("facts stands at 5000");
    }
  }

  @Test
  void worksOnTheDiskOfThisMachine(@TempDir Path directory) {
    CollectingReader reader = new CollectingReader();
    JournalOptions options = SMALL;
    try (SegmentedJournal journal = SegmentedJournal.open(directory, options)) {
      keep(journal, 1, 20);
    }
    try (SegmentedJournal journal = SegmentedJournal.open(directory, options)) {
      keep(journal, 21);
      attach(journal, reader);
      assertThat(journal.positions()).containsEntry("facts", journal.end());
    }
    assertThat(reader.numbers()).isEqualTo(numbers(1, 21));
  }
}
