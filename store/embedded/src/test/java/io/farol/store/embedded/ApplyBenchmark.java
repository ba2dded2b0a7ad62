// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.flow.CleanBatch;
import io.farol.flow.Journal.Receipt;
import io.farol.flow.Position;
import io.farol.store.embedded.journal.JournalOptions;
import io.farol.store.embedded.journal.SegmentedJournal;
import io.farol.testkit.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Measures appending to the journal and applying to facts and content, with a seeded scenario:
/// `java … ApplyBenchmark DIRECTORY [TRACES]`. Prints tellings a second and bytes a telling; the
/// checksum is the number of tellings that the store says it has.
final class ApplyBenchmark {

  private static final long SEED = 20_261_125;

  private ApplyBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    int traces = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20_000;
    List<CleanBatch> batches = Scenario.seeded(SEED, traces).batches();
    long tellings = batches.stream().mapToLong(batch -> batch.facts().size()).sum();
    say("seed %d, %d traces, %d batches, %d tellings", SEED, traces, batches.size(), tellings);
    append(directory.resolve("journal"), batches, tellings);
    apply(directory, batches, tellings);
  }

  private static void append(Path directory, List<CleanBatch> batches, long tellings)
      throws Exception {
    try (SegmentedJournal journal = SegmentedJournal.open(directory, JournalOptions.DEFAULTS)) {
      for (int senders : new int[] {1, 16}) {
        long end = journal.end().value();
        long start = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < senders; i++) {
          int first = i;
          threads.add(
              Thread.ofVirtual()
                  .start(() -> {
                    for (int at = first; at < batches.size(); at += senders) {
                      if (!(journal.append(batches.get(at)) instanceof Receipt.Kept)) {
                        throw new IllegalStateException("refused");
                      }
                    }
                  }));
        }
        for (Thread thread : threads) {
          thread.join();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        say(
            "journal, %d senders: %.0f batches/s, %.0f tellings/s, %d bytes a telling",
            senders,
            batches.size() / seconds,
            tellings / seconds,
            (journal.end().value() - end) / tellings);
      }
    }
  }

  private static void apply(Path directory, List<CleanBatch> batches, long tellings)
      throws Exception {
    try (EmbeddedStore store = EmbeddedStore.open(directory, EmbeddedOptions.DEFAULTS)) {
      for (var reader : store.readers()) {
        long start = System.nanoTime();
        int position = 0;
        for (int from = 0; from < batches.size(); from += 500) {
          List<CleanBatch> some = batches.subList(from, Math.min(from + 500, batches.size()));
          position += some.size();
          reader.apply(new Position(position), some);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        say("%s: %.0f tellings/s", reader.name(), tellings / seconds);
      }
      say("checksum %s", store.stored());
    }
    say("facts: %d bytes a telling", Files.size(directory.resolve("facts.duckdb")) / tellings);
    try (Stream<Path> days = Files.list(directory.resolve("content"))) {
      long bytes = days.mapToLong(day -> day.toFile().length()).sum();
      say("content: %d bytes a telling", bytes / tellings);
    }
  }

  private static void say(String format, Object... arguments) {
    System.out.println(String.format(Locale.ROOT, format, arguments));
  }
}
