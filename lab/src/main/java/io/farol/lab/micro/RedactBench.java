// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.micro;

import io.farol.semantic.redact.PseudonymKey;
import io.farol.semantic.redact.TextRedactor;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// How fast one thread redacts Portuguese chat. One operation is a megabyte ([Talk#BYTES]), so the
/// score is in MB/s.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgs = {"-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xmx512m"})
public class RedactBench {

  @Param private Talk talk = Talk.PLAIN;

  private final TextRedactor redactor = new TextRedactor(PseudonymKey.of(new byte[32]));
  private List<String> texts = List.of();
  private int checksum;

  /// Made by JMH.
  public RedactBench() {}

  @Setup(Level.Trial)
  public void write() {
    texts = talk.texts();
  }

  @Benchmark
  public int megabyte() {
    int sum = 0;
    for (String text : texts) {
      sum = sum * 31 + redactor.redact(null, text).length();
    }
    checksum = sum;
    return sum;
  }

  @TearDown(Level.Trial)
  public void tell() {
    System.out.printf("# %s: %d texts, checksum %08x%n", talk, texts.size(), checksum);
  }
}
