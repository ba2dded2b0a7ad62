// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.assistant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// WhatsApp Cloud API over plain HTTP.
final class WhatsAppClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VERSION = "/v24.0/";

  private final Settings settings;
  private final Calls calls;

  WhatsAppClient(Settings settings) {
    this.settings = settings;
    this.calls = new Calls(settings.patience(Duration.ofSeconds(5)));
  }

  /// Sends a text; whether WhatsApp took it.
  boolean send(String to, String text) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("messaging_product", "whatsapp").put("recipient_type", "individual");
    body.put("to", to).put("type", "text").putObject("text").put("body", text);
    HttpRequest request =
        to(VERSION + settings.phoneNumberId() + "/messages")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    return calls.send(request).statusCode() == 200;
  }

  /// Fetches a recording: first where it lies, then itself.
  ///
  /// @throws IllegalStateException when it is not there
  byte[] recording(String id) {
    HttpResponse<byte[]> where = calls.send(to(VERSION + id).GET().build());
    URI url = URI.create(parsed(where.body()).path("url").asText());
    HttpResponse<byte[]> sound = calls.send(authorised(url).GET().build());
    if (where.statusCode() != 200 || sound.statusCode() != 200) {
      throw new IllegalStateException("the recording is not there");
    }
    return sound.body();
  }

  private HttpRequest.Builder to(String path) {
    return authorised(URI.create(settings.whatsApp() + path));
  }

  private HttpRequest.Builder authorised(URI url) {
    return HttpRequest.newBuilder(url)
        .timeout(settings.patience(Duration.ofSeconds(20)))
        .header("Authorization", "Bearer " + settings.whatsAppToken());
  }

  private static JsonNode parsed(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
