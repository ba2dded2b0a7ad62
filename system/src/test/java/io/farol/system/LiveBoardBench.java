// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import io.farol.flow.CleanBatch;
import io.farol.flow.Draft;
import io.farol.flow.Position;
import io.farol.model.CallKind;
import io.farol.model.Evidence;
import io.farol.model.Scope;
import io.farol.model.SpanStatus;
import io.farol.testkit.Drafts;
import io.farol.testkit.Sketch;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How many tellings a second the live board takes, what a snapshot costs, and how many outcomes a
/// second the table judges. Run by hand; prints its correctness checksum beside the times.
final class LiveBoardBench {

  private static final int CALLS = 200_000;
  private static final int PER_BATCH = 256;
  private static final int INTEGRATIONS = 100;

  private LiveBoardBench() {}

  public static void main(String[] arguments) {
    PrintStream out = System.out;
    List<CleanBatch> batches = batches();
    for (int round = 0; round < 5; round++) {
      LiveBoard board = new LiveBoard();
      long begun = spent();
      for (int i = 0; i < batches.size(); i++) {
        board.apply(new Position(i + 1), List.of(batches.get(i)));
      }
      double seconds = (spent() - begun) / 1e9;
      Instant now = Instant.ofEpochSecond(0, Drafts.NOON + Duration.ofMinutes(2).toNanos());
      Scope all = new Scope(Scope.DEFAULT_TENANT, null);
      long first = spent();
      LiveSnapshot snapshot = board.snapshot(all, now);
      double firstMillis = (spent() - first) / 1e6;
      long next = spent();
      for (int i = 1; i <= 20; i++) {
        board.snapshot(all, now.plusSeconds(i));
      }
      out.printf(
          "apply %,.0f tellings/s · first snapshot %.1f ms, next %.2f ms · in flight %d,"
              + " exchanges %d%n",
          3 * CALLS / seconds,
          firstMillis,
          (spent() - next) / 20e6,
          snapshot.inFlight().size(),
          snapshot.integrations().stream().mapToLong(each -> each.evidence().exchanges()).sum());
    }
    judge(out, "success", evidence(SpanStatus.Code.UNSET, 200, null, null));
    judge(out, "429", evidence(SpanStatus.Code.ERROR, 429, "insufficient_quota", null));
    judge(
        out,
        "exception",
        evidence(SpanStatus.Code.ERROR, null, null, "java.net.http.HttpTimeoutException"));
  }

  private static void judge(PrintStream out, String what, Evidence evidence) {
    OutcomeTable table = OutcomeTable.standard();
    int rounds = 300_000;
    int checksum = 0;
    long begun = 0;
    for (int i = -rounds; i < rounds; i++) {
      if (i == 0) {
        begun = spent();
      }
      checksum += table.judge(evidence).hashCode();
    }
    double seconds = (spent() - begun) / 1e9;
    out.printf("judge %s %,.0f/s (%d)%n", what, rounds / seconds, checksum);
  }

  /// Processor time of this thread, since other work may share the machine.
  private static long spent() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static Evidence evidence(
      SpanStatus.Code status,
      @Nullable Integer http,
      @Nullable String code,
      @Nullable String exception) {
    return new Evidence(
        "azure-openai",
        status,
        http,
        null,
        null,
        exception == null ? List.of() : List.of(exception),
        exception == null ? List.of() : List.of("request timed out"),
        code,
        List.of());
  }

  /// Two minutes of model calls with a start, an end, and the end of the transport below.
  private static List<CleanBatch> batches() {
    List<CleanBatch> batches = new ArrayList<>();
    List<Draft> pending = new ArrayList<>();
    long step = Duration.ofMinutes(2).toNanos() / CALLS;
    for (int i = 1; i <= CALLS; i++) {
      String integration = "azure-openai/model-" + i % INTEGRATIONS;
      Sketch model =
          Sketch.call(CallKind.MODEL, Drafts.key(i, 1), "azure-openai", integration, "chat")
              .at(Drafts.NOON + i * step)
              .model("model", null);
      Sketch http = Sketch.http(Drafts.key(i, 2)).at(Drafts.NOON + i * step).parent(model.id());
      pending.addAll(
          i % 1_000 == 0
              ? List.of(model.start())
              : List.of(model.start(), http.end(), model.end()));
      if (pending.size() >= PER_BATCH) {
        batches.add(
            Drafts.batch(Scope.DEFAULT_TENANT, Drafts.NOON + i * step, List.copyOf(pending)));
        pending.clear();
      }
    }
    return batches;
  }
}
