// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.assistant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// The JDK's HTTP client, with failures as unchecked exceptions.
final class Calls {
  private final HttpClient client;

  Calls(Duration connecting) {
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(connecting)
            .build();
  }

  /// @throws UncheckedIOException when there is no answer
  HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted", e));
    }
  }
}
