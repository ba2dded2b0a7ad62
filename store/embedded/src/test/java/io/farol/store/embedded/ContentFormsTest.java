// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farol.flow.BatchReader;
import io.farol.flow.CleanMessage;
import io.farol.flow.Draft;
import io.farol.flow.Position;
import io.farol.model.Direction;
import io.farol.model.Message;
import io.farol.model.MessageId;
import io.farol.model.MessageRef;
import io.farol.model.Part;
import io.farol.testkit.Drafts;
import io.farol.testkit.Seeds;
import io.farol.testkit.Sketch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How messages lie in the files of their days: in blocks, and, in older files, one in a row.
class ContentFormsTest {

  private static final int DAY = 20_000;
  private static final MessageId FIRST = new MessageId(1, 2);
  private static final String BODY =
      "{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"text\":\"oi\"},"
          + "{\"type\":\"media\",\"mediaType\":\"image/png\",\"bytes\":\"7\"}]}";

  @TempDir Path root;

  @Test
  void messagesOfTheFirstFormAreFetchedBesideNewOnes() throws Exception {
    Files.writeString(root.resolve("format"), "1\n");
    Files.createDirectories(root.resolve("content"));
    Path file = root.resolve("content").resolve(java.time.LocalDate.ofEpochDay(DAY) + ".duckdb");
    try (Connection day = DriverManager.getConnection("jdbc:duckdb:" + file)) {
      Sql.execute(day, firstForm());
      Sql.execute(day, "create table migration (number integer)");
      Sql.execute(day, "insert into migration values (1)");
      Sql.execute(
          day,
          "insert into message values ('default', '00000000-0000-0001-0000-000000000002', 9, '"
              + BODY
              + "')");
    }
    long noonOfThatDay = DAY * 86_400_000_000_000L + 43_200_000_000_000L;
    var batch =
        Drafts.batch(
            "default",
            noonOfThatDay,
            List.of(Sketch.model(Drafts.key(1, 1)).silent().asks("novo").end()));
    MessageRef fresh = batch.facts().getFirst().messages().getFirst();
    try (EmbeddedStore store = EmbeddedStore.open(root, EmbeddedOptions.DEFAULTS)) {
      for (BatchReader reader : store.readers()) {
        reader.apply(new Position(1), List.of(batch));
        reader.settle();
      }
      assertThat(store.fetch(List.of(new MessageRef(FIRST, DAY, Direction.INPUT), fresh)))
          .containsEntry(
              FIRST,
              new Message(
                  "user",
                  List.of(new Part.Text("oi"), new Part.Media("image/png", 7L, null, null))))
          .containsEntry(
              fresh.id(), Objects.requireNonNull(batch.messages().get(fresh.id())).message());
    }
  }

  @Test
  void aBlockGivesBackWhatWasPutInAndNoticesEveryFlippedBit() {
    Seeds.check(
        50,
        seed -> {
          SplittableRandom random = new SplittableRandom(seed);
          List<Message> messages = new ArrayList<>();
          byte[] packed;
          try (ContentBlock block = new ContentBlock()) {
            for (int i = 0; i < 1 + random.nextInt(20); i++) {
              Message message = message(random);
              assertThat(block.add(clean(message))).isEqualTo(i);
              messages.add(message);
            }
            packed = block.pack();
            assertThat(block.isEmpty()).isTrue();
          }
          assertThat(ContentBlock.unpack(packed)).isEqualTo(messages);
          // Past the frame's head, whose spare bits mean nothing.
          int at = 8 + random.nextInt(packed.length - 8);
          packed[at] ^= (byte) (1 << random.nextInt(8));
          assertThatThrownBy(() -> ContentBlock.unpack(packed))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("damaged");
        });
  }

  private static CleanMessage clean(Message message) {
    Draft draft = Sketch.model(Drafts.key(1, 1)).end();
    Draft saying = new Draft(draft.span(), List.of(new Draft.Said(Direction.INPUT, message)));
    return Drafts.batch(saying).messages().values().iterator().next();
  }

  private static Message message(SplittableRandom random) {
    String text = "⟦cpf⟧ olá\n".repeat(random.nextInt(40));
    return new Message(
        "user",
        List.of(
            new Part.Text(text),
            new Part.ToolCall(null, "f" + random.nextInt(9), text),
            new Part.ToolResult("c1", text),
            new Part.Reasoning(text),
            new Part.Refusal(text),
            new Part.Media("audio/ogg", random.nextLong(1 << 20), null, text)));
  }

  private static String firstForm() throws IOException {
    try (InputStream in = EmbeddedStore.class.getResourceAsStream("content-001.sql")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
