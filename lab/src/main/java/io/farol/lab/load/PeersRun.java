// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The same load against Farol and against servers that others would pick, one after the other on
/// this machine: what is acknowledged, what can be read, what it takes, and what is left of the
/// acknowledged after a kill.
public final class PeersRun {
  private static final Duration POLL = Duration.ofSeconds(1);

  /// How long a count must stand still after a kill to be taken for the last word.
  private static final Duration STILL = Duration.ofSeconds(10);

  /// Starts a server on a folder: again on the same folder after it was killed.
  private interface Start {
    Peer on(Path folder) throws IOException, InterruptedException;
  }

  private final Plan plan;
  private final Duration settle;
  private final PrintWriter out;

  private PeersRun(Plan plan, Duration settle, PrintWriter out) {
    this.plan = plan;
    this.settle = settle;
    this.out = out;
  }

  /// Runs and prints a line a figure for each server.
  ///
  /// @param jar Farol
  /// @param phoenix Python of an environment with Phoenix, if there is one
  /// @param jaeger program of Jaeger 2, if there is one
  /// @param settle how long the spans may take to become readable
  /// @return whether Farol kept all it acknowledged
  public static boolean run(
      Plan plan,
      Path jar,
      Optional<Path> phoenix,
      Optional<Path> jaeger,
      Duration settle,
      PrintWriter out)
      throws IOException, InterruptedException {
    long firstNanos = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    Map<String, Start> servers = new LinkedHashMap<>();
    servers.put("Farol", folder -> FarolPeer.start(jar, folder));
    phoenix.ifPresent(
        python -> servers.put("Phoenix", folder -> PhoenixPeer.start(python, folder)));
    jaeger.ifPresent(program ->
        servers.put(
            "Jaeger", folder -> JaegerPeer.start(program, folder, firstNanos, plan.wanted())));
    return new PeersRun(plan, settle, out).run(servers, firstNanos);
  }

  private boolean run(Map<String, Start> servers, long firstNanos)
      throws IOException, InterruptedException {
    say("machine", Machine.line());
    say(
        "load",
        "seed %d, batches of %d, %d connections with %d calls in flight each, %d s as fast as it goes",
        plan.seed(),
        plan.batch(),
        plan.connections(),
        plan.inFlight(),
        plan.seconds());
    boolean farolKeptAll = false;
    try (Spool spool = Spool.prepare(plan, firstNanos)) {
      for (Map.Entry<String, Start> server : servers.entrySet()) {
        out.printf("%n%s%n", server.getKey());
        load(server.getValue(), spool);
        boolean keptAll = kill(server.getValue(), spool);
        farolKeptAll |= keptAll && server.getKey().equals("Farol");
      }
    }
    return farolKeptAll;
  }

  private void load(Start start, Spool spool) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("farol-peer");
    try (Peer peer = start.on(folder)) {
      Gauge before = gauge(peer);
      Run run = Drive.drive(plan, spool, peer.grpc());
      long ended = System.nanoTime();
      long acknowledged = acknowledged(run);
      Gauge after = gauge(peer);
      long atOnce = peer.readable();
      double waited = seconds(ended);
      long readable = atOnce;
      while (readable < acknowledged && seconds(ended) < settle.toSeconds()) {
        Thread.sleep(POLL);
        after = gauge(peer);
        waited = seconds(ended);
        readable = peer.readable();
      }
      say(
          "acknowledged",
          "%d spans, %.0f a second; %d answers to come back, %d without a clear answer",
          acknowledged,
          acknowledged / run.seconds(),
          run.cameBack(),
          run.failed());
      say("ack ms", "p50 %.1f  p99 %.1f", percentile(run, 50), percentile(run, 99));
      say(
          "readable",
          "%d when the sending ended, %d after %.0f s, %.0f a second",
          atOnce,
          readable,
          waited,
          readable / (run.seconds() + waited));
      long seen = Math.max(1, readable);
      say(
          "cpu",
          "%.2f s a thousand readable spans",
          (after.cpuSeconds().orElseThrow() - before.cpuSeconds().orElseThrow()) * 1000 / seen);
      say("resident", "at most %.0f MB", after.peakBytes().orElseThrow() / 1e6);
      say(
          "disk",
          "%d bytes a readable span",
          (after.diskBytes().orElseThrow() - before.diskBytes().orElseThrow()) / seen);
    } finally {
      OwnServer.delete(folder);
    }
  }

  private boolean kill(Start start, Spool spool) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("farol-peer");
    try {
      long acknowledged;
      try (Peer peer = start.on(folder)) {
        acknowledged = acknowledged(Drive.drive(plan, spool, peer.grpc()));
        peer.kill();
      }
      try (Peer peer = start.on(folder)) {
        long readable = still(peer);
        long lost = Math.max(0, acknowledged - readable);
        say("killed", "%d of %d acknowledged spans are gone", lost, acknowledged);
        return lost == 0 && acknowledged > 0;
      }
    } finally {
      OwnServer.delete(folder);
    }
  }

  /// What can be read once that does not grow any more.
  private static long still(Peer peer) throws IOException, InterruptedException {
    long readable = peer.readable();
    Instant since = Instant.now();
    while (Duration.between(since, Instant.now()).compareTo(STILL) < 0) {
      Thread.sleep(POLL);
      long now = peer.readable();
      since = now == readable ? since : Instant.now();
      readable = now;
    }
    return readable;
  }

  private static Gauge gauge(Peer peer) throws IOException {
    return Gauge.read(Optional.of(peer.pid()), Optional.of(peer.data()));
  }

  private long acknowledged(Run run) {
    return run.acknowledged().stream().mapToLong(plan::spansOf).sum();
  }

  private static double percentile(Run run, double which) {
    return run.latencies().getValueAtPercentile(which) / 1000.0;
  }

  private static double seconds(long sinceNanos) {
    return (System.nanoTime() - sinceNanos) / 1e9;
  }

  private void say(String what, String format, Object... values) {
    out.printf(Locale.ROOT, "%-12s %s%n", what, String.format(Locale.ROOT, format, values));
    out.flush();
  }
}
