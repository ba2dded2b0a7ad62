// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The gateway of the real jar, between a client library and an origin.
class GatewayIT {

  @TempDir private Path folder;
  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  private HttpServer origin;

  @BeforeEach
  void startOrigin() throws Exception {
    origin = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    origin.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          seen.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization")
                  + " "
                  + exchange.getRequestHeaders().containsKey("Farol-Gateway-Key")
                  + " "
                  + body);
          byte[] answer = "{\"ok\":true}".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("X-Origin", "yes");
          exchange.sendResponseHeaders(201, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    origin.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    origin.start();
  }

  @AfterEach
  void stopOrigin() {
    origin.stop(0);
  }

  private FarolProcess start() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "real-secret\n");
    Path config = folder.resolve("farol.yaml");
    Files.writeString(
        config,
        """
        gateway:
          routes:
            - name: plain
              upstream: http://127.0.0.1:%1$d
              allow-private: true
            - name: keyed
              upstream: http://127.0.0.1:%1$d/base
              allow-private: true
              credential:
                value: Bearer ${file:%2$s}
            - name: strict
              upstream: http://127.0.0.1:%1$d
        """
            .formatted(origin.getAddress().getPort(), secret));
    return FarolProcess.start(
        folder.resolve("data"), "--gateway-port", "0", "--config", config.toString(), "--open");
  }

  private static HttpResponse<String> post(String url, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .version(HttpClient.Version.HTTP_1_1)
            .POST(HttpRequest.BodyPublishers.ofString("{\"a\":1}"));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void forwardsToConfiguredUpstreamsAlone() throws Exception {
    try (FarolProcess farol = start()) {
      HttpResponse<String> answer =
          post(farol.gateway() + "/plain/a%3Ab?c", "Authorization", "Own x");
      assertThat(answer.statusCode()).isEqualTo(201);
      assertThat(answer.body()).isEqualTo("{\"ok\":true}");
      assertThat(answer.headers().firstValue("x-origin")).contains("yes");
      assertThat(seen.take()).isEqualTo("POST /a%3Ab?c Own x false {\"a\":1}");

      HttpResponse<String> unknown = post(farol.gateway() + "/nowhere/a");
      assertThat(unknown.statusCode()).isEqualTo(404);
      assertThat(unknown.headers().firstValue("farol-gateway-error")).contains("unknown-route");

      HttpResponse<String> forbidden = post(farol.gateway() + "/strict/a");
      assertThat(forbidden.statusCode()).isEqualTo(403);
      assertThat(forbidden.body()).contains("allow-private");
      assertThat(seen).isEmpty();

      assertThat(farol.get("/metrics").body())
          .contains("farol_gateway_refused_total{reason=\"unknown-route\"} 1")
          .contains("farol_gateway_refused_total{reason=\"address\"} 1")
          .contains("farol_gateway_exchanges_total 2");
    }
  }

  @Test
  void anInjectedCredentialIsForHoldersOfTheKey() throws Exception {
    try (FarolProcess farol = start()) {
      assertThat(post(farol.gateway() + "/keyed/a").statusCode()).isEqualTo(401);
      String key = Files.readString(folder.resolve("data").resolve("gateway.key")).strip();
      assertThat(post(farol.gateway() + "/keyed/a", "Farol-Gateway-Key", key).statusCode())
          .isEqualTo(201);
      assertThat(post(farol.gateway() + "/keyed/b", "Authorization", "Bearer " + key).statusCode())
          .isEqualTo(201);
      assertThat(seen.take()).isEqualTo("POST /base/a Bearer real-secret false {\"a\":1}");
      assertThat(seen.take()).isEqualTo("POST /base/b Bearer real-secret false {\"a\":1}");
    }
  }

  /// A chat over a route: in flight while the model thinks, and whole when it has answered; the
  /// caller's key is nowhere.
  @Test
  void aChatIsSeenWhileItRunsAndReadWhenItHasEnded() throws Exception {
    CountDownLatch thinking = new CountDownLatch(1);
    origin.createContext(
        "/v1/chat/completions",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          awaitUninterrupted(thinking);
          byte[] answer =
              """
              {"id":"chatcmpl-7","model":"gpt-5-mini-2025-08-07",
               "choices":[{"index":0,"message":{"role":"assistant","content":"Bom dia."},"finish_reason":"stop"}],
               "usage":{"prompt_tokens":12,"completion_tokens":3,"prompt_tokens_details":{"cached_tokens":4}}}
              """
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    String canary = "sk-canary-5d41402abc4b2a76b9719d911017c592";
    try (FarolProcess farol = start();
        HttpClient client = HttpClient.newHttpClient()) {
      CompletableFuture<HttpResponse<String>> asking =
          client.sendAsync(
              HttpRequest.newBuilder(URI.create(farol.gateway() + "/plain/v1/chat/completions"))
                  .version(HttpClient.Version.HTTP_1_1)
                  .header("Authorization", "Bearer " + canary)
                  .header("Content-Type", "application/json")
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          "{\"model\":\"gpt-5-mini\",\"metadata\":{\"conversation_id\":\"c-9\"},\"messages\":[{\"role\":\"user\",\"content\":\"Oi\"}]}"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      await()
          .untilAsserted(() ->
              assertThat(farol.json("/api/v1/live").path("inFlight"))
                  .singleElement()
                  .satisfies(
                      call -> assertThat(call.path("operation").textValue()).isEqualTo("chat")));
      await()
          .untilAsserted(() ->
              assertThat(farol.json("/api/v1/live").path("inFlight"))
                  .singleElement()
                  .satisfies(call -> {
                    assertThat(call.path("conversationId").textValue()).isEqualTo("c-9");
                    assertThat(call.path("deadlineAt").isTextual()).isTrue();
                  }));
      thinking.countDown();
      assertThat(asking.get().statusCode()).isEqualTo(200);
      await()
          .untilAsserted(() -> {
            JsonNode items = farol.json("/api/v1/exchanges").path("items");
            assertThat(items).hasSize(1);
            JsonNode call = items.get(0);
            assertThat(call.path("outcome").path("state").textValue()).isEqualTo("succeeded");
            assertThat(call.path("model").path("requested").textValue()).isEqualTo("gpt-5-mini");
            assertThat(call.path("tokens").path("input").longValue()).isEqualTo(12);
            assertThat(call.path("tokens").path("cacheRead").longValue()).isEqualTo(4);
            assertThat(call.path("source").path("kind").textValue()).isEqualTo("gateway");
          });
      JsonNode call = farol.json("/api/v1/exchanges").path("items").get(0);
      JsonNode one =
          farol.json(
              "/api/v1/exchanges/"
                  + call.path("traceId").textValue()
                  + "/"
                  + call.path("spanId").textValue());
      assertThat(one.path("messages").findValuesAsText("text")).containsExactly("Oi", "Bom dia.");
      await()
          .untilAsserted(() -> assertThat(farol.json("/api/v1/live").path("inFlight")).isEmpty());
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(canary);
      }
    }
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
