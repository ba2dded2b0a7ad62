// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.CleanBatch;
import io.farol.flow.Position;
import io.farol.testkit.Drafts;
import io.farol.testkit.MemoryJournal;
import io.farol.testkit.Sketch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayTest {

  private final List<CleanBatch> seen = new ArrayList<>();

  @Test
  void itShowsWhatLayThereFromAPositionOn() throws InterruptedException {
    try (MemoryJournal journal = new MemoryJournal()) {
      CleanBatch second = batch(2);
      journal.append(batch(1));
      journal.append(second);
      Replay replay = new Replay("test", new Position(1), journal.end(), seen::add);
      journal.attach(replay);
      replay.await();
      assertThat(seen).containsExactly(second);
    }
  }

  @Test
  void whatComesAfterwardsPassesUnseen() throws InterruptedException {
    try (MemoryJournal journal = new MemoryJournal()) {
      journal.append(batch(1));
      Replay replay = new Replay("test", Position.START, journal.end(), seen::add);
      replay.apply(journal.end(), List.of(batch(1)));
      replay.apply(new Position(2), List.of(batch(2)));
      replay.await();
      assertThat(seen).hasSize(1);
      assertThat(replay.position()).isEqualTo(new Position(2));
    }
  }

  @Test
  void whatIsGoneIsNotWaitedFor() throws InterruptedException {
    Replay replay = new Replay("test", Position.START, new Position(7), seen::add);
    replay.skipped(Position.START, new Position(7), "gone");
    replay.await();
    assertThat(replay.finished()).isTrue();
    assertThat(seen).isEmpty();
  }

  @Test
  void thereIsNothingToWaitForInAnEmptyJournal() throws InterruptedException {
    new Replay("test", Position.START, Position.START, seen::add).await();
    assertThat(seen).isEmpty();
  }

  private static CleanBatch batch(int span) {
    return Drafts.batch(Sketch.http(Drafts.key(1, span)).end());
  }
}
