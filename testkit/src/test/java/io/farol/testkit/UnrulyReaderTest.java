// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.CleanBatch;
import io.farol.flow.Position;
import io.farol.flow.Tally;
import io.farol.model.Fact;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The disorder is really there, and loses nothing.
class UnrulyReaderTest {

  @Test
  void showsLateInPiecesInAnotherOrderAndTwice() {
    List<CleanBatch> batches = Scenario.seeded(5, 40).batches();
    Position end = new Position(10L * batches.size());
    int late = 0;
    int cut = 0;
    int shuffled = 0;
    for (int seed = 0; seed < 20; seed++) {
      RecordingReader recorder = RecordingReader.passing("recorder", Position.START);
      UnrulyReader unruly = new UnrulyReader(recorder, new Dice(seed));
      unruly.apply(end, batches);
      late += recorder.position().equals(end) ? 0 : 1;
      for (int looks = 0; looks < 200; looks++) {
        unruly.letSomeThrough();
      }
      Set<Position> positions = new HashSet<>(recorder.positions());
      cut += positions.size() > 1 ? 1 : 0;
      assertThat(positions).contains(end);
      assertThat(recorder.positions().size()).isGreaterThanOrEqualTo(2 * positions.size());
      assertThat(facts(recorder.batches())).isEqualTo(facts(batches));
      List<Long> received =
          recorder.batches().stream().map(CleanBatch::receivedEpochNanos).distinct().toList();
      shuffled += received.equals(received.stream().sorted().toList()) ? 0 : 1;
    }
    assertThat(List.of(late, cut, shuffled)).allMatch(times -> times > 3);
  }

  private static Set<Fact> facts(List<CleanBatch> batches) {
    Set<Fact> facts = new HashSet<>();
    batches.forEach(batch -> facts.addAll(batch.facts()));
    return facts;
  }

  @Test
  void breaksABatchIntoPartsThatSayTheSame() {
    CleanBatch whole =
        Scenario.seeded(6, 10).batches().stream()
            .filter(batch ->
                batch.facts().size() > 5
                    && !batch.entries().isEmpty()
                    && !batch.metrics().isEmpty())
            .findFirst()
            .orElseThrow();
    List<CleanBatch> parts = Breaking.apart(whole);
    assertThat(parts)
        .hasSize(1 + whole.facts().size() + whole.logs().size() + whole.metrics().size());
    assertThat(parts.stream().flatMap(part -> part.facts().stream()).toList())
        .isEqualTo(whole.facts());
    assertThat(parts.stream().flatMap(part -> part.entries().stream()).toList())
        .isEqualTo(whole.entries());
    assertThat(parts.stream().flatMap(part -> part.logs().stream()).toList())
        .isEqualTo(whole.logs());
    assertThat(parts.stream().flatMap(part -> part.metrics().stream()).toList())
        .isEqualTo(whole.metrics());
    assertThat(parts.stream().map(CleanBatch::tally).reduce(Tally.NOTHING, Tally::plus))
        .isEqualTo(whole.tally());
    assertThat(parts)
        .allMatch(part -> part.receivedEpochNanos() == whole.receivedEpochNanos())
        .allMatch(part -> part.tenant().equals(whole.tenant()));
  }
}
