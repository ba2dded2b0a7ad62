// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

/// Jaeger 2 with Badger, configured as its own example for Badger is: what comes in goes through a
/// batch processor, and is acknowledged before.
final class JaegerPeer implements Peer {

  private static final String CONFIGURATION =
      """
      service:
        extensions: [jaeger_storage, jaeger_query]
        pipelines:
          traces:
            receivers: [otlp]
            processors: [batch]
            exporters: [jaeger_storage_exporter]
        telemetry:
          metrics: {level: none}
      extensions:
        jaeger_query:
          storage: {traces: badger}
          http: {endpoint: "127.0.0.1:%1$d"}
          grpc: {endpoint: "127.0.0.1:%2$d"}
        jaeger_storage:
          backends:
            badger:
              badger:
                directories: {keys: "%4$s/keys", values: "%4$s/values"}
                ephemeral: false
      receivers:
        otlp:
          protocols:
            grpc: {endpoint: "127.0.0.1:%3$d"}
      processors:
        batch:
      exporters:
        jaeger_storage_exporter: {trace_storage: badger}
      """;

  /// How many microseconds of spans one question asks for; the spans of a load begin in as many.
  private static final int WINDOW = 1_000;

  private final Path data;
  private final PeerProcess process;
  private final int httpPort;
  private final int grpcPort;
  private final long firstMicros;
  private final int spans;
  private final HttpClient client = HttpClient.newHttpClient();

  private JaegerPeer(
      Path data, PeerProcess process, int httpPort, int grpcPort, long firstMicros, int spans) {
    this.data = data;
    this.process = process;
    this.httpPort = httpPort;
    this.grpcPort = grpcPort;
    this.firstMicros = firstMicros;
    this.spans = spans;
  }

  /// Starts it on free ports and waits until it takes spans.
  ///
  /// @param program Jaeger's
  /// @param firstNanos when the first span of the load begins
  /// @param spans how many there can be, each a trace of its own, a microsecond apart
  static JaegerPeer start(Path program, Path folder, long firstNanos, int spans)
      throws IOException, InterruptedException {
    Path data = Files.createDirectories(folder.resolve("data"));
    int http = PeerProcess.freePort();
    int query = PeerProcess.freePort();
    int grpc = PeerProcess.freePort();
    Path configuration =
        Files.writeString(
            folder.resolve("jaeger.yaml"), CONFIGURATION.formatted(http, query, grpc, data));
    PeerProcess process =
        PeerProcess.start(
            "Jaeger",
            new ProcessBuilder(program.toString(), "--config", configuration.toString()),
            folder.resolve("jaeger.log"));
    process.awaitOpen(http, grpc);
    return new JaegerPeer(data, process, http, grpc, firstNanos / 1000, spans);
  }

  @Override
  public URI grpc() {
    return URI.create("http://127.0.0.1:" + grpcPort);
  }

  @Override
  public long pid() {
    return process.process().pid();
  }

  @Override
  public Path data() {
    return data;
  }

  /// Asks for all traces, window by window: Jaeger tells no number.
  @Override
  public long readable() throws IOException, InterruptedException {
    long seen = 0;
    for (long from = firstMicros; from < firstMicros + spans; from += WINDOW) {
      URI question =
          URI.create(
              "http://127.0.0.1:%d/api/traces?service=bench&start=%d&end=%d&limit=%d"
                  .formatted(httpPort, from, from + WINDOW - 1, 2 * WINDOW));
      HttpResponse<InputStream> answer =
          client.send(
              HttpRequest.newBuilder(question).build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        if (answer.statusCode() != 200) {
          throw new IOException("Jaeger answers " + answer.statusCode() + " to " + question);
        }
        seen += spansIn(body);
      }
    }
    return seen;
  }

  private static long spansIn(InputStream body) throws IOException {
    long spans = 0;
    try (JsonParser json = new JsonFactory().createParser(body)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.FIELD_NAME && json.currentName().equals("spanID")) {
          spans++;
        }
      }
    }
    return spans;
  }

  @Override
  public void kill() throws InterruptedException {
    process.kill();
  }

  @Override
  public void close() {
    client.close();
    process.close();
  }
}
