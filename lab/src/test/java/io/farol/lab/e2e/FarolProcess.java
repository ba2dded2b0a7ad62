// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A real Farol: the jar, started with any free ports on a data directory.
final class FarolProcess implements AutoCloseable {

  static final ObjectMapper JSON = new ObjectMapper();
  static final Path JAR = Path.of("..", "server", "target", "farol.jar");
  private static final List<String> ANY_PORTS = List.of("0", "0", "0");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path data;
  private final Path log;
  private final JsonNode endpoints;
  private final HttpClient client = HttpClient.newHttpClient();

  private FarolProcess(Process process, Path data, Path log, JsonNode endpoints) {
    this.process = process;
    this.data = data;
    this.log = log;
    this.endpoints = endpoints;
  }

  /// Starts one and waits until its doors are open.
  ///
  /// @param data its data directory; the log is written beside it
  static FarolProcess start(Path data, String... flags) {
    return start(JAR, data, ANY_PORTS, List.of(), flags);
  }

  /// The same from a jar that lies elsewhere.
  static FarolProcess startFrom(Path jar, Path data, String... flags) {
    return start(jar, data, ANY_PORTS, List.of(), flags);
  }

  /// Starts one for which names lead where a file says, as the JDK reads it, and nowhere else.
  static FarolProcess startAmong(Path hosts, Path data, String... flags) {
    return start(JAR, data, ANY_PORTS, List.of("-Djdk.net.hosts.file=" + hosts), flags);
  }

  /// Starts another on the same data and the same ports, once this one is gone.
  FarolProcess startAgain(String... flags) {
    return start(
        JAR, data, List.of(port(http()), port(otlpGrpc()), port(otlpHttp())), List.of(), flags);
  }

  private static String port(String url) {
    return Integer.toString(URI.create(url).getPort());
  }

  /// Sends the process a signal: STOP, CONT.
  void signal(String name) throws IOException, InterruptedException {
    int status =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    assertThat(status).isZero();
  }

  private static FarolProcess start(
      Path jar, Path data, List<String> ports, List<String> more, String... flags) {
    assertThat(jar).as("the jar is built before these tests run").exists();
    try {
      Path log = data.resolveSibling(data.getFileName() + ".log");
      Path endpoints = data.resolve("endpoints.json");
      Files.deleteIfExists(endpoints);
      List<String> command =
          new ArrayList<>(
              List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
      command.addAll(usualFlags());
      command.addAll(more);
      command.addAll(
          List.of(
              "-jar",
              jar.toString(),
              "serve",
              "--data",
              data.toString(),
              "--port",
              ports.get(0),
              "--otlp-grpc-port",
              ports.get(1),
              "--otlp-http-port",
              ports.get(2)));
      command.addAll(List.of(flags));
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      await()
          .atMost(PATIENCE)
          .failFast("Farol ended; its log lies in " + log, () -> !process.isAlive())
          .until(() -> Files.exists(endpoints));
      return new FarolProcess(process, data, log, JSON.readTree(Files.readAllBytes(endpoints)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The flags with which the launcher starts a server.
  private static List<String> usualFlags() throws IOException {
    String launcher = Files.readString(Path.of("..", "farol"));
    Matcher options = Pattern.compile("(?m)^server_options=\\((.*)\\)$").matcher(launcher);
    assertThat(options.find()).as("the launcher's line of server_options").isTrue();
    return List.of(options.group(1).split(" "));
  }

  /// The most memory the process has had so far.
  long peakResidentBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
      }
    }
    throw new AssertionError(
        "the system does not say how much memory process " + process.pid() + " has");
  }

  long pid() {
    return process.pid();
  }

  String http() {
    return endpoints.path("http").textValue();
  }

  String otlpGrpc() {
    return endpoints.path("otlpGrpc").textValue();
  }

  String gateway() {
    return endpoints.path("gateway").textValue();
  }

  String hooks() {
    return endpoints.path("hooks").textValue();
  }

  String otlpHttp() {
    return endpoints.path("otlpHttp").textValue();
  }

  Path data() {
    return data;
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HttpResponse<String> get(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(http() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  JsonNode json(String path, String... headers) {
    HttpResponse<String> response = get(path, headers);
    assertThat(response.statusCode()).as(path + ": " + response.body()).isEqualTo(200);
    return parse(response.body());
  }

  HttpResponse<String> post(String url, String contentType, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  HttpResponse<String> postJson(String path, String body) {
    return post(http() + path, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  /// The power goes: SIGKILL.
  void kill() throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("Farol did not stop within 20 s: " + log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    client.close();
  }
}
