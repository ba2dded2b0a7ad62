// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.micro;

import io.farol.flow.Journal.Receipt;
import io.farol.store.embedded.journal.JournalOptions;
import io.farol.store.embedded.journal.SegmentedJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/// Batches of [Traffic#SPANS] spans appended to a journal on the disk of `java.io.tmpdir`, encoded,
/// written and forced: in how long one sender is answered, and how many a second are kept when
/// several wait for the same force.
@State(Scope.Benchmark)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgs = {"-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xmx512m"})
public class JournalBench {

  private final AtomicInteger turn = new AtomicInteger();
  private @Nullable Path directory;
  private @Nullable SegmentedJournal journal;

  /// Made by JMH.
  public JournalBench() {}

  @Setup(Level.Iteration)
  public void open() throws IOException {
    directory = Files.createTempDirectory("farol-journal");
    journal = SegmentedJournal.open(directory, JournalOptions.DEFAULTS);
  }

  @TearDown(Level.Iteration)
  public void close() throws IOException {
    if (journal != null) {
      journal.close();
    }
    if (directory != null) {
      try (Stream<Path> files = Files.walk(directory)) {
        List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        for (Path file : deepestFirst) {
          Files.delete(file);
        }
      }
    }
  }

  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  @OutputTimeUnit(TimeUnit.MILLISECONDS)
  public Receipt alone(Traffic traffic) {
    return append(traffic);
  }

  @Benchmark
  @Threads(16)
  @BenchmarkMode(Mode.Throughput)
  @OutputTimeUnit(TimeUnit.SECONDS)
  public Receipt sixteenSenders(Traffic traffic) {
    return append(traffic);
  }

  private Receipt append(Traffic traffic) {
    SegmentedJournal open = journal;
    if (open == null) {
      throw new IllegalStateException("no journal is open");
    }
    Receipt receipt = open.append(traffic.rated(turn.getAndIncrement() & Integer.MAX_VALUE));
    if (!(receipt instanceof Receipt.Kept)) {
      throw new IllegalStateException("the journal answered " + receipt);
    }
    return receipt;
  }
}
