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
import java.nio.file.Files;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The data directory lies on a disk of some megabytes that fills up while senders send. Senders
/// are told to come back, what is there can be read, and when there is room everything goes on in
/// the same process: what was acknowledged is there once.
class DiskFaultIT {

  private static final int DISK = 160;
  private static final int RESERVE = 32;
  private static final int SENDERS = 3;
  private static final int SPANS = 20;

  @TempDir private Path folder;

  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Set<String> answers = ConcurrentHashMap.newKeySet();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicBoolean ended = new AtomicBoolean();

  /// The tests of a full disk need a mount. Where none may be made, the run ends by telling so.
  private static boolean leftOut() {
    boolean out = !SmallDisk.canBeMounted();
    if (out) {
      System.out.println(
          "LEFT OUT (optional): the tests of a full disk: mounting a tmpfs is refused here, it takes root");
    }
    return out;
  }

  @Test
  void aForeignFileFillsTheDiskToTheReserve() throws Exception {
    if (!leftOut()) {
      fullAndFreeAgain(disk -> disk.fillUpTo(RESERVE - 8), SmallDisk::removeForeignFile);
    }
  }

  @Test
  void aForeignFileFillsTheDiskToTheLastByte() throws Exception {
    if (!leftOut()) {
      fullAndFreeAgain(disk -> disk.fillUpTo(0), SmallDisk::removeForeignFile);
    }
  }

  @Test
  void ourOwnDataFillsTheDiskUntilItGrows() throws Exception {
    if (!leftOut()) {
      fullAndFreeAgain(disk -> disk.resize(60), disk -> disk.resize(DISK * 4));
    }
  }

  private interface Change {
    void to(SmallDisk disk) throws IOException;
  }

  private void fullAndFreeAgain(Change filling, Change freeing) throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Path mount = Files.createDirectory(folder.resolve("disk"));
    Path config = Files.writeString(folder.resolve("farol.yaml"), "journal:\n  reserve: 32 MiB\n");
    try (SmallDisk disk = SmallDisk.mount(mount, DISK);
        FarolProcess farol =
            FarolProcess.start(mount.resolve("data"), "--open", "--config", config.toString())) {
      List<Thread> senders = send(farol, new SplittableRandom(seed));
      await().atMost(Duration.ofMinutes(1)).until(() -> acknowledged.size() > 500);
      await().atMost(Duration.ofMinutes(1)).until(() -> !readAll(farol).isEmpty());

      filling.to(disk);
      await().atMost(Duration.ofMinutes(2)).until(() -> refused.get() > 10);
      assertThat(answers).as("how callers are turned away").containsOnly("503 with Retry-After");
      JsonNode troubles = farol.json("/api/v1/status").path("troubles");
      assertThat(troubles.toString()).contains("\"stopped\"").contains("make room");
      HttpResponse<String> ready = farol.get("/readyz");
      assertThat(ready.statusCode()).isEqualTo(503);
      assertThat(ready.body()).contains("make room");
      assertThat(farol.get("/metrics").body())
          .containsPattern("farol_troubles\\{kind=\"stopped\"} [1-9]");
      readsGoOn(farol);

      freeing.to(disk);
      int before = acknowledged.size();
      await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.size() > before + 500);
      ended.set(true);
      for (Thread sender : senders) {
        sender.join();
      }
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> farol.get("/readyz").statusCode() == 200 && pending(farol) == 0);
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() -> everythingIsThereOnce(farol));
      System.out.printf(
          "%d spans acknowledged, lost 0, doubled 0; %d refusals%n",
          acknowledged.size(), refused.get());
    }
  }

  private static void readsGoOn(FarolProcess farol) {
    JsonNode first = farol.json("/api/v1/exchanges?limit=1").path("items").path(0);
    assertThat(first.path("traceId").textValue()).isNotBlank();
    farol.json("/api/v1/traces/" + first.path("traceId").textValue());
    farol.json("/api/v1/overview");
    farol.json("/api/v1/live");
  }

  private void everythingIsThereOnce(FarolProcess farol) {
    Map<String, Integer> found = readAll(farol);
    Set<String> lost = new HashSet<>(acknowledged);
    lost.removeAll(found.keySet());
    assertThat(lost).as("acknowledged and lost").isEmpty();
    assertThat(found.values()).as("there more than once").allMatch(count -> count == 1);
  }

  private static long pending(FarolProcess farol) {
    return farol.json("/api/v1/status").path("signals").path("traces").path("pending").longValue();
  }

  private List<Thread> send(FarolProcess farol, SplittableRandom random) {
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      SplittableRandom own = random.split();
      senders.add(Thread.ofVirtual().start(() -> send(farol.otlpHttp(), own)));
    }
    return senders;
  }

  private void send(String url, SplittableRandom random) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      CountDownLatch never = new CountDownLatch(1);
      while (!ended.get()) {
        List<SentSpan> spans = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < SPANS; i++) {
          SentSpan span = span(random);
          spans.add(span);
          keys.add(span.traceId() + "/" + span.spanId());
        }
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(url + "/v1/traces"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Otlp.traces("load", spans)))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() == 200) {
          acknowledged.addAll(keys);
        } else {
          boolean after = response.headers().firstValue("Retry-After").isPresent();
          answers.add(response.statusCode() + (after ? " with" : " without") + " Retry-After");
          refused.incrementAndGet();
        }
        never.await(response.statusCode() == 200 ? 20 : 200, TimeUnit.MILLISECONDS);
      }
    } catch (IOException e) {
      answers.add(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static SentSpan span(SplittableRandom random) {
    long end = Otlp.now();
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("gen_ai.operation.name", "chat");
    attributes.put("gen_ai.provider.name", "openai");
    attributes.put("gen_ai.request.model", "gpt-4.1");
    attributes.put("gen_ai.usage.input_tokens", 20L);
    attributes.put(
        "gen_ai.input.messages",
        "[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"%s\"}]}]"
            .formatted(noise(random)));
    return new SentSpan(
        Otlp.traceId(random),
        Otlp.spanId(random),
        "chat gpt-4.1",
        Otlp.CLIENT,
        end - 1_000_000,
        end,
        attributes);
  }

  /// Some kilobytes of words that do not compress well.
  private static String noise(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    while (text.length() < 4_000) {
      text.append(Long.toString(random.nextLong() >>> 1, 36).replaceAll("[0-9]", "x")).append(' ');
    }
    return text.toString();
  }

  private static Map<String, Integer> readAll(FarolProcess farol) {
    Map<String, Integer> found = new HashMap<>();
    String cursor = "";
    do {
      JsonNode page =
          farol.json(
              "/api/v1/exchanges?limit=1000" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      for (JsonNode item : page.path("items")) {
        found.merge(
            item.path("traceId").textValue() + "/" + item.path("spanId").textValue(),
            1,
            Integer::sum);
      }
      cursor = page.path("next").isTextual() ? page.path("next").textValue() : "";
    } while (!cursor.isEmpty());
    return found;
  }
}
