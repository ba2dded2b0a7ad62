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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// One port on which callers speak HTTP/1.1 or HTTP/2. Safe for many threads.
final class Listener implements AutoCloseable {

  private static final int BACKLOG = 1_024;
  private static final int TICK_MILLIS = 20;
  private static final int PATIENCE_TICKS = 100;

  /// Callers' connections at once; the next is closed.
  private static final int MOST_CONNECTIONS = 20_000;

  private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Map<EventLoop, Entrance> entrances = new ConcurrentHashMap<>();
  private final Function<EventLoop, Entrance> entrance;
  private final Counters counters;
  private final Channel channel;

  /// @param address where to listen; port 0: any free one
  /// @param entrance where the requests of one event loop's connections come in
  /// @throws IllegalStateException when the address cannot be listened on
  Listener(
      Transport transport,
      InetSocketAddress address,
      Counters counters,
      Function<EventLoop, Entrance> entrance)
      throws InterruptedException {
    this.entrance = entrance;
    this.counters = counters;
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
                  protected void initChannel(Channel caller) {
                    take(caller);
                  }
                })
            .bind(address)
            .await();
    if (!bound.isSuccess()) {
      throw new IllegalStateException(address + " cannot be listened on", bound.cause());
    }
    this.channel = bound.channel();
  }

  private void take(Channel caller) {
    if (open.size() >= MOST_CONNECTIONS) {
      caller.close();
      return;
    }
    open.add(caller);
    caller
        .pipeline()
        .addLast(new Listening(entrances.computeIfAbsent(caller.eventLoop(), entrance)));
  }

  int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  /// Takes no more callers, gives what is under way some time to end, and ends it then.
  @Override
  public void close() {
    channel.close().awaitUninterruptibly();
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
