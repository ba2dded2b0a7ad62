// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.assistant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Where requests come in: they are taken at once and worked on afterwards, one after the other for
/// one person.
final class Doors {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int AT_ONCE = 32;

  private final ExecutorService workers =
      Executors.newFixedThreadPool(
          AT_ONCE, Thread.ofPlatform().daemon().name("trabalho-", 0).factory());
  private final Map<String, ReentrantLock> persons = new ConcurrentHashMap<>();
  private final HttpServer server;

  private Doors(int port) throws IOException {
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(
        Executors.newFixedThreadPool(4, Thread.ofPlatform().daemon().name("porta-", 0).factory()));
  }

  /// Opens the webhook, which WhatsApp calls.
  static Doors webhook(Settings settings, Consumer<Incoming> next) throws IOException {
    Doors doors = new Doors(settings.port());
    doors.server.createContext(
        "/webhook",
        exchange -> {
          try (exchange) {
            doors.hook(exchange, settings, next);
          }
        });
    doors.server.start();
    return doors;
  }

  /// Opens the door for what another step of the assistant hands on.
  static Doors orders(Settings settings, Consumer<Incoming> next) throws IOException {
    Doors doors = new Doors(settings.port());
    doors.server.createContext(
        "/pedidos",
        exchange -> {
          try (exchange) {
            JsonNode order = JSON.readTree(exchange.getRequestBody().readAllBytes());
            doors.work(
                new Incoming(
                    order.path("telefone").asText(),
                    order.path("nome").asText(),
                    order.path("texto").asText(),
                    ""),
                next);
            exchange.sendResponseHeaders(202, -1);
          }
        });
    doors.server.start();
    return doors;
  }

  private void hook(HttpExchange exchange, Settings settings, Consumer<Incoming> next)
      throws IOException {
    if (exchange.getRequestMethod().equals("GET")) {
      verify(exchange, settings);
      return;
    }
    byte[] body = exchange.getRequestBody().readAllBytes();
    String shown = exchange.getRequestHeaders().getFirst("X-Hub-Signature-256");
    if (shown == null || !isSigned(body, shown, settings.appSecret())) {
      exchange.sendResponseHeaders(403, -1);
      return;
    }
    for (JsonNode entry : JSON.readTree(body).path("entry")) {
      for (JsonNode change : entry.path("changes")) {
        JsonNode value = change.path("value");
        String name = value.at("/contacts/0/profile/name").asText();
        value
            .path("messages")
            .forEach(message ->
                work(
                    new Incoming(
                        message.path("from").asText(),
                        name,
                        message.at("/text/body").asText(),
                        message.at("/audio/id").asText()),
                    next));
      }
    }
    exchange.sendResponseHeaders(200, -1);
  }

  private static void verify(HttpExchange exchange, Settings settings) throws IOException {
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    int challenge = query.indexOf("hub.challenge=");
    if (challenge < 0 || !query.contains("hub.verify_token=" + settings.verifyToken())) {
      exchange.sendResponseHeaders(403, -1);
      return;
    }
    byte[] body =
        query
            .substring(challenge + "hub.challenge=".length())
            .split("&", -1)[0]
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  private void work(Incoming incoming, Consumer<Incoming> next) {
    ReentrantLock person = persons.computeIfAbsent(incoming.phone(), _ -> new ReentrantLock(true));
    workers.execute(() -> {
      person.lock();
      try {
        next.accept(incoming);
      } finally {
        person.unlock();
      }
    });
  }

  private static boolean isSigned(byte[] body, String shown, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      String right = "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
      return MessageDigest.isEqual(
          right.getBytes(StandardCharsets.US_ASCII), shown.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
