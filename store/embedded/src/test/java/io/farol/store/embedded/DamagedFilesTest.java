// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.flow.CleanBatch;
import io.farol.flow.Position;
import io.farol.model.MessageRef;
import io.farol.model.Scope;
import io.farol.model.TimeRange;
import io.farol.store.ExchangeQuery;
import io.farol.store.Trouble;
import io.farol.store.UnansweredException;
import io.farol.testkit.Drafts;
import io.farol.testkit.Seeds;
import io.farol.testkit.Sketch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever becomes of the files while nobody looks: the store refuses in words, or answers in
/// full, or says that something is missing.
class DamagedFilesTest {

  private static final int CALLS = 300;
  private static final Scope SCOPE = new Scope(Scope.DEFAULT_TENANT, null);
  private static final TimeRange AROUND =
      new TimeRange(Drafts.NOON - 3_600_000_000_000L, Drafts.NOON + 3_600_000_000_000L);

  @TempDir private Path root;
  private final Set<MessageRef> refs = new HashSet<>();

  private Path filled(boolean checkpointed) throws IOException {
    Path data = root.resolve("filled-" + checkpointed);
    EmbeddedOptions defaults = EmbeddedOptions.DEFAULTS;
    EmbeddedOptions options =
        new EmbeddedOptions(
            defaults.memoryBytes(),
            2,
            2,
            defaults.deadline(),
            checkpointed ? 1 : 1L << 40,
            0,
            Duration.ZERO,
            defaults.settleRows());
    Path copy = root.resolve("copy-" + checkpointed);
    try (EmbeddedStore store = EmbeddedStore.open(data, options)) {
      for (int i = 1; i <= CALLS; i++) {
        CleanBatch batch =
            Drafts.batch(
                Sketch.model(Drafts.key(i, 1)).asks("question " + i).answers("answer " + i).end());
        int position = i;
        batch.facts().forEach(fact -> refs.addAll(fact.messages()));
        store
            .readers()
            .forEach(reader -> {
              reader.apply(new Position(position), List.of(batch));
              reader.settle();
            });
      }
      copy(data, copy);
    }
    return copy;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /// Flips a bit, cuts the file short or empties a page of it.
  private static String harm(Path file, SplittableRandom random) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long at = random.nextLong(channel.size());
      switch (random.nextInt(3)) {
        case 0 -> {
          ByteBuffer one = ByteBuffer.allocate(1);
          channel.read(one, at);
          one.put(0, (byte) (one.get(0) ^ 1 << random.nextInt(8))).rewind();
          channel.write(one, at);
          return "a flipped bit at " + at;
        }
        case 1 -> {
          channel.truncate(at);
          return "cut to " + at;
        }
        default -> {
          channel.write(ByteBuffer.allocate((int) Math.min(4096, channel.size() - at)), at);
          return "an empty page at " + at;
        }
      }
    }
  }

  /// What the store says of a data directory: `refused`, `told`, `behind` (its reader stands before
  /// the last position, so the journal makes up for it), `whole`, or what it left out silently.
  private String judged(Path data) {
    try (EmbeddedStore store = EmbeddedStore.open(data, EmbeddedOptions.DEFAULTS)) {
      int calls =
          store
              .exchanges(new ExchangeQuery(SCOPE, AROUND, ExchangeQuery.Filter.ALL, 1_000, null))
              .value()
              .items()
              .size();
      int said = store.fetch(refs).size();
      if (calls == CALLS && said == 2 * CALLS) {
        return "whole";
      }
      if (!store.troubles().isEmpty()) {
        assertThat(store.troubles()).extracting(Trouble::detail).allMatch(text -> !text.isBlank());
        return "told";
      }
      boolean behind =
          store.readers().stream()
              .anyMatch(reader -> reader.position().compareTo(new Position(CALLS)) < 0);
      return behind ? "behind" : "silent: " + calls + " calls, " + said + " messages";
    } catch (UnansweredException refused) {
      assertThat(refused.getMessage()).isNotBlank();
      return "refused";
    }
  }

  @Test
  void aDamagedFileIsNeverSilentlyLess() throws IOException {
    for (boolean checkpointed : new boolean[] {true, false}) {
      Path filled = filled(checkpointed);
      Seeds.check(
          12,
          seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            Path data = root.resolve("harmed");
            copy(filled, data);
            List<Path> files;
            try (Stream<Path> all = Files.walk(data)) {
              files =
                  all.filter(file -> file.toString().contains(".duckdb"))
                      .filter(file -> file.toFile().length() > 0)
                      .sorted()
                      .toList();
            }
            Path file = files.get(random.nextInt(files.size()));
            String harm = harm(file, random);
            String outcome = judged(data);
            System.out.println(
                "seed " + seed + " " + file.getFileName() + ", " + harm + ": " + outcome);
            assertThat(outcome).as(file + ", " + harm).doesNotStartWith("silent");
            delete(data);
          });
    }
  }
}
