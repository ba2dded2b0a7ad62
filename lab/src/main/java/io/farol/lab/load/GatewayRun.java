// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/// One load of the gateway: the same upstream is called directly, through nginx where there is one,
/// and through the gateway, in turns, and what differs is printed. Load, upstream, nginx and server
/// share the machine.
public final class GatewayRun {

  private static final byte[] QUESTION =
      ("{\"model\":\"gpt-4.1\",\"messages\":[{\"role\":\"system\",\"content\":\"Responda em uma frase.\"},"
              + "{\"role\":\"user\",\"content\":\"Qual \u00e9 o saldo da minha conta?\"}]}")
          .getBytes(StandardCharsets.UTF_8);
  private static final String CHAT = "/v1/chat/completions";
  private static final String JSON = "Content-Type: application/json\r\n";
  private static final String LOST = "farol_gateway_captures_lost_total";
  private static final String BODILESS = "farol_gateway_captures_without_body_total";
  private static final int CLOSED_LOOP = 32;
  private static final int CHUNK_MILLIS = 50;
  private static final int EVENT_HEAD = "data: ".length();
  private static final int STARTS_A_SECOND = 200;
  private static final int HELD_MILLIS = 1_500;

  /// What a process has open besides sockets, at most.
  private static final int FILES = 1_500;

  /// So many measurements' time goes before the first, that most is compiled by then.
  private static final int WARMING = 3;

  /// How the upstream is called.
  private enum Way {
    DIRECT,
    /// Through nginx, which looks at nothing.
    NGINX,
    /// Through a route that captures nothing: the forwarding alone.
    FORWARDED,
    /// Through a route that captures everything.
    CAPTURED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Who is called, by port.
  private record Doors(int direct, Optional<NginxProxy> nginx, int gateway) {}

  private final GatewayPlan plan;
  private final PrintWriter out;
  private final Target target;
  private final Api api;
  private final Doors doors;
  private final List<Way> ways;
  private final AtomicLong answer = new AtomicLong();
  private final AtomicLong called = new AtomicLong();
  private final AtomicLong wrong = new AtomicLong();

  private GatewayRun(GatewayPlan plan, PrintWriter out, Target target, Api api, Doors doors) {
    this.plan = plan;
    this.out = out;
    this.target = target;
    this.api = api;
    this.doors = doors;
    this.ways =
        Stream.of(Way.values())
            .filter(way -> way != Way.NGINX || doors.nginx().isPresent())
            .toList();
  }

  /// Runs it and prints what it found.
  ///
  /// @param nginx the program to compare with; empty: none
  /// @return whether every answer was right and nothing was left over
  public static boolean run(GatewayPlan plan, Path serverJar, Optional<Path> nginx, PrintWriter out)
      throws IOException, InterruptedException {
    try (StubUpstream upstream = new StubUpstream();
        Beside beside = Beside.start(nginx, upstream.port());
        OwnServer server = OwnServer.startWithGateway(serverJar, configuration(upstream.port()))) {
      Target target = server.target();
      try (Api api = new Api(target.api(), target.key())) {
        out.println(Machine.line());
        out.println(beside.said());
        Doors doors = new Doors(upstream.port(), beside.nginx(), server.gateway().getPort());
        GatewayRun run = new GatewayRun(plan, out, target, api, doors);
        boolean good = plan.soakMinutes() > 0 ? run.soak() : run.measure();
        out.flush();
        return good;
      }
    }
  }

  /// nginx, or why there is none: what cannot be compared with is left out, and says so.
  private record Beside(Optional<NginxProxy> nginx, String said) implements AutoCloseable {

    static Beside start(Optional<Path> program, int upstream) throws InterruptedException {
      if (program.isEmpty()) {
        return new Beside(Optional.empty(), "nginx is left out: there is none (--nginx FILE)");
      }
      try {
        NginxProxy proxy = NginxProxy.start(program.get(), upstream);
        return new Beside(Optional.of(proxy), "beside it: " + NginxProxy.version(program.get()));
      } catch (IOException e) {
        return new Beside(Optional.empty(), "nginx is left out: " + e.getMessage());
      }
    }

    @Override
    public void close() throws IOException {
      if (nginx.isPresent()) {
        nginx.get().close();
      }
    }
  }

