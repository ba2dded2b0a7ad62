// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The jar as an extension of the real Java agent, in a program that knows nothing of telemetry.
final class JavaAgentTest {
  private static final Path TARGET = Path.of("target").toAbsolutePath();

  @TempDir Path folder;

  /// The upstream answers only after it has seen the start of the call that waits for it: were the
  /// start sent at the end, neither would ever come.
  @Test
  void theStartOfACallIsReceivedWhileTheCallWaits() throws Exception {
    AtomicBoolean seenInFlight = new AtomicBoolean();
    try (OtlpReceiver receiver = new OtlpReceiver();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      HttpServer upstream =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      upstream.setExecutor(threads);
      upstream.createContext(
          "/",
          exchange -> {
            Awaitility.await()
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> !receiver.events(SpanEvent.START).isEmpty());
            seenInFlight.set(receiver.spans().isEmpty());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
          });
      upstream.start();

      String output = run(receiver.endpoint(), upstream.getAddress().getPort());
      upstream.stop(0);

      assertThat(output).contains("204");
      assertThat(seenInFlight).isTrue();
      LogEvent start = receiver.events(SpanEvent.START).getFirst();
      assertThat(start.resource()).containsEntry("service.name", "slow-caller");
      assertThat(start.attributes())
          .containsEntry("span.kind", "client")
          .containsEntry("server.port", Integer.toString(upstream.getAddress().getPort()));
      assertThat(receiver.spans())
          .singleElement()
          .satisfies(span -> assertThat(span.getSpanId()).isEqualTo(start.log().getSpanId()));
      assertThat(receiver.events(SpanEvent.START)).hasSize(1);
    }
  }

  private String run(String endpoint, int port) throws Exception {
    Path extension = jar(folder.resolve("farol-agent.jar"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-javaagent:" + TARGET.resolve("javaagent/opentelemetry-javaagent.jar"),
                "-Dotel.javaagent.extensions=" + extension,
                "-Dotel.service.name=slow-caller",
                "-Dotel.exporter.otlp.protocol=http/protobuf",
                "-Dotel.exporter.otlp.endpoint=" + endpoint,
                "-Dotel.metrics.exporter=none",
                "-Dotel.blrp.schedule.delay=3600000",
                "-cp",
                TARGET.resolve("test-classes").toString(),
                SlowCaller.class.getName(),
                "http://127.0.0.1:" + port + "/devagar")
            .redirectErrorStream(true)
            .start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(output).isZero();
      return output;
    } finally {
      process.destroyForcibly();
    }
  }

  /// What the build packs, packed before its time.
  private static Path jar(Path file) throws IOException {
    Path classes = TARGET.resolve("classes");
    List<Path> contents;
    try (Stream<Path> walk = Files.walk(classes)) {
      contents = walk.filter(Files::isRegularFile).toList();
    }
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out)) {
      for (Path path : contents) {
        jar.putNextEntry(new JarEntry(classes.relativize(path).toString()));
        Files.copy(path, jar);
      }
    }
    return file;
  }
}
