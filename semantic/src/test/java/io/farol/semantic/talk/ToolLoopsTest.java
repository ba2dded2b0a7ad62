// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.talk;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.Draft;
import io.farol.model.Direction;
import io.farol.model.Message;
import io.farol.model.Notice;
import io.farol.model.Part;
import io.farol.model.Scope;
import io.farol.testkit.Drafts;
import io.farol.testkit.ManualClock;
import io.farol.testkit.Sketch;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ToolLoopsTest {

  private static final Scope ALL = new Scope(Scope.DEFAULT_TENANT, null);

  private final ManualClock clock = ManualClock.atNoon();
  private final ToolLoops lookout = new ToolLoops();

  @Test
  void the_same_call_of_a_tool_four_times_is_a_circle() {
    tell(asked(1, 3).end());
    assertThat(notices()).isEmpty();

    tell(asked(2, 4).end());
    tell(asked(3, 6).end());

    assertThat(notices()).hasSize(1);
    Notice.ToolLoop loop = (Notice.ToolLoop) notices().getFirst();
    assertThat(loop.tool()).isEqualTo("buscar_boletos");
    assertThat(loop.times()).isEqualTo(6);
    assertThat(loop.showing().integration()).isEqualTo("azure-openai/gpt-4.1");
    assertThat(loop.showing().exchanges()).isEqualTo(2);
    assertThat(loop.showing().example()).isEqualTo(Drafts.key(3, 3));
  }

  @Test
  void other_arguments_are_another_call() {
    Sketch sketch = Sketch.model(Drafts.key(1, 1)).at(clock.epochNanos());
    for (int i = 0; i < 6; i++) {
      sketch.says(Direction.INPUT, call("call_" + i, "{\"numero\":" + i + "}"));
    }
    tell(sketch.end());

    assertThat(notices()).isEmpty();
  }

  @Test
  void messages_that_come_one_by_one_are_added_up_in_any_order() {
    Sketch sketch = Sketch.model(Drafts.key(1, 1)).at(clock.epochNanos());
    for (int i = 0; i < 4; i++) {
      tell(
          Sketch.step(Drafts.key(1, 1))
              .at(clock.epochNanos())
              .says(Direction.INPUT, call("call_" + i, "{}"))
              .late(i + 1));
    }
    assertThat(notices()).as("whose call it is nobody said yet").isEmpty();

    tell(sketch.end());

    assertThat(notices()).hasSize(1);
  }

  @Test
  void what_is_told_again_counts_once() {
    Draft late =
        Sketch.step(Drafts.key(1, 1))
            .at(clock.epochNanos())
            .says(Direction.INPUT, call("call_1", "{}"))
            .late(1);
    tell(Sketch.model(Drafts.key(1, 1)).at(clock.epochNanos()).end());
    for (int i = 0; i < 5; i++) {
      tell(late);
    }

    assertThat(notices()).isEmpty();
  }

  @Test
  void it_is_told_for_an_hour() {
    tell(asked(1, 4).end());
    clock.advance(Duration.ofMinutes(61));

    assertThat(notices()).isEmpty();
  }

  private Sketch asked(long id, int times) {
    Sketch sketch = Sketch.model(Drafts.key(id, id)).at(clock.epochNanos());
    for (int i = 0; i < times; i++) {
      sketch.says(Direction.INPUT, call("call_" + i, "{\"situacao\":\"aberto\"}"));
    }
    return sketch;
  }

  private static Message call(String id, String arguments) {
    return new Message("assistant", List.of(new Part.ToolCall(id, "buscar_boletos", arguments)));
  }

  private void tell(Draft... drafts) {
    lookout.tell(Drafts.batch(Scope.DEFAULT_TENANT, clock.epochNanos(), List.of(drafts)));
  }

  private List<Notice> notices() {
    return lookout.notices(ALL, clock.instant());
  }
}
