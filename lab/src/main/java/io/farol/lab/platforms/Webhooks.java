// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.platforms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.farol.lab.people.Pace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Delivers webhooks as Meta does: signed over the raw bytes, with what is not ASCII escaped, and
/// again with growing gaps until they are taken. While there is silence they wait.
final class Webhooks implements AutoCloseable {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final int ATTEMPTS = 8;

  private final URI callback;
  private final byte[] secret;
  private final Pace pace;
  private final Misfortunes misfortunes;
  private final Logbook logbook;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Webhooks(URI callback, String secret, Pace pace, Misfortunes misfortunes, Logbook logbook) {
    this.callback = callback;
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
    this.pace = pace;
    this.misfortunes = misfortunes;
    this.logbook = logbook;
  }

  /// Delivers it in its own time.
  ///
  /// @param operation under which it is written down, `message`, `status`
  void send(ObjectNode payload, String operation, String phone, Duration after) {
    threads.execute(() -> {
      try {
        pace.pass(after);
        deliver(bytes(payload), operation, phone);
      } catch (CancellationException stopped) {
        Thread.currentThread().interrupt();
      }
    });
  }

  @Override
  public void close() {
    threads.shutdownNow();
    client.shutdownNow();
  }

  private void deliver(byte[] body, String operation, String phone) {
    Duration gap = Duration.ofSeconds(1);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      while (misfortunes.has(Misfortune.WEBHOOK_SILENCE)) {
        pace.pass(LOOK_AGAIN);
      }
      int status = posted(body);
      logbook.write(
          Reply.entry(operation, status).put("platform", "whatsapp").put("conversation", phone));
      if (status == 200) {
        return;
      }
      pace.pass(gap);
      gap = gap.multipliedBy(2);
    }
  }

  /// The receiver's status; 0 where it could not be reached.
  private int posted(byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(callback)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .header("User-Agent", "facebookexternalua")
            .header("X-Hub-Signature-256", "sha256=" + signature(body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("the world was stopped");
    }
  }

  private String signature(byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private static byte[] bytes(ObjectNode payload) {
    try {
      return JSON.writeValueAsString(payload)
          .replace("/", "\\/")
          .getBytes(StandardCharsets.US_ASCII);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }
}
