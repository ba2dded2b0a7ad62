// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// Questions to a server that holds much and takes in more, with a report of a line a figure.
public final class QueryRun {
  private static final double MILLI = 1000;
  private static final int BEFORE = 3;
  private static final Duration MAKING = Duration.ofMinutes(30);
  private static final Duration BETWEEN = Duration.ofMillis(200);

  private interface Question {
    /// @param round counts from 0
    JsonNode ask(int round) throws IOException, InterruptedException;
  }

  private record Named(String name, Question question) {}

  private final QueryPlan plan;
  private final PrintWriter out;

  private QueryRun(QueryPlan plan, PrintWriter out) {
    this.plan = plan;
    this.out = out;
  }

  /// Fills, starts, asks, and prints what was seen.
  ///
  /// @param jar the server
  /// @param data directory to fill or to use as it is; empty for a temporary one
  /// @return whether every question was answered
  public static boolean run(QueryPlan plan, Path jar, Path data, PrintWriter out)
      throws IOException, InterruptedException {
    if (!data.toString().isEmpty()) {
      return new QueryRun(plan, out).run(jar, data);
    }
    Path folder = Files.createTempDirectory("farol-queries");
    try {
      return new QueryRun(plan, out).run(jar, folder.resolve("data"));
    } finally {
      OwnServer.delete(folder);
    }
  }

  private boolean run(Path jar, Path data) throws IOException, InterruptedException {
    say("machine", Machine.line());
    StoredWorld world = stored(plan, jar, data, this::say);
    try (OwnServer server = OwnServer.start(jar, data)) {
      Target target = server.target();
      try (Api api = new Api(target.api(), target.key())) {
        long begun = System.nanoTime();
        awaitRollUps(api);
        say("ready", "sums made after %.1f s", (System.nanoTime() - begun) / 1e9);
        ask(api, target, world);
        Gauge gauge = Gauge.read(target.pid(), target.data());
        say(
            "server",
            "%.0f MB resident, at most %.0f MB; %.0f MB on disk",
            gauge.residentBytes().orElse(0L) / 1e6,
            gauge.peakBytes().orElse(0L) / 1e6,
            gauge.diskBytes().orElse(0L) / 1e6);
      }
    }
    return true;
  }

  /// Says one thing of a report.
  interface Report {
    void say(String what, String format, Object... values);
  }

  /// Fills the directory unless it was filled before.
  static StoredWorld stored(QueryPlan plan, Path jar, Path data, Report report)
      throws IOException, InterruptedException {
    Path note = data.resolve("stored-world");
    if (Files.exists(note)) {
      String[] words = Files.readString(note).strip().split(" ", -1);
      StoredWorld world =
          new StoredWorld(
              Long.parseLong(words[0]),
              Long.parseLong(words[1]),
              Long.parseLong(words[2]),
              Integer.parseInt(words[3]));
      report.say("stored", "%s, as it was filled before, checksum %s", world, words[4]);
      return world;
    }
    long hour = Duration.ofHours(1).toNanos();
    long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    StoredWorld world =
        new StoredWorld(plan.seed(), plan.exchanges(), now / hour * hour, plan.days());
    try (OwnServer first = OwnServer.start(jar, data)) {
      first.target();
    }
    Files.deleteIfExists(data.resolve("endpoints.json"));
    long begun = System.nanoTime();
    String checksum = world.write(data.resolve("facts.duckdb"));
    Files.writeString(
        note,
        "%d %d %d %d %s%n"
            .formatted(
                world.seed(), world.exchanges(), world.untilEpochNanos(), world.days(), checksum));
    report.say(
        "stored", "%s, checksum %s, in %.0f s", world, checksum, (System.nanoTime() - begun) / 1e9);
    return world;
  }

