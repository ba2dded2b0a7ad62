// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/// The HTTP API of the server, as far as a load needs it.
final class Api implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration IN_TIME = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final URI base;
  private final String key;
  private final HttpClient client = HttpClient.newHttpClient();

  /// @param key the admin key, or empty where the server is open
  Api(URI base, String key) {
    this.base = base;
    this.key = key;
  }

  /// The answer to a question.
  ///
  /// @throws IOException when there is none, or not a good one
  JsonNode get(String path, Map<String, String> parameters)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response = send(path, parameters);
    if (response.statusCode() != 200) {
      throw new IOException(
          "GET %s: status %d: %s"
              .formatted(
                  response.uri(),
                  response.statusCode(),
                  new String(response.body(), StandardCharsets.UTF_8)));
    }
    return JSON.readTree(response.body());
  }

  /// The same, but a server that cannot answer now is asked again for up to two minutes.
  JsonNode getInTime(String path, Map<String, String> parameters)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + IN_TIME.toNanos();
    while (System.nanoTime() < end) {
      HttpResponse<byte[]> response = send(path, parameters);
      if (response.statusCode() == 200) {
        return JSON.readTree(response.body());
      }
      if (response.statusCode() != 503) {
        break;
      }
      Thread.sleep(PAUSE);
    }
    return get(path, parameters);
  }

  /// A counter of `/metrics`, with its labels as it stands there.
  ///
  /// @throws IOException when it is not among them
  double metric(String name) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve("/metrics"));
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    return client
        .send(request.build(), HttpResponse.BodyHandlers.ofString())
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new IOException("no " + name + " in /metrics"));
  }

  private HttpResponse<byte[]> send(String path, Map<String, String> parameters)
      throws IOException, InterruptedException {
    String query =
        parameters.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&"));
    URI uri = base.resolve("/api/v1" + path + (query.isEmpty() ? "" : "?" + query));
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(1));
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.close();
  }
}