  private static String configuration(int port) {
    return """
    gateway:
      routes:
        - name: bench
          upstream: http://127.0.0.1:%1$d
          platform: openai
          from: lab
          allow-private: true
        - name: quiet
          upstream: http://127.0.0.1:%1$d
          capture: off
          allow-private: true
    """
        .formatted(port);
  }

  private HttpLane lane(Way way) throws IOException {
    return switch (way) {
      case DIRECT -> new HttpLane(doors.direct(), "");
      case NGINX -> new HttpLane(doors.nginx().orElseThrow().port(), "");
      case FORWARDED -> new HttpLane(doors.gateway(), "/quiet");
      case CAPTURED -> new HttpLane(doors.gateway(), "/bench");
    };
  }

  private boolean measure() throws IOException, InterruptedException {
    say(
        "seed %d, chats of %d bytes there and %d back",
        plan.seed(), QUESTION.length, answerLength());
    closedLoop(Way.CAPTURED, 3);
    settle();
    inFlight();
    for (Way way : ways.reversed()) {
      closedLoop(way, way == Way.CAPTURED ? WARMING * plan.seconds() : 1);
    }
    latency();
    throughput();
    streams();
    visibility();
    largeBodies();
    say("peak memory of the server: %.0f MiB", gauge().peakBytes().orElse(0L) / 1048576.0);
    say("wrong answers: %d; checksum of every other: %08x", wrong.get(), answer.get());
    return nothingLeft() && wrong.get() == 0;
  }

  private void say(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }

  private Gauge gauge() throws IOException {
    return Gauge.read(target.pid(), Optional.empty());
  }

  /// How long the answer to a chat is, asked directly; every later one has to be the same.
  private int answerLength() throws IOException {
    try (HttpLane lane = lane(Way.DIRECT)) {
      CRC32 sum = new CRC32();
      AtomicLong length = new AtomicLong();
      called.incrementAndGet();
      lane.send("POST", CHAT, JSON, QUESTION);
      lane.answer(piece -> {
        sum.update(piece);
        length.addAndGet(piece.length);
      });
      answer.set(sum.getValue());
      return (int) length.get();
    }
  }

  private void chat(HttpLane lane) throws IOException {
    CRC32 sum = new CRC32();
    called.incrementAndGet();
    lane.send("POST", CHAT, JSON, QUESTION);
    lane.answer(sum::update);
    if (sum.getValue() != answer.get()) {
      wrong.incrementAndGet();
    }
  }

