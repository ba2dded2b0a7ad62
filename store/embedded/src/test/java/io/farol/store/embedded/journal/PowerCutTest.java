// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.farol.flow.Journal.Receipt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// What was acknowledged is there after the power was cut, once. The same story on a disk whose
/// force does nothing loses batches: the harness can see it.
class PowerCutTest {

  private static final int ROUNDS = 40;
  private static final int SENDERS = 4;

  private static final JournalOptions SMALL =
      new JournalOptions(20_000, 1 << 20, 1 << 20, 0, 8_000, 4_000, Set.of());

  private record Story(Set<Long> acknowledged, Set<Long> sent, List<Long> found) {

    List<Long> lost() {
      return acknowledged.stream().filter(number -> !found.contains(number)).sorted().toList();
    }
  }

  @Test
  void everyAcknowledgedBatchIsFoundOnce() throws Exception {
    long seed = System.nanoTime();
    for (int round = 0; round < ROUNDS; round++) {
      SplittableRandom random = new SplittableRandom(seed + round);
      Story story = live(ForgetfulFiles.honest(), random);

      assertThat(story.lost()).as("lost, seed %d", seed + round).isEmpty();
      assertThat(story.found()).as("found, seed %d", seed + round).doesNotHaveDuplicates();
      assertThat(story.sent()).as("sent, seed %d", seed + round).containsAll(story.found());
      assertThat(story.acknowledged()).isNotEmpty();
    }
  }

  @Test
  void withoutTheForceSomethingIsLost() throws Exception {
    long seed = System.nanoTime();
    int lost = 0;
    for (int round = 0; round < ROUNDS; round++) {
      lost += live(ForgetfulFiles.forceless(), new SplittableRandom(seed + round)).lost().size();
    }

    assertThat(lost).as("batches lost without a force, seed %d", seed).isPositive();
  }

  private static Story live(ForgetfulFiles disk, SplittableRandom random) throws Exception {
    Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
    Set<Long> sent = ConcurrentHashMap.newKeySet();
    AtomicLong numbers = new AtomicLong();
    int enough = random.nextInt(1, 300);
    SegmentedJournal journal = new SegmentedJournal(disk, SMALL);
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      SplittableRandom own = random.split();
      senders.add(
          Thread.ofVirtual()
              .start(() -> {
                Receipt receipt;
                do {
                  long number = numbers.incrementAndGet();
                  sent.add(number);
                  receipt = journal.append(Batches.numbered(number, own.nextInt(1, 2_000)));
                  if (receipt instanceof Receipt.Kept) {
                    acknowledged.add(number);
                  }
                } while (receipt instanceof Receipt.Kept);
              }));
    }
    await().until(() -> acknowledged.size() >= enough);
    ForgetfulFiles after = disk.cutPower(random);
    for (Thread sender : senders) {
      sender.join();
    }
    journal.close();
    return new Story(acknowledged, sent, read(after));
  }

  private static List<Long> read(ForgetfulFiles disk) throws IOException {
    CollectingReader reader = new CollectingReader();
    try (SegmentedJournal journal = new SegmentedJournal(disk, SMALL)) {
      journal.append(Batches.numbered(0));
      journal.attach(reader);
      await().until(() -> reader.position().equals(journal.end()));
    }
    return reader.numbers().stream().filter(number -> number != 0).toList();
  }
}
