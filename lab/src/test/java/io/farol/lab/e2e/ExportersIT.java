// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The OpenTelemetry SDKs of Java, JavaScript and Python, by gRPC and HTTP, protobuf and JSON, send
/// to a Farol that is well, slow, killed, full, and well again. Every span that an exporter
/// believes to be delivered is there once; what it dropped, its own log explains.
///
/// Their packages are installed below `target/` from pinned files. Where they cannot be had, the
/// test says loudly that it says nothing about those languages.
class ExportersIT {

  private static final Path PROGRAMS = Path.of("src", "test", "exporters").toAbsolutePath();
  private static final Path INSTALLED = Path.of("target", "exporters").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Pattern REFUSED =
      Pattern.compile(
          "farol_requests_refused_total\\{reason=\"unavailable\",signal=\"spans\"\\} (\\d+)");

  @TempDir private Path folder;

  @Test
  void whatIsDeliveredIsThereOnceAndTheRestIsExplained() throws IOException, InterruptedException {
    Path config = folder.resolve("full.yaml");
    Files.writeString(config, "journal:\n  reserve: 900000 GiB\n");
    Path data = folder.resolve("data");
    FarolProcess farol = FarolProcess.start(data, "--open");
    List<Exporter> exporters = exporters(farol);
    try {
      progress(exporters);
      slow(farol, exporters);
      farol.kill();
      farol = farol.startAgain("--open");
      progress(exporters);
      farol.kill();
      farol = farol.startAgain("--open", "--config", config.toString());
      refusesEverybody(farol, exporters.size());
      farol.kill();
      farol = farol.startAgain("--open");
      progress(exporters);
      for (Exporter exporter : exporters) {
        exporter.tellToStop();
      }
      for (Exporter exporter : exporters) {
        assertThat(exporter.awaitEnd()).as(exporter.service() + " ends").isTrue();
      }
      check(farol, exporters);
    } finally {
      for (Exporter exporter : exporters) {
        exporter.tellToStop();
        exporter.awaitEnd();
      }
      farol.close();
    }
  }

