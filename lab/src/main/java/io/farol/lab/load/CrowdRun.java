// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Takes spans alone, then beside a question that reads everything, sixteen slow readers and an
/// export, all at once, and compares how long acknowledgements take.
public final class CrowdRun {
  private static final double MILLI = 1000;
  private static final int SLOW_READERS = 16;
  private static final int MOST_TIMES = 3;
  private static final double MOST_MILLIS_MORE = 100;

  /// Nothing that is stored says this, so that all of it is looked at.
  private static final Map<String, String> EVERYTHING =
      Map.of("q", "nothing says this", "limit", "30");

  private final QueryPlan stored;
  private final int seconds;
  private final PrintWriter out;

  private CrowdRun(QueryPlan stored, int seconds, PrintWriter out) {
    this.stored = stored;
    this.seconds = seconds;
    this.out = out;
  }

  /// Refuses what cannot be driven.
  ///
  /// @throws IllegalArgumentException naming the option, its value and what it may be
  public static void check(QueryPlan stored, int seconds) {
    if (stored.rate() < 1) {
      throw new IllegalArgumentException("--rate 0 is too small; give 1 or more");
    }
    if (seconds < 1) {
      throw new IllegalArgumentException("--seconds " + seconds + " is too small; give 1 or more");
    }
  }

  /// Fills, starts, drives twice, and prints what was seen.
  ///
  /// @param stored what is stored, and at which rate spans come in
  /// @param seconds how long each of the two drives lasts
  /// @param jar the server
  /// @param data directory to fill or to use as it is; empty for a temporary one
  /// @return whether the intake held: p99 at most threefold, or 100 ms more
  public static boolean run(QueryPlan stored, int seconds, Path jar, Path data, PrintWriter out)
      throws IOException, InterruptedException {
    CrowdRun run = new CrowdRun(stored, seconds, out);
    if (!data.toString().isEmpty()) {
      return run.run(jar, data);
    }
    Path folder = Files.createTempDirectory("farol-crowd");
    try {
      return run.run(jar, folder.resolve("data"));
    } finally {
      OwnServer.delete(folder);
    }
  }

  private boolean run(Path jar, Path data) throws IOException, InterruptedException {
    say("machine", Machine.line());
    QueryRun.stored(stored, jar, data, this::say);
    try (OwnServer server = OwnServer.start(jar, data)) {
      Target target = server.target();
      try (Api api = new Api(target.api(), target.key())) {
        QueryRun.awaitRollUps(api);
        drive("warm", target);
        double alone = drive("alone", target);
        double beside;
        try (Crowd crowd = new Crowd(target)) {
          beside = drive("in a crowd", target);
          say("crowd", "%s", crowd.inWords());
        }
        Gauge gauge = Gauge.read(target.pid(), target.data());
        say("resident", "at most %.0f MB", gauge.peakBytes().orElse(0L) / 1e6);
        boolean held = beside <= Math.max(MOST_TIMES * alone, alone + MOST_MILLIS_MORE);
        say(
            "intake",
            "%s: p99 %.1f ms beside them, %.1f ms alone; threefold or 100 ms more is allowed",
            held ? "held" : "did not hold",
            beside,
            alone);
        return held;
      }
    }
  }

  /// @return the 99th percentile of the acknowledgements, in milliseconds
  private double drive(String what, Target target) throws IOException, InterruptedException {
    Plan load =
        new Plan(
            stored.seed(),
            System.currentTimeMillis(),
            Math.multiplyExact(stored.rate(), seconds),
            256,
            2,
            4,
            stored.rate(),
            seconds);
    try (Spool spool =
        Spool.prepare(load, TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()))) {
      Run run = Drive.drive(load, spool, target.grpc());
      double p99 = run.latencies().getValueAtPercentile(99) / MILLI;
      say(
          what,
          "%d spans/s: p50 %.1f  p95 %.1f  p99 %.1f  max %.1f ms of %d acknowledgements, %d to come back, %d failed",
          stored.rate(),
          run.latencies().getValueAtPercentile(50) / MILLI,
          run.latencies().getValueAtPercentile(95) / MILLI,
          p99,
          run.latencies().getMaxValue() / MILLI,
          run.latencies().getTotalCount(),
          run.cameBack(),
          run.failed());
      return p99;
    }
  }

  private void say(String what, String format, Object... values) {
    out.printf(Locale.ROOT, "%-10s %s%n", what, String.format(Locale.ROOT, format, values));
    out.flush();
  }

  /// Those who ask meanwhile.
  private static final class Crowd implements AutoCloseable {

    private interface Asking {
      void ask(Api api) throws IOException, InterruptedException;
    }

    private final Target target;
    private final List<SlowReader> readers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong scans = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong exported = new AtomicLong();
    private volatile boolean closed;

    Crowd(Target target) {
      this.target = target;
      for (int i = 0; i < SLOW_READERS; i++) {
        readers.add(SlowReader.start(target.api()));
      }
      start(this::scan);
      start(this::export);
    }

    private void start(Asking asking) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try (Api api = new Api(target.api(), target.key())) {
                  while (!closed) {
                    goOn(asking, api);
                  }
                }
              }));
    }

    /// A question that is refused or takes too long is asked again: that is what a crowd does.
    private void goOn(Asking asking, Api api) {
      try {
        asking.ask(api);
      } catch (IOException e) {
        refused.incrementAndGet();
      } catch (InterruptedException e) {
        closed = true;
      }
    }

    private void scan(Api api) throws IOException, InterruptedException {
      api.get("/exchanges", EVERYTHING);
      scans.incrementAndGet();
    }

    private void export(Api api) throws IOException, InterruptedException {
      String cursor = "";
      do {
        JsonNode page =
            api.get(
                "/exchanges",
                cursor.isEmpty()
                    ? Map.of("limit", "1000")
                    : Map.of("limit", "1000", "cursor", cursor));
        exported.addAndGet(page.path("items").size());
        cursor = page.path("next").asText("");
      } while (!cursor.isEmpty() && !closed);
    }

    String inWords() {
      long read = readers.stream().mapToLong(SlowReader::read).sum();
      long gone = readers.stream().filter(reader -> !reader.failure().isEmpty()).count();
      return "%d questions that read everything, %d exchanges exported, %d refused; %d slow readers had %d bytes, %d of them gave up"
          .formatted(scans.get(), exported.get(), refused.get(), readers.size(), read, gone);
    }

    @Override
    public void close() throws InterruptedException {
      closed = true;
      for (SlowReader reader : readers) {
        reader.close();
      }
      for (Thread thread : threads) {
        thread.interrupt();
        thread.join();
      }
    }
  }
}
