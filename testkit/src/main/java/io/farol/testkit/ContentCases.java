// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import static io.farol.testkit.StoreCases.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.CleanBatch;
import io.farol.flow.Draft;
import io.farol.model.Direction;
import io.farol.model.Message;
import io.farol.model.MessageId;
import io.farol.model.MessageRef;
import io.farol.model.Part;
import io.farol.model.SpanKey;
import io.farol.store.Store;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

  /// Two conversations take turns, each sends its whole history with every call; now and then an
  /// answer is asked for again, and a conversation goes on from an earlier turn.
  @Test
  default void givesBackHistoriesThatAreSentAgain() {
    int turns = 80;
    Map<SpanKey, List<MessageId>> told = new LinkedHashMap<>();
    List<CleanBatch> batches = new ArrayList<>();
    for (int turn = 1; turn <= turns; turn++) {
      for (int talk = 0; talk < 2; talk++) {
        int said = turn % 10 == 0 ? turn - 3 : turn;
        SpanKey key = Drafts.key(90 + talk, turn);
        CleanBatch batch = Drafts.batch(call(key, talk, said));
        told.put(key, ids(batch.facts().getFirst().messages()));
        batches.add(batch);
      }
    }
    Store store = given(batches.toArray(CleanBatch[]::new));
    told.forEach((key, ids) -> assertThat(ids(whole(store, key).messages())).isEqualTo(ids));
    List<MessageRef> longest = whole(store, Drafts.key(90, turns - 1)).messages();
    assertThat(longest).hasSize(2 * (turns - 1) + 1);
    assertThat(store.fetch(longest)).hasSize(longest.size());
  }

  private static Draft call(SpanKey key, int talk, int turn) {
    Sketch call = Sketch.model(key).says(Direction.INPUT, message("system", "seja breve"));
    for (int i = 1; i < turn; i++) {
      call.says(Direction.INPUT, message("user", "pergunta " + i + " de " + talk));
      call.says(Direction.INPUT, message("assistant", "resposta " + i + " a " + talk));
    }
    return call.says(Direction.INPUT, message("user", "pergunta " + turn + " de " + talk))
        .says(Direction.OUTPUT, message("assistant", "resposta " + turn + " a " + talk))
        .end();
  }

  private static Message message(String role, String text) {
    return new Message(role, List.of(new Part.Text(text)));
  }

  private static List<MessageId> ids(List<MessageRef> refs) {
    return refs.stream().map(MessageRef::id).toList();
  }
}
