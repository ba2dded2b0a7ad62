// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.farol.flow.BatchReader;
import io.farol.flow.CleanBatch;
import io.farol.flow.Position;
import io.farol.model.MessageRef;
import io.farol.model.Scope;
import io.farol.model.SpanKey;
import io.farol.store.ExchangeStore.Whole;
import io.farol.testkit.Drafts;
import io.farol.testkit.Scenario;
import io.farol.testkit.Sketch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What lies on the disk, and what is said when it cannot be used.
class DataDirectoryTest {

  private static final SpanKey KEY = Drafts.key(1, 1);
  private static final Scope SCOPE = new Scope(Scope.DEFAULT_TENANT, null);
  private static final String HOSTILE = "a'; drop table span; -- \0 \" \\ ção 🚢 %_";

  @TempDir Path root;

  private Path directory() {
    return root.resolve("data");
  }

  private EmbeddedStore open() {
    return EmbeddedStore.open(directory(), EmbeddedOptions.DEFAULTS);
  }

  private static void apply(EmbeddedStore store, long position, CleanBatch batch) {
    for (BatchReader reader : store.readers()) {
      reader.apply(new Position(position), List.of(batch));
      reader.settle();
    }
  }

  private static CleanBatch hostile() {
    return Drafts.batch(
        Sketch.model(KEY).named(HOSTILE).conversation(HOSTILE).asks(HOSTILE).answers("ok").end());
  }

  @Test
  void onlyItsOwnerMayEnter() throws IOException {
    open().close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory())))
        .isEqualTo("rwx------");
    assertThat(Files.readString(directory().resolve("format"))).isEqualTo("1\n");
  }

  @Test
  void aNewerFormatIsRefusedInWords() throws IOException {
    Files.createDirectories(directory());
    Files.writeString(directory().resolve("format"), "2\n");
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("says 2")
        .hasMessageContaining("newer Farol");
  }

  @Test
  void aDirectoryOfSomethingElseIsRefused() throws IOException {
    Files.createDirectories(directory());
    Files.writeString(directory().resolve("format"), "tar");
    assertThatThrownBy(this::open).hasMessageContaining("is this a data directory of Farol?");
  }

  @Test
  void aFileOfANewerMigrationIsRefused() throws Exception {
    open().close();
    DataDirectory directory = DataDirectory.open(directory());
    try (Engine engine = Engine.start(directory, EmbeddedOptions.DEFAULTS)) {
      engine.use(connection -> {
        Sql.execute(connection, "insert into facts.migration values (99)");
        return true;
      });
    }
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("step 99");
  }

  @Test
  void hostileTextsAreTextsAlone() {
    try (EmbeddedStore store = open()) {
      apply(store, 1, hostile());
      Optional<Whole> whole = store.findExchange(SCOPE, KEY, null);
      assertThat(whole).isPresent();
      assertThat(whole.orElseThrow().exchange().call().conversationId()).isEqualTo(HOSTILE);
      assertThat(store.fetch(whole.orElseThrow().messages()).values())
          .anySatisfy(message -> assertThat(message.toString()).contains(HOSTILE));
    }
  }

  @Test
  void aDayOfContentThatIsGoneIsAbsentAndTheFactsStay() throws IOException {
    try (EmbeddedStore store = open()) {
      apply(store, 1, hostile());
    }
    List<Path> days;
    try (var files = Files.list(directory().resolve("content"))) {
      days = files.toList();
    }
    assertThat(days)
        .singleElement()
        .satisfies(day ->
            assertThat(day.getFileName()).asString().matches("\\d{4}-\\d\\d-\\d\\d\\.duckdb"));
    Files.delete(days.getFirst());
    try (EmbeddedStore store = open()) {
      List<MessageRef> refs = store.findExchange(SCOPE, KEY, null).orElseThrow().messages();
      assertThat(refs).hasSize(2);
      assertThat(store.fetch(refs)).isEmpty();
    }
  }

  @Test
  void withoutRoomNothingIsAppliedAndReadsGoOn() {
    try (EmbeddedStore store = open()) {
      apply(store, 1, hostile());
    }
    EmbeddedOptions defaults = EmbeddedOptions.DEFAULTS;
    EmbeddedOptions noRoom =
        new EmbeddedOptions(
            defaults.memoryBytes(),
            2,
            2,
            defaults.deadline(),
            defaults.logBytes(),
            Long.MAX_VALUE / 4,
            defaults.staleness(),
            defaults.settleRows());
    try (EmbeddedStore store = EmbeddedStore.open(directory(), noRoom)) {
      store
          .readers()
          .forEach(reader ->
              assertThatThrownBy(() -> reader.apply(new Position(2), List.of(hostile())))
                  .isInstanceOf(StoreException.class)
                  .hasMessageContaining("wait"));
      assertThat(store.readers().getFirst().position()).isEqualTo(new Position(1));
      assertThat(store.check()).isNotEqualTo(new io.farol.store.Store.Check.Fine());
      assertThat(store.findExchange(SCOPE, KEY, null)).isPresent();
    }
  }

  @Test
  void aQuestionThatTakesTooLongIsCancelled() {
    EmbeddedOptions defaults = EmbeddedOptions.DEFAULTS;
    EmbeddedOptions hasty =
        new EmbeddedOptions(
            defaults.memoryBytes(), 2, 2, Duration.ofMillis(1), 64 << 20, 0, Duration.ZERO, 1);
    Scenario scenario = Scenario.seeded(3, 20);
    try (EmbeddedStore store = EmbeddedStore.open(directory(), hasty)) {
      BatchReader facts = store.readers().getFirst();
      facts.apply(new Position(1), scenario.batches());
      facts.settle();
      assertThatThrownBy(() -> store.findTrace(SCOPE, KEY.trace(), null))
          .isInstanceOfSatisfying(
              StoreException.class,
              failure -> assertThat(failure.kind()).isEqualTo(StoreException.Kind.DEADLINE));
    }
  }
}
