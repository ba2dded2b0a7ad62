// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.lab.e2e.Otlp.SentSpan;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/// A sender that does everything right while others do not: a few spans many times a second, each
/// time on a new connection for one in ten, so that it meets whatever keeps newcomers out.
final class GoodSender {

  static final int SPANS = 5;

  /// Requests that belong to one trace: reading back stays quick.
  private static final int REQUESTS = 50;

  private static final Duration PAUSE = Duration.ofMillis(40);

  private final FarolProcess farol;
  private final SplittableRandom random;
  private final Thread thread;
  private final Map<String, Integer> sent = new LinkedHashMap<>();
  private final List<Long> tookNanos = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private String trace = "";
  private int requests;
  private int acknowledged;
  private volatile boolean stopped;

  GoodSender(FarolProcess farol, long seed) {
    this.farol = farol;
    this.random = new SplittableRandom(seed);
    this.thread = Thread.ofPlatform().name("good-sender").start(this::run);
  }

  private void run() {
    HttpClient client = HttpClient.newHttpClient();
    for (int i = 0; !stopped; i++) {
      if (i % 10 == 9) {
        client.shutdownNow();
        client = HttpClient.newHttpClient();
      }
      send(client, i % 2 == 0 ? farol.otlpHttp() : farol.http());
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    client.shutdownNow();
  }

  private void send(HttpClient client, String url) {
    if (requests++ % REQUESTS == 0) {
      trace = Otlp.traceId(random);
    }
    List<SentSpan> spans = new ArrayList<>();
    for (int i = 0; i < SPANS; i++) {
      long end = Otlp.now();
      spans.add(
          new SentSpan(
              trace,
              Otlp.spanId(random),
              "GET",
              Otlp.CLIENT,
              end - 1_000_000,
              end,
              Map.of("http.request.method", "GET", "server.address", "good.example.com")));
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/v1/traces"))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(Otlp.traces("good", spans)))
            .build();
    long before = System.nanoTime();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      tookNanos.add(System.nanoTime() - before);
      if (response.statusCode() == 200 && response.body().equals("{}")) {
        sent.merge(trace, SPANS, Integer::sum);
        acknowledged += SPANS;
      } else {
        faults.add(response.statusCode() + " " + response.body());
      }
    } catch (IOException e) {
      faults.add(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// How many spans were acknowledged.
  int spans() {
    return acknowledged;
  }

  /// Checks that nobody kept it waiting and that all of it can be read back.
  void check() {
    long[] took = tookNanos.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        "the good sender: %d requests, p50 %d ms, p99 %d ms, longest %d ms%n",
        took.length,
        took[took.length / 2] / 1_000_000,
        took[took.length * 99 / 100] / 1_000_000,
        took[took.length - 1] / 1_000_000);
    assertThat(faults).as("what the good sender was told beside success").isEmpty();
    assertThat(acknowledged).isGreaterThan(50 * SPANS);
    assertThat(took[took.length * 99 / 100])
        .as("nanoseconds that 99 of 100 requests took at most, on a machine that tests at once")
        .isLessThan(2_000_000_000L);
    sent.forEach((id, spans) ->
        assertThat(farol.json("/api/v1/traces/" + id).path("spans").size())
            .as("acknowledged spans of a trace")
            .isEqualTo(spans));
  }

  /// Lets it end what it does.
  void stop() throws InterruptedException {
    stopped = true;
    thread.join(30_000);
  }
}
