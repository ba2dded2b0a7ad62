// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.farol.lab.e2e.Otlp.SentSpan;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
import java.util.concurrent.atomic.AtomicLong;

/// Senders of model calls with some kilobytes of content each, until they are closed. They remember
/// what was acknowledged, and send new spans after a refusal.
final class Senders implements AutoCloseable {

  /// In one request, which is one batch of the journal.
  static final int SPANS = 20;

  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Set<String> refusals = ConcurrentHashMap.newKeySet();
  private final AtomicLong refused = new AtomicLong();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();

  private Senders() {}

  static Senders start(FarolProcess farol, int count, SplittableRandom random) {
    Senders senders = new Senders();
    for (int i = 0; i < count; i++) {
      SplittableRandom own = random.split();
      senders.threads.add(Thread.ofVirtual().start(() -> senders.send(farol.otlpHttp(), own)));
    }
    return senders;
  }

  /// The spans that were acknowledged so far, as `trace/span`; grows.
  Set<String> acknowledged() {
    return acknowledged;
  }

  /// How senders were turned away: `503 with Retry-After`.
  Set<String> refusals() {
    return refusals;
  }

  long refused() {
    return refused.get();
  }

  private void send(String url, SplittableRandom random) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      boolean kept = true;
      do {
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
        kept = response.statusCode() == 200;
        if (kept) {
          acknowledged.addAll(keys);
        } else {
          boolean after = response.headers().firstValue("Retry-After").isPresent();
          refusals.add(response.statusCode() + (after ? " with" : " without") + " Retry-After");
          refused.incrementAndGet();
        }
      } while (!ended.await(kept ? 20 : 200, TimeUnit.MILLISECONDS));
    } catch (IOException e) {
      refusals.add(e.toString());
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

  /// How often each exchange is there, as `trace/span`, of all that a Farol lists.
  static Map<String, Integer> found(FarolProcess farol) {
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

  /// Asserts that each acknowledged span is listed, and once.
  void areThereOnce(FarolProcess farol) {
    Map<String, Integer> found = found(farol);
    Set<String> lost = new HashSet<>(acknowledged);
    lost.removeAll(found.keySet());
    assertThat(lost).as("acknowledged and lost").isEmpty();
    assertThat(found.values()).as("there more than once").allMatch(count -> count == 1);
  }

  /// Sends nothing more, and waits for the answers.
  @Override
  public void close() throws InterruptedException {
    ended.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
