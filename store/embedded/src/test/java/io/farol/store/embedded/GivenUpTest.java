// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farol.flow.CleanBatch;
import io.farol.flow.Position;
import io.farol.model.MessageRef;
import io.farol.store.UnansweredException;
import io.farol.testkit.Drafts;
import io.farol.testkit.Sketch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// DuckDB gives up while it is in use. A setting of its own breaks a checkpoint off, which makes
/// the file unusable as a full disk does.
class GivenUpTest {

  /// Every commit is followed by a checkpoint.
  private static final EmbeddedOptions EAGER =
      new EmbeddedOptions(
          64 << 20, 2, 2, EmbeddedOptions.DEFAULTS.deadline(), 1, 0, Duration.ZERO, 100_000);

  @TempDir private Path root;
  private DataDirectory directory;

  @BeforeEach
  void make() {
    directory = DataDirectory.open(root.resolve("data"));
  }

  private static CleanBatch batch(int number) {
    return Drafts.batch(Sketch.model(Drafts.key(number, 1)).named("call " + number).end());
  }

  private static void apply(FactsReader facts, int number) {
    facts.apply(new Position(number), List.of(batch(number)));
    facts.settle();
  }

  private static void checkpointsBreakOff(Engine engine, boolean on) throws Exception {
    engine.use(connection -> {
      Sql.execute(
          connection, "set debug_checkpoint_abort='" + (on ? "before_header" : "none") + "'");
      return true;
    });
  }

  private final RecentRows recent = new RecentRows();

  private static long count(Questions questions) {
    return questions.ask(
        "select count(*) from facts.span",
        List.of(),
        rows -> {
          rows.next();
          return rows.getLong(1);
        });
  }

  @Test
  void theFactsGoOnFromWhatIsOnDisk() throws Exception {
    try (Engine engine = Engine.start(directory, EAGER);
        Questions questions = new Questions(engine, EAGER)) {
      FactsReader facts = new FactsReader(engine, directory, EAGER, recent);
      apply(facts, 1);
      checkpointsBreakOff(engine, true);
      assertThatThrownBy(() -> apply(facts, 2)).isInstanceOf(StoreException.class);
      assertThat(facts.failure()).contains("facts cannot be written");

      assertThatThrownBy(() -> apply(facts, 2)).hasMessageContaining("opened again");
      apply(facts, 2);
      apply(facts, 3);

      assertThat(engine.generation()).isEqualTo(1);
      assertThat(facts.position()).isEqualTo(new Position(3));
      assertThat(facts.failure()).isNull();
      assertThat(count(questions)).isEqualTo(3);
    }
  }

  @Test
  void aQuestionSaysSoOnceAndTheNextIsAnswered() throws Exception {
    try (Engine engine = Engine.start(directory, EAGER);
        Questions questions = new Questions(engine, EAGER)) {
      FactsReader facts = new FactsReader(engine, directory, EAGER, recent);
      checkpointsBreakOff(engine, true);
      assertThatThrownBy(() -> apply(facts, 1)).isInstanceOf(StoreException.class);

      assertThatThrownBy(() -> count(questions))
          .isInstanceOf(UnansweredException.class)
          .hasMessageContaining("being opened again");
      assertThat(count(questions)).isEqualTo(1);
    }
  }

  @Test
  void whatWasHandedAndNotKeptIsHandedAgain() throws Exception {
    try (Engine engine = Engine.start(directory, EAGER);
        Questions questions = new Questions(engine, EAGER)) {
      FactsReader facts = new FactsReader(engine, directory, EAGER, recent);
      apply(facts, 1);
      facts.apply(new Position(2), List.of(batch(2)));

      engine.reopen(engine.generation());

      assertThatThrownBy(facts::settle).hasMessageContaining("go on from 1");
      assertThat(facts.position()).isEqualTo(new Position(1));
      apply(facts, 2);
      assertThat(count(questions)).isEqualTo(2);
    }
  }

  @Test
  void contentGoesOnInTheNewInstance() throws Exception {
    try (Engine engine = Engine.start(directory, EAGER);
        Questions questions = new Questions(engine, EAGER)) {
      ContentDays days = new ContentDays(engine, directory);
      ContentReader content = new ContentReader(engine, days, directory, EAGER);
      CleanBatch first = Drafts.batch(Sketch.model(Drafts.key(1, 1)).asks("one").end());
      CleanBatch second = Drafts.batch(Sketch.model(Drafts.key(2, 1)).asks("two").end());
      content.apply(new Position(1), List.of(first));

      engine.reopen(engine.generation());

      content.apply(new Position(2), List.of(first, second));
      content.settle();
      assertThat(content.position()).isEqualTo(new Position(2));
      List<MessageRef> refs =
          List.of(first, second).stream()
              .flatMap(batch -> batch.facts().stream())
              .flatMap(fact -> fact.messages().stream())
              .toList();
      assertThat(new ContentQuestions(questions, days).fetch(refs)).hasSize(2);
    }
  }

  @Test
  void sumsGoOnInTheNewInstance() throws Exception {
    try (Engine engine = Engine.start(directory, EAGER);
        Questions questions = new Questions(engine, EAGER)) {
      FactsReader facts = new FactsReader(engine, directory, EAGER, recent);
      try (RollUps rollUps = new RollUps(engine, directory, EAGER, recent, facts::progress)) {
        facts.afterApply(rollUps::applied);
        rollUps.start();
        apply(facts, 1);
        rollUps.fresh();

        engine.reopen(engine.generation());

        assertThat(summed(questions)).isEqualTo(1);
        assertThatThrownBy(() -> apply(facts, 2)).hasMessageContaining("opened again");
        apply(facts, 2);
        rollUps.fresh();
        assertThat(summed(questions)).isEqualTo(2);
      }
    }
  }

  private static long summed(Questions questions) {
    return questions.ask(
        "select coalesce(sum(exchanges), 0)::bigint from rollup.traffic",
        List.of(),
        rows -> {
          rows.next();
          return rows.getLong(1);
        });
  }

  @Test
  void factsThatHaveGoneBackSayHowFar() throws Exception {
    Path old = root.resolve("old.duckdb");
    try (Engine engine = Engine.start(directory, EAGER)) {
      FactsReader facts = new FactsReader(engine, directory, EAGER, recent);
      apply(facts, 1);
      java.nio.file.Files.copy(directory.facts(), old);
      apply(facts, 2);
      checkpointsBreakOff(engine, true);
      assertThatThrownBy(() -> apply(facts, 3)).isInstanceOf(StoreException.class);
      java.nio.file.Files.delete(directory.root().resolve("facts.duckdb.wal"));
      java.nio.file.Files.copy(
          old, directory.facts(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);

      assertThatThrownBy(() -> apply(facts, 3)).hasMessageContaining("go on from 1");
      assertThat(facts.position()).isEqualTo(new Position(1));
      facts.apply(new Position(3), List.of(batch(2), batch(3)));
      facts.settle();
      assertThat(facts.position()).isEqualTo(new Position(3));
    }
  }
}
