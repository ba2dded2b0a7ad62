// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.farol.gateway.faithful.Subject;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/// Our own gateway with one route.
final class GatewaySubject implements Subject {

  private final UnaryOperator<Route> change;

  GatewaySubject() {
    this(UnaryOperator.identity());
  }

  /// @param change made to the plain route
  GatewaySubject(UnaryOperator<Route> change) {
    this.change = change;
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
                task -> Thread.ofVirtual().start(task),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                List.of(route),
                (head, asked) -> new Access.Verdict.Welcome(null));
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
