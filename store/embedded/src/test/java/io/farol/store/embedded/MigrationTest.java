// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farol.flow.CleanBatch;
import io.farol.flow.Position;
import io.farol.model.MessageRef;
import io.farol.testkit.Drafts;
import io.farol.testkit.Sketch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file of an earlier form is brought to the newest one, and what it was is kept; a file of a
/// newer form is refused.
class MigrationTest {

  @TempDir private Path root;

  private void factsOfTheFirstForm() throws Exception {
    Files.writeString(root.resolve("format"), "1\n");
    try (Connection facts = open(root.resolve("facts.duckdb"));
        InputStream in = EmbeddedStore.class.getResourceAsStream("facts-001.sql")) {
      Sql.execute(
          facts, new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
      Sql.execute(facts, "create table migration (number integer)");
      Sql.execute(facts, "insert into migration values (1)");
      Sql.execute(facts, "insert into log_line (tenant, received, at_ns) values ('default', 9, 1)");
    }
  }

  private static Connection open(Path file) throws SQLException {
    return DriverManager.getConnection("jdbc:duckdb:" + file);
  }

  private List<Path> copies() throws IOException {
    Path kept = root.resolve("before-migration");
    if (!Files.exists(kept)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(kept)) {
      return files.toList();
    }
  }

  @Test
  void whatItWasIsKeptUntilItsTimeIsOver() throws Exception {
    factsOfTheFirstForm();
    EmbeddedStore.open(root, EmbeddedOptions.DEFAULTS).close();
    assertThat(copies()).containsExactly(root.resolve("before-migration/facts.duckdb.step-1"));
    try (Connection copy = open(copies().getFirst())) {
      assertThat(Sql.number(copy, "select max(number) from migration")).isEqualTo(1);
      assertThat(Sql.number(copy, "select count(*) from log_line")).isEqualTo(1);
    }

    try (EmbeddedStore store = EmbeddedStore.open(root, EmbeddedOptions.DEFAULTS)) {
      assertThat(copies()).hasSize(1);
      long made = Files.getLastModifiedTime(copies().getFirst()).to(TimeUnit.NANOSECONDS);
      Retention retention = new Retention(3, 9, 9, 9, 9);
      store.forget(retention, made + TimeUnit.DAYS.toNanos(3));
      assertThat(copies()).hasSize(1);
      store.forget(retention, made + TimeUnit.DAYS.toNanos(4));
      assertThat(copies()).isEmpty();
    }
  }

  @Test
  void aNewFileIsNotCopied() throws Exception {
    EmbeddedStore.open(root, EmbeddedOptions.DEFAULTS).close();
    EmbeddedStore.open(root, EmbeddedOptions.DEFAULTS).close();
    assertThat(copies()).isEmpty();
  }

  @Test
  void withoutRoomForACopyNothingIsMigrated() throws Exception {
    factsOfTheFirstForm();
    EmbeddedOptions narrow = EmbeddedOptions.DEFAULTS.withReserveBytes(1L << 60);
    assertThatThrownBy(() -> EmbeddedStore.open(root, narrow))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("facts.duckdb is of an earlier form")
        .hasMessageContaining("make room");
    try (Connection facts = open(root.resolve("facts.duckdb"))) {
      assertThat(Sql.number(facts, "select max(number) from migration")).isEqualTo(1);
    }
    EmbeddedStore.open(root, EmbeddedOptions.DEFAULTS).close();
  }

  @Test
  void rollUpsOfTheFirstFormAreMadeAgain() throws Exception {
    CleanBatch batch = Drafts.batch(Sketch.model(Drafts.key(1, 1)).end());
    try (EmbeddedStore store = EmbeddedStore.open(root, EmbeddedOptions.DEFAULTS)) {
      for (var reader : store.readers()) {
        reader.apply(new Position(1), List.of(batch));
        reader.settle();
      }
    }
    Path file = root.resolve("rollup.duckdb");
    try (Connection rollUps = open(file)) {
      Sql.execute(rollUps, "update traffic set exchanges = 7");
      Sql.execute(rollUps, "delete from migration where number > 1");
    }
    EmbeddedStore.open(root, EmbeddedOptions.DEFAULTS).close();
    try (Connection rollUps = open(file)) {
      assertThat(Sql.number(rollUps, "select coalesce(sum(exchanges), 1) from traffic"))
          .isEqualTo(1);
    }
    assertThat(copies()).isEmpty();
  }

  @Test
  void aDayOfANewerFormIsRefusedAndTheFactsAreNot() throws Exception {
    CleanBatch batch = Drafts.batch(Sketch.model(Drafts.key(1, 1)).asks("one").end());
    try (EmbeddedStore store = EmbeddedStore.open(root, EmbeddedOptions.DEFAULTS)) {
      for (var reader : store.readers()) {
        reader.apply(new Position(1), List.of(batch));
        reader.settle();
      }
    }
    Path day;
    try (Stream<Path> days = Files.list(root.resolve("content"))) {
      day = days.filter(file -> file.toString().endsWith(".duckdb")).findFirst().orElseThrow();
    }
    try (Connection content = open(day)) {
      Sql.execute(content, "insert into migration values (77)");
    }
    assertThatThrownBy(() -> EmbeddedStore.open(root, EmbeddedOptions.DEFAULTS))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("migrated by a newer Farol (step 77)");
    Files.delete(day);
    try (EmbeddedStore store = EmbeddedStore.open(root, EmbeddedOptions.DEFAULTS)) {
      List<MessageRef> refs =
          batch.facts().stream().flatMap(fact -> fact.messages().stream()).toList();
      assertThat(store.fetch(refs)).isEmpty();
    }
  }
}
