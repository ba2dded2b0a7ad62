// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A server that is killed while it takes spans, and started again: how long until its doors are
/// open, until its readers have caught up, and whether everything acknowledged is there. Then a
/// clean stop, and the start after it.
public final class ReplayRun {
  private static final double MEGABYTE = 1e6;

  private final Plan plan;
  private final PrintWriter out;

  private ReplayRun(Plan plan, PrintWriter out) {
    this.plan = plan;
    this.out = out;
  }

  /// Prepares, sends, kills, starts, waits, reads everything back, and prints what was seen.
  ///
  /// @param jar the server
  /// @return whether every acknowledged span is there exactly once, and something was acknowledged
  public static boolean run(Plan plan, Path jar, PrintWriter out)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("farol-replay");
    try {
      return new ReplayRun(plan, out).run(jar, folder.resolve("data"));
    } finally {
      OwnServer.delete(folder);
    }
  }

  private boolean run(Path jar, Path data) throws IOException, InterruptedException {
    say("machine", Machine.line());
    say(
        "load",
        "seed %d, %d spans at most, batches of %d",
        plan.seed(),
        plan.wanted(),
        plan.batch());
    long firstNanos = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    Run run = killed(jar, data, firstNanos);
    boolean good = afterKill(jar, data, run, firstNanos);
    afterStop(jar, data);
    return good;
  }

  private Run killed(Path jar, Path data, long firstNanos)
      throws IOException, InterruptedException {
    try (Spool spool = Spool.prepare(plan, firstNanos);
        OwnServer server = OwnServer.start(jar, data)) {
      Run run = Drive.drive(plan, spool, server.target().grpc());
      server.kill();
      long spans = run.acknowledged().stream().mapToLong(plan::spansOf).sum();
      say("killed", "after %d spans acknowledged in %.1f s", spans, run.seconds());
      return run;
    }
  }

  private boolean afterKill(Path jar, Path data, Run run, long firstNanos)
      throws IOException, InterruptedException {
    long journal = journalBytes(data);
    try (OwnServer server = OwnServer.start(jar, data)) {
      Target target = server.target();
      report("killed", server, target, journal);
      try (Api api = new Api(target.api(), target.key())) {
        long begun = System.nanoTime();
        ReadBack.awaitReaders(api);
        say("caught up", "%.1f s after its doors were open", (System.nanoTime() - begun) / 1e9);
        ReadBack read = ReadBack.of(api, plan, run.acknowledged(), firstNanos);
        say(
            "read back",
            "%d acknowledged, %d lost, %d doubled, %d kept without an acknowledgement",
            read.expected().count(),
            read.lost(),
            read.doubled(),
            read.unasked());
        say("checksum", "%s acknowledged, %s read back", read.expected(), read.found());
        return read.isGood() && read.expected().count() > 0;
      }
    }
  }

  private void afterStop(Path jar, Path data) throws IOException, InterruptedException {
    long journal = journalBytes(data);
    try (OwnServer server = OwnServer.start(jar, data)) {
      report("stopped", server, server.target(), journal);
    }
  }

  private void report(String before, OwnServer server, Target target, long journal)
      throws IOException, InterruptedException {
    Gauge gauge = Gauge.read(target.pid(), Optional.empty());
    long replay = server.told("replayMillis");
    say(
        "start",
        "%s before: ready after %d ms, %.1f s of CPU, %.0f MB resident",
        before,
        server.told("millis"),
        gauge.cpuSeconds().orElse(0.0),
        gauge.residentBytes().orElse(0L) / MEGABYTE);
    say(
        "replay",
        "%.1f MB of journal in %d ms, %.0f MB/s",
        journal / MEGABYTE,
        replay,
        journal / MEGABYTE / Math.max(1, replay) * 1000);
  }

  private static long journalBytes(Path data) throws IOException {
    try (Stream<Path> segments = Files.list(data.resolve("journal"))) {
      return segments.mapToLong(segment -> segment.toFile().length()).sum();
    }
  }

  private void say(String what, String format, Object... values) {
    out.printf(Locale.ROOT, "%-10s %s%n", what, String.format(Locale.ROOT, format, values));
    out.flush();
  }
}
