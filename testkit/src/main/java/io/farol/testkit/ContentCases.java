// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import static io.farol.testkit.StoreCases.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.CleanBatch;
import io.farol.model.Direction;
import io.farol.model.Message;
import io.farol.model.MessageId;
import io.farol.model.MessageRef;
import io.farol.model.Part;
import io.farol.model.SpanKey;
import io.farol.store.Store;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Messages come back as they were kept.
interface ContentCases extends StoreCases {

  SpanKey SAID = Drafts.key(8, 1);

  @Test
  default void givesBackEveryKindOfPart() {
    Message message =
        new Message(
            "the sender's own \"role\"",
            List.of(
                new Part.Text("São Paulo \u0000 \"quoted\" \\ \n 👍"),
                new Part.ToolCall("call-1", "consulta", "{\"cpf\": 1}"),
                new Part.ToolCall(null, "", "not json"),
                new Part.ToolResult("call-1", "[]"),
                new Part.ToolResult(null, ""),
                new Part.Reasoning("because"),
                new Part.Refusal("no"),
                new Part.Media("image/png", Long.MAX_VALUE, "ab".repeat(32), "https://x/y"),
                new Part.Media("audio", null, null, null)));
    Message empty = new Message("", List.of());
    Message large = new Message("user", List.of(new Part.Text("ação ".repeat(40_000))));
    Store store =
        given(
            Sketch.model(SAID)
                .says(Direction.INPUT, message)
                .says(Direction.INPUT, empty)
                .says(Direction.OUTPUT, large)
                .end());
    List<MessageRef> refs = whole(store, SAID).messages();
    Map<MessageId, Message> content = store.fetch(refs);
    assertThat(refs)
        .extracting(ref -> content.get(ref.id()))
        .containsExactly(message, empty, large);
    assertThat(content).hasSize(3);
  }

  @Test
  default void givesWhatIsThereAndLeavesOutTheRest() {
    Store store = given(Sketch.model(SAID).asks("oi").end());
    MessageRef ref = whole(store, SAID).messages().getFirst();
    MessageRef unknown = new MessageRef(new MessageId(1, 2), ref.epochDay(), Direction.INPUT);
    MessageRef otherDay = new MessageRef(ref.id(), ref.epochDay() + 1, Direction.INPUT);
    assertThat(store.fetch(List.of(unknown, ref, ref))).containsOnlyKeys(ref.id());
    assertThat(store.fetch(List.of(unknown, otherDay))).isEmpty();
  }

  @Test
  default void keepsContentUnderEachDayItCame() {
    long day = 24 * HOUR;
    CleanBatch today = Drafts.batch(Sketch.model(SAID).asks("oi").end());
    CleanBatch tomorrow =
        Drafts.batch(
            "default", Drafts.NOON + day, List.of(Sketch.model(Drafts.key(8, 2)).asks("oi").end()));
    Store store = given(today, tomorrow);
    MessageRef first = whole(store, SAID).messages().getFirst();
    MessageRef second = whole(store, Drafts.key(8, 2)).messages().getFirst();
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.epochDay()).isEqualTo(first.epochDay() + 1);
    assertThat(store.fetch(List.of(first))).isEqualTo(store.fetch(List.of(second))).hasSize(1);
  }
}
