// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.platforms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A client that trusts the world's authority and speaks to platforms on loopback.
final class Talking implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client;

  Talking(Certificates certificates) throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(certificates.trusted())) {
      trusted.load(in, Certificates.PASSWORD.toCharArray());
    }
    TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    this.client = HttpClient.newBuilder().sslContext(context).build();
  }

  HttpResponse<String> post(int port, String path, String body, String... headers)
      throws IOException {
    return send(
        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path))
            .headers(headers)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> get(int port, String path, String... headers) throws IOException {
    return send(
        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path))
            .headers(headers)
            .GET());
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  /// What a platform wrote down.
  static List<JsonNode> written(Path logbook) throws IOException {
    return Files.readAllLines(logbook).stream().map(Talking::json).toList();
  }

  @Override
  public void close() {
    client.close();
  }
}