  /// Waits until sums over everything are answered.
  static void awaitRollUps(Api api) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(MAKING);
    while (true) {
      try {
        api.get("/flows", Map.of());
        return;
      } catch (IOException e) {
        if (Instant.now().isAfter(end)) {
          throw e;
        }
        Thread.sleep(BETWEEN);
      }
    }
  }

  private void ask(Api api, Target target, StoredWorld world)
      throws IOException, InterruptedException {
    List<Named> questions = questions(api, world);
    for (int round = 0; round < plan.warmUp(); round++) {
      for (Named each : questions) {
        each.question().ask(round);
      }
    }
    if (plan.rate() == 0) {
      say("intake", "none");
      measure(questions);
      return;
    }
    Plan load = load();
    try (Spool spool =
            Spool.prepare(load, TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
        ExecutorService beside = Executors.newSingleThreadExecutor()) {
      say("intake", "%d spans/s beside the questions", plan.rate());
      Callable<Run> drive = () -> Drive.drive(load, spool, target.grpc());
      Future<Run> run = beside.submit(drive);
      TimeUnit.SECONDS.sleep(BEFORE);
      measure(questions);
      if (run.isDone()) {
        say("intake", "had ended before the last answer: give fewer --rounds");
      }
      report(run.get());
    } catch (ExecutionException e) {
      throw new IOException("the intake failed: " + e.getCause(), e);
    }
  }

  private Plan load() {
    int seconds = BEFORE + plan.rounds() * 3;
    return new Plan(
        plan.seed(),
        System.currentTimeMillis(),
        Math.multiplyExact(plan.rate(), seconds),
        256,
        2,
        4,
        plan.rate(),
        seconds);
  }

  private void report(Run run) {
    say(
        "ack ms",
        "p50 %.1f  p95 %.1f  p99 %.1f  max %.1f  of %d acknowledgements, %d to come back",
        run.latencies().getValueAtPercentile(50) / MILLI,
        run.latencies().getValueAtPercentile(95) / MILLI,
        run.latencies().getValueAtPercentile(99) / MILLI,
        run.latencies().getMaxValue() / MILLI,
        run.latencies().getTotalCount(),
        run.cameBack());
  }

  private void measure(List<Named> questions) throws IOException, InterruptedException {
    List<Histogram> taken = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    questions.forEach(question -> {
      taken.add(new Histogram(3));
      seen.add("");
    });
    for (int round = 0; round < plan.rounds(); round++) {
      for (int i = 0; i < questions.size(); i++) {
        long begun = System.nanoTime();
        JsonNode answer = questions.get(i).question().ask(plan.warmUp() + round);
        taken.get(i).recordValue((System.nanoTime() - begun) / 1000);
        seen.set(i, seen(answer));
      }
    }
    for (int i = 0; i < questions.size(); i++) {
      say(
          questions.get(i).name(),
          "p50 %.0f  p95 %.0f  max %.0f ms of %d  (%s)",
          taken.get(i).getValueAtPercentile(50) / MILLI,
          taken.get(i).getValueAtPercentile(95) / MILLI,
          taken.get(i).getMaxValue() / MILLI,
          plan.rounds(),
          seen.get(i));
    }
  }

  private static String seen(JsonNode answer) {
    for (String list : List.of("items", "spans", "unpriced")) {
      if (answer.has(list)) {
        return answer.path(list).size() + " " + list;
      }
    }
    return answer.path("exchanges").asText() + " exchanges";
  }

  private static List<Named> questions(Api api, StoredWorld world) {
    String to = time(world.untilEpochNanos());
    String from = time(world.untilEpochNanos() - TimeUnit.DAYS.toNanos(1));
    Map<String, String> day = Map.of("from", from, "to", to);
    return List.of(
        new Named("overview of 24 h", round -> api.get("/overview", day)),
        new Named(
            "the same, production",
            round -> api.get("/overview", with(day, "environment", "production"))),
        new Named("flows of 24 h", round -> api.get("/flows", day)),
        new Named("costs of 24 h", round -> api.get("/costs", day)),
        new Named("list, newest", round -> api.get("/exchanges", with(day, "limit", "30"))),
        new Named(
            "list, one integration",
            round ->
                api.get(
                    "/exchanges",
                    with(with(day, "limit", "30"), "integration", "serpro/consulta-cnd"))),
        new Named(
            "list, its failures",
            round ->
                api.get(
                    "/exchanges",
                    with(
                        with(with(day, "limit", "30"), "integration", "serpro/consulta-cnd"),
                        "outcome",
                        "failed"))),
        new Named(
            "list, one cause",
            round -> api.get("/exchanges", with(with(day, "limit", "30"), "cause", "auth"))),
        new Named(
            "list, with a text",
            round -> api.get("/exchanges", with(with(day, "limit", "30"), "q", "tentativa 17"))),
        new Named(
            "trace by id", round -> api.get("/traces/" + world.someTrace(7919L * round), Map.of())),
        new Named(
            "trace of 40,000 spans",
            round -> api.get("/traces/" + world.hugeTrace(), Map.of("limit", "200"))));
  }

  private static Map<String, String> with(
      Map<String, String> parameters, String name, String value) {
    Map<String, String> more = new TreeMap<>(parameters);
    more.put(name, value);
    return more;
  }

  private static String time(long epochNanos) {
    return Instant.ofEpochSecond(0, epochNanos).toString();
  }

  private void say(String what, String format, Object... values) {
    out.printf(Locale.ROOT, "%-22s %s%n", what, format.formatted(values));
    out.flush();
  }
}
