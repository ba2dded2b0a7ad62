// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.platforms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.farol.lab.people.Pace;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/// One platform's server on loopback: takes requests on threads of their own, lets them take their
/// time, and writes down what became of each before the answer leaves.
final class Platform implements AutoCloseable {
  private final String name;
  private final Pace pace;
  private final Logbook logbook;
  private final Function<Asked, Reply> answers;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private Platform(
      String name, Pace pace, Logbook logbook, Function<Asked, Reply> answers, HttpServer server) {
    this.name = name;
    this.pace = pace;
    this.logbook = logbook;
    this.answers = answers;
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::serve);
  }

  /// Listens without TLS.
  ///
  /// @param port 0 for any free one
  static Platform plain(
      String name, int port, Pace pace, Logbook logbook, Function<Asked, Reply> answers)
      throws IOException {
    return started(new Platform(name, pace, logbook, answers, HttpServer.create(at(port), 0)));
  }

  /// Listens with TLS.
  ///
  /// @param port 0 for any free one
  static Platform secure(
      String name,
      int port,
      Pace pace,
      Logbook logbook,
      SSLContext shown,
      Function<Asked, Reply> answers)
      throws IOException {
    HttpsServer server = HttpsServer.create(at(port), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(shown));
    return started(new Platform(name, pace, logbook, answers, server));
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static Platform started(Platform platform) {
    platform.server.start();
    return platform;
  }

  private static InetSocketAddress at(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers = new HashMap<>();
      exchange
          .getRequestHeaders()
          .forEach((key, values) -> headers.put(key.toLowerCase(Locale.ROOT), values.getFirst()));
      Asked asked =
          new Asked(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              headers,
              exchange.getRequestBody().readAllBytes());
      give(exchange, asked, answers.apply(asked));
    } catch (CancellationException stopped) {
      // the world ends; whoever waits sees the connection go
    }
  }

  private void give(HttpExchange exchange, Asked asked, Reply reply) throws IOException {
    switch (reply) {
      case Reply.Whole(
              int status,
              Map<String, String> headers,
              byte[] body,
              Duration after,
              ObjectNode entry) -> {
        pace.pass(after);
        write(asked, entry);
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
      }
      case Reply.Events(
              Map<String, String> headers,
              List<String> events,
              Duration first,
              Duration between,
              ObjectNode entry) -> {
        pace.pass(first);
        write(asked, entry);
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
          for (String event : events) {
            out.write((event + "\n\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            pace.pass(between);
          }
        }
      }
      case Reply.Silence(Duration atMost, ObjectNode entry) -> {
        write(asked, entry);
        pace.pass(atMost);
      }
    }
  }

  /// A W3C `traceparent` is `00-trace-span-flags`.
  private void write(Asked asked, ObjectNode entry) {
    entry.put("platform", name);
    String[] parent = asked.header("traceparent").split("-", -1);
    if (parent.length == 4) {
      entry.put("trace", parent[1]).put("span", parent[2]);
    }
    logbook.write(entry);
  }
}
