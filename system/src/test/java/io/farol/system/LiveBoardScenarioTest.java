// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.CleanBatch;
import io.farol.flow.Draft;
import io.farol.flow.Position;
import io.farol.model.CallKind;
import io.farol.model.Fact;
import io.farol.model.Outcome;
import io.farol.model.Phase;
import io.farol.model.Scope;
import io.farol.model.SpanKey;
import io.farol.testkit.Drafts;
import io.farol.testkit.Scenario;
import io.farol.testkit.Seeds;
import io.farol.testkit.Sketch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LiveBoardScenarioTest {

  /// Whatever the board shows in flight has a start or a sign of life, no end and no deadline gone.
  @Test
  void nothing_is_in_flight_that_the_facts_do_not_leave_open() {
    Seeds.check(
        10,
        seed -> {
          LiveBoard board = new LiveBoard();
          Map<SpanKey, Long> begun = new HashMap<>();
          Set<SpanKey> ended = new HashSet<>();
          long position = 0;
          long shown = 0;
          for (CleanBatch batch : Scenario.seeded(seed, 60).batches()) {
            board.apply(new Position(++position), List.of(batch));
            if (!batch.tenant().equals(Scope.DEFAULT_TENANT)) {
              continue;
            }
            batch.facts().forEach(fact -> note(fact, begun, ended));
            long now = batch.receivedEpochNanos();
            List<InFlight> inFlight =
                board.snapshot(Watch.ALL, Instant.ofEpochSecond(0, now)).inFlight();
            assertThat(inFlight).extracting(InFlight::key).doesNotHaveDuplicates();
            for (InFlight call : inFlight) {
              assertThat(begun).containsKey(call.key());
              assertThat(ended).doesNotContain(call.key());
              assertThat(call.deadlineEpochNanos() == null || call.deadlineEpochNanos() > now)
                  .isTrue();
            }
            shown += inFlight.size();
          }
          assertThat(shown).isPositive();
        });
  }

  @Test
  void one_huge_trace_below_one_parent_is_counted_like_any_other() {
    Watch watch = new Watch();
    Sketch model = Sketch.model(Drafts.key(1, 1)).endless();
    watch.told(model.start());
    List<Draft> children = new ArrayList<>();
    List<Draft> tools = new ArrayList<>();
    for (int i = 2; i < 20_002; i++) {
      children.add(Sketch.http(Drafts.key(1, i)).parent(model.id()).end());
      tools.add(
          Sketch.call(CallKind.TOOL, Drafts.key(1, 30_000 + i), "mcp", "mcp/tool", "call")
              .parent(model.id())
              .end());
    }
    watch.seconds(1).told(children.toArray(Draft[]::new)).told(tools.toArray(Draft[]::new));

    assertThat(watch.health("mcp/tool").evidence().exchanges()).isEqualTo(20_000);
    assertThat(watch.look().integrations())
        .extracting(IntegrationHealth::id)
        .containsExactlyInAnyOrder("mcp/tool", "azure-openai/gpt-4.1");
  }

  private static void note(Fact fact, Map<SpanKey, Long> begun, Set<SpanKey> ended) {
    SpanKey key = fact.span().key().span();
    Phase phase = fact.span().key().phase();
    boolean told =
        fact.span().call() != null && !(fact.span().call().outcome() instanceof Outcome.Open);
    if (phase == Phase.END || phase == Phase.LATE && told) {
      ended.add(key);
    } else {
      begun.put(key, fact.span().timing().startEpochNanos());
    }
  }
}
