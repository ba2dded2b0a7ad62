// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.agent;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// A program that knows nothing of telemetry: it asks one address and prints the status.
final class SlowCaller {
  private SlowCaller() {}

  public static void main(String[] args) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(args[0])).build();
      System.out.println(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
    }
  }
}
