// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.micro;

import io.farol.flow.CleanBatch;
import io.farol.flow.DraftBatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The stages before the journal, and the reading of what the journal holds, on one thread:
/// microseconds a span of the content of `bench ingest`.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(Traffic.SPANS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgs = {"-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xmx512m"})
public class StagesBench {

  private int turn;

  /// Made by JMH.
  public StagesBench() {}

  @Benchmark
  public DraftBatch decode(Traffic traffic) {
    return traffic.decode(next());
  }

  @Benchmark
  public CleanBatch redact(Traffic traffic) {
    return traffic.redact(next());
  }

  @Benchmark
  public CleanBatch rate(Traffic traffic) {
    return traffic.rate(next());
  }

  @Benchmark
  public byte[] encode(Traffic traffic) {
    return traffic.encode(next());
  }

  @Benchmark
  public CleanBatch read(Traffic traffic) {
    return traffic.read(next());
  }

  private int next() {
    turn = turn + 1 & Integer.MAX_VALUE;
    return turn;
  }
}
