// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.farol.store.embedded.Backup;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `farol backup`: asks the Farol that runs on the data directory for a copy, or makes it itself
/// when none runs.
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description = "Copies the data into a directory, while Farol runs or not, and verifies it.")
final class BackupCommand implements Callable<Integer> {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LOOK = Duration.ofMillis(200);

  @Option(names = "--data", paramLabel = "DIR", description = "The data directory.")
  private Path data = Path.of("farol-data");

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DIR",
      description = "A directory that is new or empty, outside the data directory.")
  private Path to = Path.of("");

  @Override
  public Integer call() throws IOException, InterruptedException {
    Optional<Backup.Summary> offline = Backup.offline(data, to);
    if (offline.isPresent()) {
      done(offline.get().files(), offline.get().bytes());
      return 0;
    }
    return ask();
  }

  private int ask() throws IOException, InterruptedException {
    Path endpoints = data.resolve(Endpoints.FILE);
    if (!Files.exists(endpoints)) {
      System.err.println(
          "farol: " + data + " is in use, and no Farol there has opened its doors; try again");
      return 1;
    }
    String base = JSON.readTree(endpoints.toFile()).path("http").asText("");
    String key = Files.readString(data.resolve(Farol.ADMIN_KEY)).strip();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(base + "/api/v1/backup"))
              .header("Authorization", "Bearer " + key);
      String body = JSON.writeValueAsString(Map.of("to", to.toAbsolutePath().toString()));
      JsonNode state =
          send(
              client,
              request
                  .copy()
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build());
      while (state.path("state").asText().equals("running")) {
        Thread.sleep(LOOK);
        state = send(client, request.copy().GET().build());
      }
      if (!state.path("state").asText().equals("done")) {
        System.err.println("farol: " + state.path("detail").asText());
        return 1;
      }
      done(state.path("files").asInt(), state.path("bytes").asLong());
      return 0;
    }
  }

  private static JsonNode send(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    JsonNode json = JSON.readTree(response.body());
    if (response.statusCode() != 200) {
      throw new IOException(json.path("detail").asText("status " + response.statusCode()));
    }
    return json;
  }

  private void done(int files, long bytes) {
    System.out.printf(
        Locale.ROOT,
        "%d files, %.1f MB, written to %s and verified%nThe key of the pseudonyms is not in it: keep %s.pseudonym.key (or redaction.key-file) elsewhere%n",
        files,
        bytes / 1e6,
        to,
        data);
  }
}
