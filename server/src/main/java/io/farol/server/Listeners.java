// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server;

import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.common.metric.NoopMeterRegistry;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServerPort;
import io.farol.server.config.FarolConfig.Port;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The listeners of Farol: each is a server of its own, so that what one answers never shares an
/// origin or a limit with another, and all share one group of event loops.
final class Listeners implements AutoCloseable {

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);
  static final Duration IDLE_TIMEOUT = Duration.ofMinutes(5);
  private static final Duration QUIET = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  static final int MAX_CONNECTIONS = 2_000;

  /// A connection that has not brought a whole head by then is closed: it takes the place of
  /// another.
  static final Duration FIRST_REQUEST = Duration.ofSeconds(10);

  /// What a question or a preview brings at most; telemetry has a limit of its own.
  static final long MAX_BODY = 4 << 20;

  private static final int MAX_LINE = 8 << 10;
  static final int MAX_HEADERS = 16 << 10;

  /// Requests at once on one connection. An exporter has a handful.
  static final int MAX_STREAMS = 256;

  private static final int STREAM_WINDOW = 256 << 10;

  /// Streams that one connection may open and take back: more is an attack, and closes it.
  static final int MAX_RESETS = 200;

  static final Duration RESET_WINDOW = Duration.ofSeconds(30);

  private final String host;
  private final EventLoopGroup loops;
  private final List<Server> servers = new ArrayList<>();

  Listeners(String host, EventLoopGroup loops) {
    this.host = host;
    this.loops = loops;
  }

  /// Opens one listener.
  ///
  /// @param setting its key, for the error
  /// @return its URL, or null when it is closed
  /// @throws IllegalStateException when the port is taken
  @Nullable String open(String setting, Port port, Consumer<ServerBuilder> services) {
    if (port.closed()) {
      return null;
    }
    ServerBuilder builder =
        Server.builder()
            .port(new ServerPort(new InetSocketAddress(host, port.number()), SessionProtocol.HTTP))
            .workerGroup(loops, false)
            .meterRegistry(NoopMeterRegistry.get())
            .maxRequestLength(MAX_BODY)
            .requestTimeout(REQUEST_TIMEOUT)
            .idleTimeout(IDLE_TIMEOUT)
            .maxNumConnections(MAX_CONNECTIONS)
            .http1MaxInitialLineLength(MAX_LINE)
            .http1MaxHeaderSize(MAX_HEADERS)
            .http2MaxHeaderListSize(MAX_HEADERS)
            .http2MaxStreamsPerConnection(MAX_STREAMS)
            .http2InitialStreamWindowSize(STREAM_WINDOW)
            .http2MaxResetFramesPerWindow(MAX_RESETS, (int) RESET_WINDOW.toSeconds())
            .childChannelPipelineCustomizer(
                pipeline -> pipeline.addFirst(new Silence(FIRST_REQUEST, IDLE_TIMEOUT)))
            .decorator(Silence::broken)
            .gracefulShutdownTimeout(QUIET, PATIENCE)
            .disableServerHeader()
            .disableDateHeader();
    services.accept(builder);
    Server server = builder.build();
    try {
      server.start().join();
    } catch (java.util.concurrent.CompletionException e) {
      throw new IllegalStateException(
          setting
              + ": "
              + host
              + ":"
              + port.number()
              + " cannot be listened on; it may be taken. Name another port, 0 for any free one, or off",
          e.getCause());
    }
    servers.add(server);
    return "http://" + shown(host) + ":" + server.activeLocalPort();
  }

  static String shown(String host) {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  @Override
  public void close() {
    servers.stream()
        .map(Server::stop)
        .toList()
        .forEach(java.util.concurrent.CompletableFuture::join);
    loops.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS).syncUninterruptibly();
  }
}