  /// Open loop: each call has its moment, and its latency counts from there.
  private Figures openLoop(Way way, int seconds) throws InterruptedException {
    Figures figures = new Figures();
    int lanes = 16;
    List<Thread> threads = new ArrayList<>();
    long begin = System.nanoTime() + 100_000_000;
    long step = 1_000_000_000L * lanes / plan.rate();
    long end = begin + seconds * 1_000_000_000L;
    for (int i = 0; i < lanes; i++) {
      long first = begin + step * i / lanes;
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                try (HttpLane lane = lane(way)) {
                  for (long due = first; due < end; due += step) {
                    long wait = due - System.nanoTime();
                    if (wait > 0) {
                      Thread.sleep(Duration.ofNanos(wait));
                    }
                    long from = System.nanoTime();
                    chat(lane);
                    figures.add(System.nanoTime() - from);
                  }
                } catch (IOException e) {
                  wrong.incrementAndGet();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return figures;
  }

  /// In turns, so that what else the machine does falls on both.
  private void latency() throws InterruptedException {
    double[][] quantiles = new double[Way.values().length][2];
    for (int round = 0; round < 2; round++) {
      for (Way way : ways) {
        Figures part = openLoop(way, Math.max(1, plan.seconds() / 2));
        quantiles[way.ordinal()][0] += part.quantile(0.5) / 2;
        quantiles[way.ordinal()][1] += part.quantile(0.99) / 2;
      }
    }
    double[] straight = quantiles[Way.DIRECT.ordinal()];
    for (Way way : ways) {
      double[] here = quantiles[way.ordinal()];
      say(
          "latency at %d requests/s, mean of two turns, %s: p50 %.2f p99 %.2f ms; added p50 %.2f p99 %.2f ms",
          plan.rate(), way.word(), here[0], here[1], here[0] - straight[0], here[1] - straight[1]);
    }
  }

  private long closedLoop(Way way, int seconds) throws InterruptedException {
    AtomicLong done = new AtomicLong();
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < CLOSED_LOOP; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try (HttpLane lane = lane(way)) {
                  while (System.nanoTime() < end) {
                    chat(lane);
                    done.incrementAndGet();
                  }
                } catch (IOException e) {
                  wrong.incrementAndGet();
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return done.get();
  }

  private void throughput() throws IOException, InterruptedException {
    double[] costs = new double[Way.values().length];
    for (Way way : ways) {
      settle();
      double before = cpuSeconds(way);
      double lost = api.metric(LOST);
      double bodiless = api.metric(BODILESS);
      long done = closedLoop(way, plan.seconds());
      settle();
      double cost = (cpuSeconds(way) - before) * 1e6 / Math.max(1, done);
      costs[way.ordinal()] = cost;
      String spent =
          switch (way) {
            case DIRECT -> "";
            case NGINX -> "; %.0f CPU ms of its processes per 1,000 requests".formatted(cost);
            case FORWARDED, CAPTURED ->
                "; %.0f CPU ms of the server per 1,000 requests, all it does with them included; %.0f tellings lost, %.0f without their bodies"
                    .formatted(cost, api.metric(LOST) - lost, api.metric(BODILESS) - bodiless);
          };
      say(
          "throughput with %d connections, %s: %.0f requests/s%s",
          CLOSED_LOOP, way.word(), (double) done / plan.seconds(), spent);
    }
    if (ways.contains(Way.NGINX)) {
      double nginx = costs[Way.NGINX.ordinal()];
      say(
          "CPU of a request, times nginx's: forwarded %.1f, captured %.1f",
          costs[Way.FORWARDED.ordinal()] / nginx, costs[Way.CAPTURED.ordinal()] / nginx);
    }
  }

  /// Of whoever forwards.
  private double cpuSeconds(Way way) throws IOException {
    return switch (way) {
      case DIRECT -> 0;
      case NGINX -> doors.nginx().orElseThrow().cpuSeconds();
      case FORWARDED, CAPTURED -> gauge().cpuSeconds().orElse(0.0);
    };
  }

  /// Waits until what was captured is applied, or a minute.
  private void settle() throws IOException, InterruptedException {
    long before = -1;
    for (int i = 0; i < 120; i++) {
      JsonNode counters = api.get("/status", Map.of());
      long received = counters.at("/signals/traces/received").asLong();
      if (received == before
          && counters.at("/signals/traces/pending").asLong() == 0
          && api.get("/live", Map.of()).path("inFlight").isEmpty()) {
        return;
      }
      before = received;
      Thread.sleep(500);
    }
  }

  private void streams() throws InterruptedException {
    for (Way way : ways) {
      Figures figures = chunks(way);
      say(
          "delay of a chunk at %d streams of one every %d ms, %s: p50 %.2f p99 %.2f ms",
          plan.streams(), CHUNK_MILLIS, way.word(), figures.quantile(0.5), figures.quantile(0.99));
    }
  }

  private Figures chunks(Way way) throws InterruptedException {
    Figures figures = new Figures();
    int events = plan.seconds() * 1_000 / CHUNK_MILLIS;
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < plan.streams(); i++) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try (HttpLane lane = lane(way)) {
                  called.incrementAndGet();
                  lane.send("GET", "/stream/" + events + "/" + CHUNK_MILLIS, "", new byte[0]);
                  StringBuilder text = new StringBuilder();
                  lane.answer(piece -> {
                    text.append(new String(piece, StandardCharsets.US_ASCII));
                    for (int end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
                      figures.add(
                          System.nanoTime() - Long.parseLong(text.substring(EVENT_HEAD, end)));
                      text.delete(0, end + 2);
                    }
                  });
                } catch (IOException | NumberFormatException e) {
                  wrong.incrementAndGet();
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return figures;
  }

  /// How long after it was sent a call stands in a frame that an SSE client has read.
  private void visibility() throws IOException, InterruptedException {
    int starts = STARTS_A_SECOND * plan.seconds();
    try (LiveWatch watch = LiveWatch.open(target.api())) {
      CountDownLatch done = new CountDownLatch(starts);
      long begin = System.nanoTime();
      for (int i = 0; i < starts; i++) {
        long wait = begin + i * (1_000_000_000L / STARTS_A_SECOND) - System.nanoTime();
        if (wait > 0) {
          Thread.sleep(Duration.ofNanos(wait));
        }
        String trace = "%032x".formatted(i + 1);
        Thread.ofVirtual()
            .start(() -> {
              try (HttpLane lane = lane(Way.CAPTURED)) {
                called.incrementAndGet();
                watch.sent(trace);
                lane.send(
                    "GET",
                    "/wait/" + HELD_MILLIS,
                    "traceparent: 00-" + trace + "-0000000000000001-01\r\n",
                    new byte[0]);
                lane.answer(piece -> {});
              } catch (IOException e) {
                wrong.incrementAndGet();
              } finally {
                done.countDown();
              }
            });
      }
      done.await();
      say(
          "a start in a frame at the SSE client with %d starts/s: p50 %.0f p99 %.0f ms; %d of %d never seen",
          STARTS_A_SECOND,
          watch.seen().quantile(0.5),
          watch.seen().quantile(0.99),
          starts - watch.seen().count(),
          starts);
    }
  }

  /// Streams whose head has come and of which nothing follows, soon after the start of the server:
  /// whatever it grows by is theirs. A thousand are opened a second.
  private void inFlight() throws IOException, InterruptedException {
    int streams = Math.min(plan.inFlight(), mostStreams());
    if (streams < plan.inFlight()) {
      say("%d streams at once, and not %d: no process may open more", streams, plan.inFlight());
    }
    long before = gauge().residentBytes().orElse(0L);
    CountDownLatch up = new CountDownLatch(streams);
    CountDownLatch done = new CountDownLatch(streams);
    int held = 1_000 * (15 + streams / 500);
    for (int i = 0; i < streams; i++) {
      Thread.ofVirtual()
          .start(() -> {
            try (HttpLane lane = lane(Way.CAPTURED)) {
              called.incrementAndGet();
              lane.send("GET", "/hold/" + held, "", new byte[0]);
              up.countDown();
              lane.answer(piece -> {});
            } catch (IOException e) {
              wrong.incrementAndGet();
            } finally {
              done.countDown();
            }
          });
      if (i % 10 == 0) {
        Thread.sleep(10);
      }
    }
    up.await();
    int watched = Math.min(plan.seconds(), 5);
    try (LiveWatch watch = LiveWatch.open(target.api())) {
      Thread.sleep(Duration.ofSeconds(watched));
      long after = gauge().residentBytes().orElse(0L);
      int board = 0;
      for (JsonNode each : api.get("/live", Map.of()).path("integrations")) {
        board += each.path("inFlight").asInt();
      }
      say(
          "%d idle streams: the board counts %d; %.0f kB of memory each; %d frames in %d s, the longest pause %.0f ms",
          streams,
          board,
          (after - before) / 1e3 / streams,
          watch.frames(),
          watched,
          watch.longestPauseMillis());
    }
    done.await();
    settle();
  }

  /// Two sockets of each are this process's and two the server's, and some files are open besides.
  private static int mostStreams() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? (int) Math.min(Integer.MAX_VALUE, (unix.getMaxFileDescriptorCount() - FILES) / 2)
        : Integer.MAX_VALUE;
  }

  private void largeBodies() throws IOException {
    long mib = plan.bodyMib();
    long before = gauge().residentBytes().orElse(0L);
    try (HttpLane lane = lane(Way.CAPTURED)) {
      long begin = System.nanoTime();
      called.addAndGet(2);
      AtomicLong came = new AtomicLong();
      lane.send("GET", "/source/" + mib, "", new byte[0]);
      lane.answer(piece -> came.addAndGet(piece.length));
      double down = (System.nanoTime() - begin) / 1e9;
      begin = System.nanoTime();
      lane.send("POST", "/sink", "Content-Length: " + (mib << 20) + "\r\n", new byte[0]);
      byte[] block = new byte[1 << 20];
      for (long i = 0; i < mib; i++) {
        lane.write(block);
      }
      StringBuilder counted = new StringBuilder();
      lane.answer(piece -> counted.append(new String(piece, StandardCharsets.US_ASCII)));
      double up = (System.nanoTime() - begin) / 1e9;
      if (came.get() != mib << 20 || !counted.toString().equals(Long.toString(mib << 20))) {
        wrong.incrementAndGet();
      }
      say(
          "a body of %d MiB: down in %.1f s, up in %.1f s; memory %.0f MiB before, %.0f MiB after",
          mib, down, up, before / 1048576.0, gauge().residentBytes().orElse(0L) / 1048576.0);
    }
  }

  /// Whether the board is empty.
  private boolean nothingLeft() throws IOException, InterruptedException {
    settle();
    int open = api.get("/live", Map.of()).path("inFlight").size();
    say("left on the board: %d; calls made: %d", open, called.get());
    return open == 0;
  }

  private long descriptors() throws IOException {
    if (target.pid().isEmpty()) {
      return 0;
    }
    try (Stream<Path> open = Files.list(Path.of("/proc", target.pid().get().toString(), "fd"))) {
      return open.count();
    }
  }

  /// Callers and upstreams that behave badly, until the time is over.
  private boolean soak() throws IOException, InterruptedException {
    answerLength();
    closedLoop(Way.CAPTURED, 5);
    settle();
    long descriptors = descriptors();
    long memory = gauge().residentBytes().orElse(0L);
    long end = System.nanoTime() + Duration.ofMinutes(plan.soakMinutes()).toNanos();
    say("seed %d; before: %d descriptors, %.0f MiB", plan.seed(), descriptors, memory / 1048576.0);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < CLOSED_LOOP; i++) {
      Random random = new Random(plan.seed() * 1_000 + i);
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                while (System.nanoTime() < end) {
                  try (HttpLane lane = lane(Way.CAPTURED)) {
                    called.incrementAndGet();
                    misbehave(lane, random);
                  } catch (IOException broken) {
                    // as was meant
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                  }
                }
              }));
    }
    long most = 0;
    for (Thread thread : threads) {
      while (!thread.join(Duration.ofSeconds(5))) {
        most = Math.max(most, gauge().residentBytes().orElse(0L));
      }
    }
    boolean empty = nothingLeft();
    long left = descriptors();
    long outcomes = 0;
    long open = 0;
    String cursor = "";
    do {
      JsonNode page =
          api.get(
              "/exchanges",
              cursor.isEmpty()
                  ? Map.of("limit", "1000")
                  : Map.of("limit", "1000", "cursor", cursor));
      for (JsonNode each : page.path("items")) {
        String state = each.path("outcome").path("state").asText();
        outcomes++;
        open += state.equals("open") || state.equals("lost") ? 1 : 0;
      }
      cursor = page.path("next").asText("");
      cursor = cursor.equals("null") ? "" : cursor;
    } while (!cursor.isEmpty());
    say(
        "after %d min: %d exchanges listed, %d of them without an outcome; %d descriptors, %.0f MiB at most, %.0f MiB now",
        plan.soakMinutes(),
        outcomes,
        open,
        left,
        most / 1048576.0,
        gauge().residentBytes().orElse(0L) / 1048576.0);
    return empty && open == 0 && left <= descriptors + 32;
  }

  private static void misbehave(HttpLane lane, Random random)
      throws IOException, InterruptedException {
    switch (random.nextInt(7)) {
      case 0 -> {
        lane.send("POST", CHAT, JSON, QUESTION);
        lane.answer(piece -> {});
      }
      case 1 -> {
        lane.send("GET", "/stream/20/50", "", new byte[0]);
        Thread.sleep(random.nextInt(500));
        lane.socket.setSoLinger(true, 0);
      }
      case 2 -> {
        lane.send("GET", "/wait/200", "", new byte[0]);
        lane.socket.shutdownOutput();
        lane.answer(piece -> {});
      }
      case 3 -> {
        lane.send("GET", "/source/2", "", new byte[0]);
        lane.answer(piece -> pause(60));
      }
      case 4 -> {
        lane.send("GET", "/break", "", new byte[0]);
        lane.answer(piece -> {});
      }
      case 5 -> lane.send("POST", "/sink", "Content-Length: 1000000\r\n", new byte[0]);
      default -> {
        lane.send("GET", "/stream/40/25", "", new byte[0]);
        lane.answer(piece -> {});
      }
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
