// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The connections to upstreams that one event loop holds: idle ones of HTTP/1.1, shared ones of
/// HTTP/2. Confined to the loop.
final class Connections implements Dialer {

  private final EventLoop loop;
  private final Connecting connecting;
  private final Map<String, IdlePool> pools = new HashMap<>();
  private final Map<String, Http2Connections> shared = new HashMap<>();

  Connections(EventLoop loop, Connecting connecting) {
    this.loop = loop;
    this.connecting = connecting;
  }

  @Override
  public void dial(Forwarding exchange, boolean fresh) {
    Route route = exchange.route();
    boolean asksForHttp2 =
        switch (route.http()) {
          case HTTP_1_1 -> false;
          case HTTP_2 -> true;
          case AUTO -> route.upstream().tls() && !exchange.head().protocol().isHttp1();
        };
    if (asksForHttp2) {
      Http2Connections connections =
          shared.computeIfAbsent(route.name(), name -> new Http2Connections());
      if (!connections.open(exchange)) {
        connecting.connect(loop, route, true, new Arrival(exchange, connections));
      }
      return;
    }
    Http1Upstream idle = fresh ? null : pool(route).take();
    if (idle != null) {
      idle.take(exchange);
      exchange.connected(idle);
    } else {
      connecting.connect(loop, route, false, new Arrival(exchange, null));
    }
  }

  private IdlePool pool(Route route) {
    return pools.computeIfAbsent(route.name(), name -> new IdlePool(loop, route));
  }

  /// What becomes of a new connection.
  private final class Arrival implements Connecting.Result {

    private final Forwarding exchange;
    private final @Nullable Http2Connections connections;

    Arrival(Forwarding exchange, @Nullable Http2Connections connections) {
      this.exchange = exchange;
      this.connections = connections;
    }

    @Override
    public void http1(Channel channel) {
      Http1Upstream connection = new Http1Upstream(channel, pool(exchange.route()));
      channel.pipeline().addLast(connection);
      connection.take(exchange);
      exchange.connected(connection);
      channel.config().setAutoRead(true);
    }

    @Override
    public void http2(Channel channel) {
      if (connections == null) {
        channel.close();
        failed(new Failure(Refusal.Reason.BAD_ANSWER, "the upstream chose HTTP/2 unasked"));
        return;
      }
      connections.add(channel);
      if (!connections.open(exchange)) {
        failed(new Failure(Refusal.Reason.CONNECT, "the upstream takes no stream"));
      }
    }

    @Override
    public void failed(Failure failure) {
      exchange.upstreamFailed(failure, false);
    }
  }
}
