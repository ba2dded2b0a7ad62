// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.farol.lab.e2e.Otlp.SentSpan;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A Farol that is stopped and started though nobody sends anything in between: each time it comes
/// up with what it had, and takes more.
class RestartIT {

  @TempDir private Path folder;
  private final SplittableRandom random = new SplittableRandom(3);

  @Test
  void itComesUpHoweverOftenItWasStoppedOrKilled() throws InterruptedException {
    Path data = folder.resolve("data");
    String trace = Otlp.traceId(random);
    try (FarolProcess farol = FarolProcess.start(data, "--open")) {
      assertThat(send(farol, trace)).isEqualTo(200);
    }
    for (int i = 0; i < 4; i++) {
      FarolProcess farol = FarolProcess.start(data, "--open");
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> farol.get("/api/v1/traces/" + trace).statusCode() == 200);
      assertThat(farol.json("/api/v1/status").path("troubles")).as("troubles").isEmpty();
      if (i % 2 == 0) {
        farol.close();
      } else {
        farol.kill();
      }
    }
    try (FarolProcess farol = FarolProcess.start(data, "--open")) {
      assertThat(send(farol, trace)).isEqualTo(200);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> farol.json("/api/v1/traces/" + trace).path("spans").size() == 2);
    }
  }

  @Test
  void itStopsThoughItsFileWasOverwrittenMeanwhile() throws IOException {
    Path jar = Files.copy(FarolProcess.JAR, folder.resolve("farol.jar"));
    Path data = folder.resolve("data");
    String trace = Otlp.traceId(random);
    try (FarolProcess farol = FarolProcess.startFrom(jar, data, "--open")) {
      assertThat(send(farol, trace)).isEqualTo(200);
      Files.write(jar, new byte[1 << 20], StandardOpenOption.TRUNCATE_EXISTING);
    }
    try (FarolProcess farol = FarolProcess.start(data, "--open")) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> farol.get("/api/v1/traces/" + trace).statusCode() == 200);
    }
  }

  private int send(FarolProcess farol, String trace) {
    long end = Otlp.now();
    SentSpan span =
        new SentSpan(
            trace,
            Otlp.spanId(random),
            "GET",
            Otlp.CLIENT,
            end - 1_000_000,
            end,
            Map.of("http.request.method", "GET", "server.address", "api.example.com"));
    HttpResponse<String> response =
        farol.post(
            farol.otlpHttp() + "/v1/traces",
            "application/json",
            Otlp.traces("restarted", List.of(span)));
    return response.statusCode();
  }
}
