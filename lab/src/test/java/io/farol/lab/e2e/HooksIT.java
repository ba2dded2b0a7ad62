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
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The door for webhooks of the real jar, between WhatsApp and an assistant, and the gateway
/// through which the assistant answers.
class HooksIT {

  private static final String SECRET = "the app secret of a test";
  private static final String PHONE = "5511987654321";
  private static final String WAMID =
      "wamid.HBgNNTUxMTk4NzY1NDMyMRUCABEYEjg3NUM1Qjg0NTY4ODFFOEY4RAA=";

  @TempDir private Path folder;
  private final BlockingQueue<String> delivered = new LinkedBlockingQueue<>();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private HttpServer assistant;
  private volatile CountDownLatch slow = new CountDownLatch(0);
  private volatile int answer = 200;

  @BeforeEach
  void startAssistant() throws Exception {
    assistant = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    assistant.createContext(
        "/webhook",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          delivered.add(
              exchange.getRequestHeaders().getFirst("X-Hub-Signature-256")
                  + " "
                  + new String(body, StandardCharsets.UTF_8));
          try {
            slow.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
        });
    assistant.createContext(
        "/v23.0/106540352242922/messages",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          byte[] body =
              ("{\"messages\":[{\"id\":\"" + WAMID + "\"}]}").getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    assistant.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    assistant.start();
  }

  @AfterEach
  void stopAssistant() {
    slow.countDown();
    assistant.stop(0);
    client.close();
  }

  private FarolProcess start() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), SECRET + "\n");
    Path token = Files.writeString(folder.resolve("token"), "a verify token\n");
    Path config = folder.resolve("farol.yaml");
    Files.writeString(
        config,
        """
        gateway:
          routes:
            - name: whatsapp
              upstream: http://127.0.0.1:%1$d
              platform: whatsapp
              from: assistente
              allow-private: true
        hooks:
          routes:
            - name: whatsapp
              platform: whatsapp
              secret: ${file:%2$s}
              verify-token: ${file:%3$s}
              forward: http://127.0.0.1:%1$d/webhook
              to: assistente
              allow-private: true
            - name: shop
              secret: ${file:%2$s}
              signature: {header: X-Shop-Signature, encoding: base64}
              forward: http://127.0.0.1:%1$d/webhook
              allow-private: true
        """
            .formatted(assistant.getAddress().getPort(), secret, token));
    return FarolProcess.start(
        folder.resolve("data"),
        "--gateway-port",
        "0",
        "--hooks-port",
        "0",
        "--config",
        config.toString(),
        "--open");
  }

  private static byte[] sum(String body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
  }

  private static HttpRequest webhook(FarolProcess farol, String body) throws Exception {
    return HttpRequest.newBuilder(URI.create(farol.hooks() + "/whatsapp"))
        .header("Content-Type", "application/json")
        .header("X-Hub-Signature-256", "sha256=" + HexFormat.of().formatHex(sum(body)))
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> deliver(FarolProcess farol, String body) throws Exception {
    return send(webhook(farol, body));
  }

  private static String value(String value) {
    return "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":[{\"field\":\"messages\",\"value\":"
        + value
        + "}]}]}";
  }

  private static String message(String text) {
    return value(
        "{\"metadata\":{\"phone_number_id\":\"1065\"},\"messages\":[{\"from\":\""
            + PHONE
            + "\",\"id\":\"wamid.in\",\"timestamp\":\"1751247548\",\"type\":\"text\",\"text\":{\"body\":\""
            + text
            + "\"}}]}");
  }

  private static String status(String word, long at, String more) {
    return value(
        "{\"statuses\":[{\"id\":\""
            + WAMID
            + "\",\"status\":\""
            + word
            + "\",\"timestamp\":\""
            + at
            + "\",\"recipient_id\":\""
            + PHONE
            + "\""
            + more
            + "}]}");
  }

  private static JsonNode exchanges(FarolProcess farol) {
    return farol.json("/api/v1/exchanges").path("items");
  }

  @Test
  void whatWasDeliveredBeforeARestartIsNotDeliveredAgain() throws Exception {
    String body = "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"once\"}]}";
    try (FarolProcess farol = start()) {
      assertThat(deliver(farol, body).statusCode()).isEqualTo(200);
    }
    assertThat(delivered.take()).endsWith(body);
    try (FarolProcess farol = start()) {
      assertThat(deliver(farol, body).statusCode()).isEqualTo(200);
      assertThat(farol.get("/metrics").body()).contains("farol_hooks_repeated_total 1");
    }
    assertThat(delivered).isEmpty();
  }

  @Test
  void anAddressIsVerifiedAndAMessageSeenWhileTheAssistantThinks() throws Exception {
    try (FarolProcess farol = start()) {
      HttpResponse<String> verified =
          send(
              HttpRequest.newBuilder(
                      URI.create(
                          farol.hooks()
                              + "/whatsapp?hub.mode=subscribe&hub.challenge=4711&hub.verify_token=a%20verify%20token"))
                  .build());
      assertThat(verified.statusCode()).isEqualTo(200);
      assertThat(verified.body()).isEqualTo("4711");

      slow = new CountDownLatch(1);
      String body = message("Qual \\u00e9 o meu saldo?");
      CompletableFuture<HttpResponse<String>> first =
          client.sendAsync(webhook(farol, body), HttpResponse.BodyHandlers.ofString());
      await()
          .untilAsserted(() ->
              assertThat(farol.json("/api/v1/live").path("inFlight"))
                  .singleElement()
                  .satisfies(call -> {
                    assertThat(call.path("from").textValue()).isEqualTo("whatsapp");
                    assertThat(call.path("to").textValue()).isEqualTo("assistente");
                  }));
      assertThat(deliver(farol, body).statusCode()).as("the same meanwhile").isEqualTo(503);
      slow.countDown();
      assertThat(first.get().statusCode()).isEqualTo(200);
      assertThat(deliver(farol, body).statusCode()).as("the same again").isEqualTo(200);
      assertThat(delivered.take())
          .isEqualTo("sha256=" + HexFormat.of().formatHex(sum(body)) + " " + body);
      assertThat(delivered).isEmpty();
      await()
          .untilAsserted(() ->
              assertThat(exchanges(farol).findValuesAsText("state")).containsExactly("succeeded"));
      JsonNode call = exchanges(farol).get(0);
      assertThat(call.path("operation").textValue()).isEqualTo("message");
      assertThat(call.path("source").path("kind").textValue()).isEqualTo("webhook");
      assertThat(call.path("user").textValue()).startsWith("⟦phone:");
      assertThat(whole(farol, call).path("messages").findValuesAsText("text"))
          .containsExactly("Qual é o meu saldo?");
      assertThat(farol.get("/metrics").body()).contains("farol_hooks_repeated_total 1");
      nothingPersonalOnDisk();
    }
  }

  private static JsonNode whole(FarolProcess farol, JsonNode call) {
    return farol.json(
        "/api/v1/exchanges/"
            + call.path("traceId").textValue()
            + "/"
            + call.path("spanId").textValue());
  }

  private void nothingPersonalOnDisk() throws Exception {
    try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(PHONE, WAMID, SECRET);
      }
    }
  }

  @Test
  void anAssistantThatIsDownGetsItWhenItIsSentAgain() throws Exception {
    try (FarolProcess farol = start()) {
      answer = 500;
      String body = message("Oi");
      assertThat(deliver(farol, body).statusCode()).isEqualTo(500);
      int port = assistant.getAddress().getPort();
      assistant.stop(0);
      assertThat(deliver(farol, body).statusCode()).isEqualTo(502);
      answer = 200;
      HttpServer down = assistant;
      startAssistantAgain(port);
      assertThat(down).isNotSameAs(assistant);
      assertThat(deliver(farol, body).statusCode()).isEqualTo(200);
      await()
          .untilAsserted(() ->
              assertThat(exchanges(farol).findValuesAsText("state"))
                  .containsExactlyInAnyOrder("succeeded", "failed", "failed"));
    }
  }

  private void startAssistantAgain(int port) throws Exception {
    assistant = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    assistant.createContext(
        "/webhook",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    assistant.start();
  }

  /// Read before sent, delivered twice, and the first of them before the message itself was told.
  @Test
  void statusesFindTheirMessageInWhateverOrder() throws Exception {
    String pricing =
        ",\"pricing\":{\"billable\":true,\"pricing_model\":\"PMP\",\"type\":\"regular\",\"category\":\"utility\"}";
    long now = System.currentTimeMillis() / 1000;
    try (FarolProcess farol = start()) {
      assertThat(deliver(farol, status("delivered", now + 1, pricing)).statusCode()).isEqualTo(200);
      HttpResponse<String> sent =
          send(
              HttpRequest.newBuilder(
                      URI.create(farol.gateway() + "/whatsapp/v23.0/106540352242922/messages"))
                  .header("Content-Type", "application/json")
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          "{\"messaging_product\":\"whatsapp\",\"to\":\"+"
                              + PHONE
                              + "\",\"type\":\"text\",\"text\":{\"body\":\"Seu saldo\"}}"))
                  .build());
      assertThat(sent.statusCode()).isEqualTo(200);
      assertThat(deliver(farol, status("read", now + 2, "")).statusCode()).isEqualTo(200);
      assertThat(deliver(farol, status("sent", now, pricing)).statusCode()).isEqualTo(200);
      assertThat(deliver(farol, status("delivered", now + 1, pricing)).statusCode()).isEqualTo(200);
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> {
            JsonNode send =
                StreamSupport.stream(exchanges(farol).spliterator(), false)
                    .filter(each -> each.path("integration").asText().equals("whatsapp/messages"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("the sending is not listed yet"));
            assertThat(send.path("from").textValue()).isEqualTo("assistente");
            JsonNode statuses = whole(farol, send).path("statuses");
            assertThat(statuses.findValuesAsText("status"))
                .containsExactly("sent", "delivered", "read");
            assertThat(statuses.get(1).path("pricing").path("category").textValue())
                .isEqualTo("utility");
            assertThat(statuses.get(2).path("pricing").isNull()).isTrue();
            JsonNode charge = whole(farol, send).path("charges").path(0);
            assertThat(charge.path("sku").textValue()).isEqualTo("utility");
            assertThat(charge.path("amount").textValue()).isEqualTo("0.006800000");
            assertThat(charge.path("source").textValue()).startsWith("whatsapp.yaml line ");
            assertThat(whole(farol, send).path("unpriced")).isEmpty();
          });

      assertThat(
              deliver(
                      farol,
                      status(
                          "failed",
                          now + 3,
                          ",\"errors\":[{\"code\":131047,\"title\":\"Re-engagement\"}]"))
                  .statusCode())
          .isEqualTo(200);
      await()
          .untilAsserted(
              () -> assertThat(exchanges(farol).findValuesAsText("operation")).contains("deliver"));
      nothingPersonalOnDisk();
    }
  }

  @Test
  void whatIsHostileIsRefusedWhatIsMalformedDelivered() throws Exception {
    try (FarolProcess farol = start()) {
      HttpRequest unsigned =
          HttpRequest.newBuilder(URI.create(farol.hooks() + "/whatsapp"))
              .header("X-Hub-Signature-256", "sha256=" + "0".repeat(64))
              .POST(HttpRequest.BodyPublishers.ofString(message("Oi")))
              .build();
      assertThat(send(unsigned).statusCode()).isEqualTo(401);
      assertThat(
              send(HttpRequest.newBuilder(
                          URI.create(
                              farol.hooks()
                                  + "/whatsapp?hub.mode=subscribe&hub.challenge=1&hub.verify_token=x"))
                      .build())
                  .statusCode())
          .isEqualTo(403);
      assertThat(delivered).isEmpty();

      assertThat(deliver(farol, "{\"entry\":[").statusCode()).isEqualTo(200);
      assertThat(delivered.take()).endsWith(" {\"entry\":[");
      HttpRequest shop =
          HttpRequest.newBuilder(URI.create(farol.hooks() + "/shop"))
              .header("X-Shop-Signature", java.util.Base64.getEncoder().encodeToString(sum("tick")))
              .POST(HttpRequest.BodyPublishers.ofString("tick"))
              .build();
      assertThat(send(shop).statusCode()).isEqualTo(200);
      assertThat(send(shop).statusCode()).isEqualTo(200);
      assertThat(delivered).hasSize(2);
      await()
          .untilAsserted(() ->
              assertThat(exchanges(farol).findValuesAsText("state"))
                  .containsExactlyInAnyOrder("succeeded", "succeeded", "failed"));
      assertThat(exchanges(farol).findValuesAsText("cause")).contains("malformed");
      assertThat(farol.get("/metrics").body())
          .contains("farol_hooks_refused_total{reason=\"signature\"} 1")
          .contains("farol_hooks_refused_total{reason=\"verify-token\"} 1");
    }
  }
}
