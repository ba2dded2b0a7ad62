// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.assistant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.locks.ReentrantLock;

/// SERPRO over plain HTTP, with a token that is renewed in good time by a thread of its own, and by
/// whoever needs it when that was in vain.
final class SerproClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int ATTEMPTS = 2;
  private static final String SILENT = "{\"erro\":\"sem_resposta\"}";
  private static final String UNKNOWN = "{\"erro\":\"nao_encontrado\"}";

  /// @param goodUntil by [System#nanoTime]
  /// @param renewAt by the same clock
  private record Token(String text, long goodUntil, long renewAt) {
    boolean isGood() {
      return System.nanoTime() - goodUntil < 0;
    }
  }

  private final Settings settings;
  private final Calls calls;
  private final ReentrantLock renewing = new ReentrantLock();
  private volatile Token token = new Token("", System.nanoTime(), System.nanoTime());

  SerproClient(Settings settings) {
    this.settings = settings;
    this.calls = new Calls(settings.patience(Duration.ofSeconds(10)));
  }

  /// Keeps the token fresh, for ever.
  void keepToken() {
    Thread.ofPlatform()
        .daemon()
        .name("token")
        .start(() -> {
          while (!Thread.currentThread().isInterrupted()) {
            if (System.nanoTime() - token.renewAt() >= 0) {
              renew();
            }
            nap();
          }
        });
  }

  /// What SERPRO says of a person or a company, as JSON for a model.
  ///
  /// @param path `/consulta-cpf-df/v2/cpf/40442820135`
  String lookUp(String path) {
    try {
      Token good = goodToken();
      if (!good.isGood()) {
        return SILENT;
      }
      HttpResponse<byte[]> answer =
          calls.send(
              to(path)
                  .header("Authorization", "Bearer " + good.text())
                  .header("Accept", "application/json")
                  .GET()
                  .build());
      return switch (answer.statusCode()) {
        case 200, 206 -> new String(answer.body(), StandardCharsets.UTF_8);
        case 400, 404, 422 -> UNKNOWN;
        default -> SILENT;
      };
    } catch (UncheckedIOException e) {
      return SILENT;
    }
  }

  private Token goodToken() {
    for (int attempt = 0; attempt < ATTEMPTS && !token.isGood(); attempt++) {
      renew();
    }
    return token;
  }

  /// One at a time; whoever waited takes what the other got.
  private void renew() {
    renewing.lock();
    try {
      if (System.nanoTime() - token.renewAt() < 0) {
        return;
      }
      String basic =
          Base64.getEncoder()
              .encodeToString(settings.serproConsumer().getBytes(StandardCharsets.UTF_8));
      HttpResponse<byte[]> answer =
          calls.send(
              to("/token")
                  .header("Authorization", "Basic " + basic)
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
                  .build());
      if (answer.statusCode() == 200) {
        JsonNode told = JSON.readTree(answer.body());
        long lasts =
            settings.patience(Duration.ofSeconds(told.path("expires_in").asLong())).toNanos();
        long now = System.nanoTime();
        token = new Token(told.path("access_token").asText(), now + lasts, now + lasts / 2);
      }
    } catch (UncheckedIOException | IOException e) {
      // the old one is used while it lasts
    } finally {
      renewing.unlock();
    }
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(settings.serpro() + path))
        .timeout(settings.patience(PATIENCE));
  }

  private static void nap() {
    try {
      Thread.sleep(Duration.ofMillis(500));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
