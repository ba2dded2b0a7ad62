// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.farol.flow.Gate;
import io.farol.gateway.faithful.Subject;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/// Our own gateway with one route.
final class GatewaySubject implements Subject {

  private final UnaryOperator<Route> change;
  private final Gate gate;
  private final Watcher watcher;

  GatewaySubject() {
    this(UnaryOperator.identity());
  }

  /// @param change made to the plain route
  GatewaySubject(UnaryOperator<Route> change) {
    this(change, Gate.OPEN, Watcher.NONE);
  }

  GatewaySubject(UnaryOperator<Route> change, Gate gate, Watcher watcher) {
    this.change = change;
    this.gate = gate;
    this.watcher = watcher;
  }

  @Override
  public Open start(int originPort) {
    return new Open(originPort);
  }

  final class Open implements Running {

    private final MultiThreadIoEventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    final Gateway gateway;

    Open(int originPort) {
      Route route =
          change.apply(
              Route.plain("o", Upstream.parse("http://127.0.0.1:" + originPort)).withPrivate());
      try {
        gateway =
            Gateway.open(
                new Transport(loops, NioServerSocketChannel.class, NioSocketChannel.class),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                List.of(route),
                new Surroundings(
                    task -> Thread.ofVirtual().start(task),
                    (head, asked) -> new Access.Verdict.Welcome(null),
                    gate,
                    watcher,
                    InstantSource.system()));
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public int port() {
      return gateway.port();
    }

    @Override
    public void close() {
      gateway.close();
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
  }
}