  private List<Exporter> exporters(FarolProcess farol) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<Exporter> all = new ArrayList<>();
    for (String protocol : List.of("grpc", "http")) {
      all.add(
          start(
              "java-" + protocol,
              java,
              "-Xmx64m",
              "-cp",
              classes,
              JavaExporter.class.getName(),
              protocol,
              endpoint(farol, protocol)));
    }
    Path python = python();
    if (python != null) {
      for (String protocol : List.of("grpc", "http")) {
        all.add(
            start(
                "python-" + protocol,
                python.toString(),
                PROGRAMS.resolve("python/send.py").toString(),
                protocol,
                endpoint(farol, protocol)));
      }
    }
    Path script = javaScript();
    if (script != null) {
      for (String protocol : List.of("grpc", "json", "proto")) {
        all.add(
            start(
                "js-" + protocol, "node", script.toString(), protocol, endpoint(farol, protocol)));
      }
    }
    return all;
  }

  private Exporter start(String service, String... command) throws IOException {
    return new Exporter(service, folder.resolve(service + ".log"), command);
  }

  private static String endpoint(FarolProcess farol, String protocol) {
    return protocol.equals("grpc") ? farol.otlpGrpc() : farol.otlpHttp();
  }

  /// Waits until each has delivered twenty more.
  private static void progress(List<Exporter> exporters) {
    Map<String, Integer> before = new HashMap<>();
    exporters.forEach(each -> before.put(each.service(), each.delivered.size()));
    for (Exporter each : exporters) {
      await(each.service() + " delivers")
          .atMost(PATIENCE)
          .failFast(each.service() + " ended", () -> !each.alive())
          .until(() -> each.delivered.size() >= before.getOrDefault(each.service(), 0) + 20);
    }
  }

  /// Answers take seconds: the process stands still, and goes on.
  private static void slow(FarolProcess farol, List<Exporter> exporters)
      throws IOException, InterruptedException {
    for (int i = 0; i < 2; i++) {
      farol.signal("STOP");
      Map<String, Integer> before = new HashMap<>();
      exporters.forEach(each -> before.put(each.service(), each.made.size()));
      for (Exporter each : exporters) {
        await()
            .atMost(PATIENCE)
            .until(() -> each.made.size() >= before.getOrDefault(each.service(), 0) + 60);
      }
      farol.signal("CONT");
      progress(exporters);
    }
  }

  private static void refusesEverybody(FarolProcess farol, int senders) {
    await("a full Farol refuses")
        .atMost(PATIENCE)
        .until(() -> {
          Matcher refused = REFUSED.matcher(farol.get("/metrics").body());
          return refused.find() && Long.parseLong(refused.group(1)) >= 2L * senders;
        });
  }

  private static void check(FarolProcess farol, List<Exporter> exporters) throws IOException {
    await()
        .atMost(PATIENCE)
        .until(() -> farol.json("/api/v1/status").at("/signals/traces/pending").longValue() == 0);
    Map<String, Integer> there = listed(farol, exporters);
    for (Exporter each : exporters) {
      System.out.printf(
          "%s: made %d, delivered %d, dropped %d%n",
          each.service(), each.made.size(), each.delivered.size(), each.dropped.size());
      Set<String> lost = new HashSet<>(each.delivered);
      lost.removeAll(there.keySet());
      assertThat(lost).as(each.service() + ": delivered and not there").isEmpty();
      assertThat(each.delivered)
          .as(each.service())
          .allMatch(span -> there.getOrDefault(span, 0) == 1);
      Set<String> explained = new HashSet<>(each.delivered);
      explained.addAll(each.dropped);
      assertThat(explained).as(each.service() + ": what became of each").isEqualTo(each.made);
      if (!each.dropped.isEmpty()) {
        assertThat(each.log())
            .as(each.service() + ": why it dropped")
            .containsIgnoringCase("export");
      }
    }
    JsonNode traces = farol.json("/api/v1/status").at("/signals/traces");
    assertThat(traces.path("received").longValue())
        .isEqualTo(
            traces.path("stored").longValue()
                + traces.path("rejected").longValue()
                + traces.path("duplicate").longValue());
  }

  /// Lists may be some seconds older than what is stored: they are read until everything delivered
  /// is in them, or time is up.
  private static Map<String, Integer> listed(FarolProcess farol, List<Exporter> exporters) {
    Set<String> delivered = new HashSet<>();
    exporters.forEach(each -> delivered.addAll(each.delivered));
    Instant end = Instant.now().plus(PATIENCE);
    Map<String, Integer> there = readAll(farol);
    while (!there.keySet().containsAll(delivered) && Instant.now().isBefore(end)) {
      there = readAll(farol);
    }
    return there;
  }

  private static Map<String, Integer> readAll(FarolProcess farol) {
    Map<String, Integer> found = new HashMap<>();
    String next = "";
    do {
      JsonNode page = farol.json("/api/v1/exchanges?limit=1000" + next);
      for (JsonNode item : page.path("items")) {
        found.merge(
            item.path("traceId").textValue() + "/" + item.path("spanId").textValue(),
            1,
            Integer::sum);
      }
      next = page.path("next").isTextual() ? "&cursor=" + page.path("next").textValue() : "";
    } while (!next.isEmpty());
    return found;
  }

  /// @return null where Python's packages cannot be had
  private static @Nullable Path python() throws IOException, InterruptedException {
    Path python = INSTALLED.resolve("python/bin/python");
    Path pinned = PROGRAMS.resolve("python/requirements.txt");
    boolean there =
        installed(
            "python",
            pinned,
            List.of("python3", "-m", "venv", INSTALLED.resolve("python").toString()),
            List.of(python.toString(), "-m", "pip", "install", "--quiet", "-r", pinned.toString()));
    return there ? python : leftOut("Python");
  }

  /// @return null where npm's packages cannot be had
  private static @Nullable Path javaScript() throws IOException, InterruptedException {
    Path folder = INSTALLED.resolve("js");
    Files.createDirectories(folder);
    for (String name : List.of("package.json", "package-lock.json", ".npmrc", "send.js")) {
      Files.copy(
          PROGRAMS.resolve("js").resolve(name),
          folder.resolve(name),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    boolean there =
        installed(
            "js",
            folder.resolve("package-lock.json"),
            List.of("npm", "ci", "--prefix", folder.toString(), "--loglevel=error"));
    return there ? folder.resolve("send.js") : leftOut("JavaScript");
  }

  private static @Nullable Path leftOut(String language) {
    System.out.println(
        "LEFT OUT (optional): the OpenTelemetry SDK of "
            + language
            + ", whose packages could not be installed here");
    return null;
  }

  /// Installs once for each content of the pinned file.
  @SafeVarargs
  private static boolean installed(String what, Path pinned, List<String>... commands)
      throws IOException, InterruptedException {
    Path stamp = INSTALLED.resolve(what + ".installed");
    String wanted = Files.readString(pinned);
    if (Files.exists(stamp) && Files.readString(stamp).equals(wanted)) {
      return true;
    }
    Files.createDirectories(INSTALLED);
    for (List<String> command : commands) {
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(INSTALLED.resolve(what + ".log").toFile())
                .start();
        if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
          process.destroyForcibly();
          return false;
        }
      } catch (IOException notThere) {
        return false;
      }
    }
    Files.writeString(stamp, wanted);
    return true;
  }
}
