// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.farol.flow.Journal;
import io.farol.model.Scope;
import io.farol.model.TimeRange;
import io.farol.store.embedded.journal.JournalOptions;
import io.farol.store.embedded.journal.SegmentedJournal;
import io.farol.testkit.Drafts;
import io.farol.testkit.Sketch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Copies of stores that are in use or not, and what is said when one cannot be restored.
class BackupTest {

  private static final Scope SCOPE = new Scope(Scope.DEFAULT_TENANT, null);
  private static final TimeRange AROUND =
      new TimeRange(Drafts.NOON - 3_600_000_000_000L, Drafts.NOON + 3_600_000_000_000L);

  /// Every commit would be followed by a checkpoint.
  private static final EmbeddedOptions EAGER =
      new EmbeddedOptions(
          64 << 20, 2, 2, EmbeddedOptions.DEFAULTS.deadline(), 1, 0, Duration.ZERO, 100_000);

  @TempDir private Path root;

  private record Both(EmbeddedStore store, SegmentedJournal journal) implements AutoCloseable {

    static Both open(Path data) {
      EmbeddedStore store = EmbeddedStore.open(data, EAGER);
      JournalOptions defaults = JournalOptions.DEFAULTS;
      JournalOptions small =
          new JournalOptions(
              20_000,
              defaults.queueBytes(),
              defaults.batchBytes(),
              0,
              defaults.chunkBytes(),
              defaults.tailBytes(),
              Set.of("facts", "content"));
      SegmentedJournal journal = SegmentedJournal.open(data.resolve("journal"), small);
      store.readers().forEach(journal::attach);
      return new Both(store, journal);
    }

    void append(int number) {
      Journal.Receipt receipt =
          journal.append(
              Drafts.batch(
                  Sketch.model(Drafts.key(number, 1))
                      .asks("question " + number)
                      .answers("answer " + number)
                      .end()));
      assertThat(receipt).isInstanceOf(Journal.Receipt.Kept.class);
    }

    void settle() {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() ->
              journal.positions().values().stream()
                  .allMatch(position -> position.equals(journal.end())));
    }

    long calls() {
      return store.summary(SCOPE, AROUND).value().exchanges();
    }

    @Override
    public void close() {
      journal.close();
      store.close();
    }
  }

  @Test
  void whatWasKeptBeforeItBeganIsInACopyMadeUnderLoad() {
    Path data = root.resolve("data");
    AtomicInteger kept = new AtomicInteger();
    AtomicBoolean ended = new AtomicBoolean();
    try (Both both = Both.open(data)) {
      CompletableFuture<Void> load =
          CompletableFuture.runAsync(() -> {
            while (!ended.get()) {
              both.append(kept.get() + 1);
              kept.incrementAndGet();
            }
          });
      await().atMost(Duration.ofSeconds(30)).until(() -> kept.get() > 100);
      for (int copy = 1; copy <= 3; copy++) {
        int before = kept.get();
        Path backup = root.resolve("backup" + copy);
        Path restored = root.resolve("restored" + copy);
        Backup.online(both.store(), both.journal(), backup);
        await().until(() -> kept.get() > before);
        assertThat(backup.resolve("rollup.duckdb")).exists();

        Backup.restore(backup, restored);
        try (Both again = Both.open(restored)) {
          again.settle();
          assertThat(again.calls()).isBetween((long) before, kept.get() + 1L);
          assertThat(again.store().troubles()).isEmpty();
        }
      }
      ended.set(true);
      load.join();
    }
  }

  @Test
  void aStoreThatDoesNotRunIsCopied() {
    Path data = root.resolve("data");
    try (Both both = Both.open(data)) {
      both.append(1);
      both.append(2);
      assertThat(Backup.offline(data, root.resolve("in-use"))).isEmpty();
    }
    assertThat(Backup.offline(data, root.resolve("backup"))).isPresent();
    assertThat(root.resolve("backup/rollup.duckdb")).isNotEmptyFile();

    Backup.restore(root.resolve("backup"), root.resolve("restored"));
    try (Both again = Both.open(root.resolve("restored"))) {
      again.settle();
      assertThat(again.calls()).isEqualTo(2);
    }
  }

  private Path backup() {
    Path data = root.resolve("data");
    try (Both both = Both.open(data)) {
      both.append(1);
      both.settle();
    }
    Path backup = root.resolve("backup");
    Backup.offline(data, backup);
    return backup;
  }

  private void refused(Path backup, String... words) {
    assertThatThrownBy(() -> Backup.restore(backup, root.resolve("restored")))
        .isInstanceOf(StoreException.class)
        .hasMessageContainingAll(words);
    assertThat(root.resolve("restored")).doesNotExist();
  }

  @Test
  void aDamagedFileIsRefused() throws IOException {
    Path backup = backup();
    Path facts = backup.resolve("facts.duckdb");
    byte[] bytes = Files.readAllBytes(facts);
    bytes[5_000] ^= 4;
    Files.write(facts, bytes);
    refused(backup, "facts.duckdb is damaged");
  }

  @Test
  void aFileThatIsMissingOrShortIsRefused() throws IOException {
    Path backup = backup();
    Path facts = backup.resolve("facts.duckdb");
    Files.write(facts, java.util.Arrays.copyOf(Files.readAllBytes(facts), 5_000));
    refused(backup, "facts.duckdb is not whole");
    Files.delete(facts);
    refused(backup, "facts.duckdb is not whole");
  }

  @Test
  void aBackupThatDidNotEndIsRefused() throws IOException {
    Path backup = backup();
    Files.delete(backup.resolve("MANIFEST"));
    refused(backup, "no whole backup");
  }

  @Test
  void aNewerBackupIsRefused() throws IOException {
    Path backup = backup();
    Path manifest = backup.resolve("MANIFEST");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replace("farol backup 1", "farol backup 2"));
    refused(backup, "newer Farol");
    Files.writeString(manifest, text.replace("data format 1", "data format 7"));
    refused(backup, "newer Farol");
  }

  @Test
  void aPathThatLeadsElsewhereIsRefused() throws IOException {
    Path backup = backup();
    Path manifest = backup.resolve("MANIFEST");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replace(" facts.duckdb\n", " ../facts.duckdb\n"));
    refused(backup, "not a file");
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    Path backup = backup();
    assertThatThrownBy(() -> Backup.restore(backup, root.resolve("data")))
        .hasMessageContaining("is not empty");
    assertThatThrownBy(() -> Backup.offline(root.resolve("data"), backup))
        .hasMessageContaining("is not empty");
    assertThatThrownBy(() -> Backup.offline(root.resolve("data"), root.resolve("data/backup")))
        .hasMessageContaining("inside the data directory");
  }

  @Test
  void aRestoreThatDidNotEndIsNotServed() throws IOException {
    Path data = Files.createDirectory(root.resolve("half"));
    Files.createFile(data.resolve("restore.unfinished"));
    assertThatThrownBy(() -> EmbeddedStore.open(data, EAGER))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("restore again");
  }
}
