// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// The door out: `/{route}/…` is forwarded to the route's upstream, byte for byte, over HTTP/1.1
/// and HTTP/2 on one port. Only configured upstreams are reached. Safe for many threads.
public final class Gateway implements AutoCloseable {

  private static final int BACKLOG = 1_024;
  private static final int TICK_MILLIS = 20;
  private static final int PATIENCE_TICKS = 100;

  /// Callers' connections at once; the next is closed.
  private static final int MOST_CONNECTIONS = 20_000;

  private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Counters counters = new Counters();
  private final Map<EventLoop, Door> doors = new ConcurrentHashMap<>();
  private final Door.Routes routes;
  private final Surroundings surroundings;
  private final Connecting connecting;
  private final Channel listener;

  private Gateway(
      Transport transport, InetSocketAddress address, List<Route> routes, Surroundings surroundings)
      throws InterruptedException {
    this.routes = new Door.Routes(routes);
    this.surroundings = surroundings;
    this.connecting = new Connecting(transport, new Lookup(surroundings.blocking()));
    ChannelFuture bound =
        new ServerBootstrap()
            .group(transport.loops())
            .channel(transport.server())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    caller(channel);
                  }
                })
            .bind(address)
            .await();
    if (!bound.isSuccess()) {
      throw new IllegalStateException(address + " cannot be listened on", bound.cause());
    }
    this.listener = bound.channel();
  }

  /// Opens it; it forwards from now on.
  ///
  /// @param address where to listen; port 0: any free one
  /// @throws IllegalStateException when the address cannot be listened on
  public static Gateway open(
      Transport transport, InetSocketAddress address, List<Route> routes, Surroundings surroundings)
      throws InterruptedException {
    return new Gateway(transport, address, routes, surroundings);
  }

  private void caller(Channel channel) {
    if (open.size() >= MOST_CONNECTIONS) {
      channel.close();
      return;
    }
    open.add(channel);
    channel
        .pipeline()
        .addLast(new Listening(doors.computeIfAbsent(channel.eventLoop(), this::door)));
  }

  private Door door(EventLoop loop) {
    return new Door(routes, surroundings, counters, new Connections(loop, connecting));
  }

  public int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  public Counters counters() {
    return counters;
  }

  /// Takes no more callers, gives what is under way some time to end, and ends it then.
  @Override
  public void close() {
    listener.close().awaitUninterruptibly();
    try {
      for (int i = 0; i < PATIENCE_TICKS && counters.inFlight() > 0; i++) {
        TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    open.close().awaitUninterruptibly();
  }
}
