// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.farol.lab.e2e.Otlp.SentSpan;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real server is killed under load, twenty times: nothing acknowledged is lost, nothing is there
/// twice, and the counters add up.
class CrashIT {

  private static final int KILLS = 20;
  private static final int SENDERS = 4;
  private static final int SPANS = 10;

  @TempDir private Path folder;

  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Map<String, Set<String>> requests = new ConcurrentHashMap<>();

  @Test
  void whatWasAcknowledgedIsThereOnce() throws InterruptedException {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    Path data = folder.resolve("data");
    for (int round = 0; round < KILLS; round++) {
      killUnderLoad(data, random);
    }

    try (FarolProcess farol = FarolProcess.start(data, "--open")) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> traces(farol).path("pending").longValue() == 0);
      Map<String, Integer> found = readAll(farol);

      Set<String> lost = new HashSet<>(acknowledged);
      lost.removeAll(found.keySet());
      assertThat(acknowledged).hasSizeGreaterThan(KILLS * SPANS);
      assertThat(lost).as("acknowledged and lost").isEmpty();
      assertThat(found.values()).as("there more than once").allMatch(count -> count == 1);
      requests.forEach((first, all) -> {
        long there = all.stream().filter(found::containsKey).count();
        assertThat(there).as("a request is kept whole or not at all").isIn(0L, (long) all.size());
      });
      JsonNode counters = traces(farol);
      assertThat(counters.path("received").longValue())
          .isEqualTo(
              counters.path("stored").longValue()
                  + counters.path("pending").longValue()
                  + counters.path("rejected").longValue()
                  + counters.path("duplicate").longValue());
      assertThat(counters.path("stored").longValue()).isEqualTo(found.size());
    }
  }

  private void killUnderLoad(Path data, SplittableRandom random) throws InterruptedException {
    FarolProcess farol = FarolProcess.start(data, "--open");
    CountDownLatch enough = new CountDownLatch(1 + random.nextInt(40));
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      SplittableRandom own = random.split();
      senders.add(Thread.ofVirtual().start(() -> sendUntilDead(farol.otlpHttp(), own, enough)));
    }
    enough.await();
    farol.kill();
    for (Thread sender : senders) {
      sender.join();
    }
  }

  private void sendUntilDead(String url, SplittableRandom random, CountDownLatch enough) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      boolean alive = true;
      while (alive) {
        List<SentSpan> spans = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < SPANS; i++) {
          SentSpan span = span(random);
          spans.add(span);
          keys.add(span.traceId() + "/" + span.spanId());
        }
        requests.put(keys.iterator().next(), keys);
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(url + "/v1/traces"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Otlp.traces("load", spans)))
                .build();
        try {
          HttpResponse<String> response =
              client.send(request, HttpResponse.BodyHandlers.ofString());
          if (response.statusCode() == 200) {
            acknowledged.addAll(keys);
            enough.countDown();
          }
        } catch (IOException dead) {
          alive = false;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static SentSpan span(SplittableRandom random) {
    long end = Otlp.now();
    return new SentSpan(
        Otlp.traceId(random),
        Otlp.spanId(random),
        "GET",
        Otlp.CLIENT,
        end - 1_000_000,
        end,
        Map.of(
            "http.request.method", "GET",
            "server.address", "api.example.com",
            "url.full", "https://api.example.com/items",
            "http.response.status_code", 200L));
  }

  private static JsonNode traces(FarolProcess farol) {
    return farol.json("/api/v1/status").path("signals").path("traces");
  }

  private static Map<String, Integer> readAll(FarolProcess farol) {
    Map<String, Integer> found = new HashMap<>();
    String next = "";
    do {
      JsonNode page =
          farol.json("/api/v1/exchanges?limit=1000" + (next.isEmpty() ? "" : "&cursor=" + next));
      for (JsonNode item : page.path("items")) {
        found.merge(
            item.path("traceId").textValue() + "/" + item.path("spanId").textValue(),
            1,
            Integer::sum);
      }
      next = page.path("next").asText("");
      if (next.equals("null")) {
        next = "";
      }
    } while (!next.isEmpty());
    return found;
  }
}
