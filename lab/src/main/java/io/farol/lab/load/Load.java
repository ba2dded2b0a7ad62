// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// One load from its preparation to its proof, with a report of a line a figure.
public final class Load {
  private static final double MEGABYTE = 1e6;
  private static final double MILLI = 1000;

  private final Plan plan;
  private final Target target;
  private final PrintWriter out;

  private Load(Plan plan, Target target, PrintWriter out) {
    this.plan = plan;
    this.target = target;
    this.out = out;
  }

  /// Prepares, sends, waits for the readers, reads everything back, and prints what was seen.
  ///
  /// @return whether every acknowledged span is there exactly once, and something was acknowledged
  public static boolean run(Plan plan, Target target, PrintWriter out)
      throws IOException, InterruptedException {
    return new Load(plan, target, out).run();
  }

  private boolean run() throws IOException, InterruptedException {
    say("machine", Machine.line());
    say(
        "load",
        "seed %d, batches of %d spans, %d connections with %d calls in flight each, %s",
        plan.seed(),
        plan.batch(),
        plan.connections(),
        plan.inFlight(),
        plan.rate() == 0 ? "as fast as it goes" : plan.rate() + " spans/s");
    long firstNanos = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    long begun = System.nanoTime();
    try (Spool spool = Spool.prepare(plan, firstNanos);
        Api api = new Api(target.api(), target.key())) {
      say(
          "prepared",
          "%d spans, %.1f MB, in %.1f s (outside the measured time)",
          plan.wanted(),
          spool.bytes() / MEGABYTE,
          (System.nanoTime() - begun) / 1e9);
      Gauge before = Gauge.read(target.pid(), target.data());
      Run run;
      LagWatch watch = LagWatch.start(api);
      try (watch) {
        run = Drive.drive(plan, spool, target.grpc());
      }
      report(run);
      long ended = System.nanoTime();
      ReadBack.awaitReaders(api);
      say(
          "readers",
          "at most %.1f s behind, all there %.1f s after the last acknowledgement",
          watch.mostMillis() / MILLI,
          (System.nanoTime() - ended) / 1e9);
      Gauge after = Gauge.read(target.pid(), target.data());
      report(before, after, spans(run));
      ReadBack read = ReadBack.of(api, plan, run.acknowledged(), firstNanos);
      report(read);
      return read.isGood() && read.expected().count() > 0;
    }
  }

  private long spans(Run run) {
    return run.acknowledged().stream().mapToLong(plan::spansOf).sum();
  }

  private void report(Run run) {
    long spans = spans(run);
    say("spans/s", "%.0f (%d acknowledged in %.2f s)", spans / run.seconds(), spans, run.seconds());
    say(
        "ack ms",
        "p50 %.1f  p95 %.1f  p99 %.1f  max %.1f  of %d acknowledgements",
        run.latencies().getValueAtPercentile(50) / MILLI,
        run.latencies().getValueAtPercentile(95) / MILLI,
        run.latencies().getValueAtPercentile(99) / MILLI,
        run.latencies().getMaxValue() / MILLI,
        run.latencies().getTotalCount());
    say(
        "refused",
        "%d to come back later, %d spans for good, %d without a clear answer%s",
        run.cameBack(),
        run.rejected(),
        run.failed(),
        run.reason().isEmpty() ? "" : ": " + run.reason());
  }

  private void report(Gauge before, Gauge after, long spans) {
    double millions = Math.max(1, spans) / 1e6;
    say(
        "cpu",
        after
            .cpuSeconds()
            .map(end ->
                "%.1f s per million spans"
                    .formatted((end - before.cpuSeconds().orElse(0.0)) / millions))
            .orElse("not measured: give --server-pid"));
    say(
        "resident",
        after
            .residentBytes()
            .map(now ->
                "%.0f MB, at most %.0f MB"
                    .formatted(now / MEGABYTE, after.peakBytes().orElse(now) / MEGABYTE))
            .orElse("not measured: give --server-pid"));
    say(
        "disk",
        after
            .diskBytes()
            .map(end ->
                "%.0f bytes a span"
                    .formatted((end - before.diskBytes().orElse(0L)) / (millions * 1e6)))
            .orElse("not measured: give --data"));
  }

  private void report(ReadBack read) {
    say(
        "read back",
        "%d acknowledged, %d lost, %d doubled, %d kept without an acknowledgement",
        read.expected().count(),
        read.lost(),
        read.doubled(),
        read.unasked());
    say("checksum", "%s acknowledged, %s read back", read.expected(), read.found());
  }

  private void say(String what, String format, Object... values) {
    out.printf(Locale.ROOT, "%-10s %s%n", what, format.formatted(values));
    out.flush();
  }
}
