// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.NoopAddressResolverGroup;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// Opens connections to upstreams: the name is resolved, the address checked, and that very address
/// connected to; then TLS, or the way out through a proxy. Safe for many threads.
final class Connecting {

  private final Transport transport;
  private final Lookup lookup;
  private final Map<String, SslContext> contexts = new ConcurrentHashMap<>();

  Connecting(Transport transport, Lookup lookup) {
    this.transport = transport;
    this.lookup = lookup;
  }

  /// What came of it; called once, on the event loop.
  interface Result {

    /// An open channel, TLS done, that reads nothing yet.
    void http1(Channel channel);

    /// An open channel that speaks HTTP/2.
    void http2(Channel channel);

    void failed(Failure failure);
  }

  void connect(EventLoop loop, Route route, boolean http2, Result result) {
    Attempt attempt = new Attempt(loop, route, http2, result);
    if (route.proxy() != null) {
      switch (Lookup.forProxy(route)) {
        case null -> attempt.viaProxy();
        case Failure failure -> attempt.fail(failure);
      }
    } else {
      lookup.find(
          route,
          loop,
          found -> {
            switch (found) {
              case Lookup.Found.Nothing(Failure failure) -> attempt.fail(failure);
              case Lookup.Found.Addresses(List<InetAddress> addresses) -> attempt.next(addresses);
            }
          });
    }
  }

  /// One connection on its way. Confined to the event loop.
  private final class Attempt {

    private final EventLoop loop;
    private final Route route;
    private final boolean http2;
    private final Result result;
    private final Future<?> deadline;
    private boolean over;

    Attempt(EventLoop loop, Route route, boolean http2, Result result) {
      this.loop = loop;
      this.route = route;
      this.http2 = http2;
      this.result = result;
      long patience = route.timeouts().connect().toMillis();
      deadline =
          loop.schedule(
              () ->
                  fail(new Failure(Refusal.Reason.TIMEOUT, "no connection in " + patience + " ms")),
              patience,
              TimeUnit.MILLISECONDS);
    }

    void next(List<InetAddress> addresses) {
      InetSocketAddress address =
          new InetSocketAddress(addresses.getFirst(), route.upstream().port());
      open(new NoProxy())
          .connect(address)
          .addListener(
              (ChannelFutureListener)
                  done -> {
                    if (done.isSuccess()) {
                      secure(done.channel());
                    } else if (addresses.size() > 1 && !over) {
                      next(addresses.subList(1, addresses.size()));
                    } else {
                      fail(new Failure(Refusal.Reason.CONNECT, "the upstream takes no connection"));
                    }
                  });
    }

    /// The proxy resolves the name itself; what it may reach beyond names is for its rules.
    void viaProxy() {
      Route.EgressProxy proxy = java.util.Objects.requireNonNull(route.proxy());
      InetSocketAddress target =
          InetSocketAddress.createUnresolved(route.upstream().host(), route.upstream().port());
      InetSocketAddress address = new InetSocketAddress(proxy.host(), proxy.port());
      HttpProxyHandler handler =
          proxy.user() == null || proxy.password() == null
              ? new HttpProxyHandler(address)
              : new HttpProxyHandler(address, proxy.user(), proxy.password());
      open(handler)
          .resolver(NoopAddressResolverGroup.INSTANCE)
          .connect(target)
          .addListener(
              (ChannelFutureListener)
                  done -> {
                    if (done.isSuccess()) {
                      handler
                          .connectFuture()
                          .addListener(answered -> proxied(done.channel(), answered.isSuccess()));
                    } else {
                      proxied(done.channel(), false);
                    }
                  });
    }

    private void proxied(Channel channel, boolean through) {
      if (through) {
        channel.config().setAutoRead(false);
        secure(channel);
      } else {
        channel.close();
        fail(
            new Failure(
                Refusal.Reason.PROXY, "the egress proxy gives no connection to the upstream"));
      }
    }

    private Bootstrap open(ChannelHandler first) {
      return new Bootstrap()
          .group(loop)
          .channel(transport.client())
          .option(ChannelOption.TCP_NODELAY, true)
          .option(ChannelOption.SO_KEEPALIVE, true)
          .option(ChannelOption.AUTO_READ, first instanceof HttpProxyHandler)
          .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) route.timeouts().connect().toMillis())
          .handler(
              new ChannelInitializer<Channel>() {
                @Override
                protected void initChannel(Channel channel) {
                  channel.pipeline().addLast(first);
                }
              });
    }

    private void secure(Channel channel) {
      if (over) {
        channel.close();
        return;
      }
      if (!route.upstream().tls()) {
        arrived(channel, http2);
        return;
      }
      SslContext context =
          contexts.computeIfAbsent(
              route.name() + (http2 ? " 2" : " 1"), name -> TlsContexts.client(route, http2));
      SslHandler tls =
          context.newHandler(channel.alloc(), route.upstream().host(), route.upstream().port());
      tls.setHandshakeTimeoutMillis(route.timeouts().connect().toMillis());
      channel.pipeline().addLast(tls);
      channel.config().setAutoRead(true);
      tls.handshakeFuture()
          .addListener(done -> {
            if (!done.isSuccess()) {
              channel.close();
              fail(new Failure(Refusal.Reason.TLS, TlsContexts.reason(done.cause())));
              return;
            }
            channel.config().setAutoRead(false);
            arrived(channel, ApplicationProtocolNames.HTTP_2.equals(tls.applicationProtocol()));
          });
    }

    private void arrived(Channel channel, boolean speaksHttp2) {
      if (over) {
        channel.close();
        return;
      }
      over = true;
      deadline.cancel(false);
      ChannelPipeline pipeline = channel.pipeline();
      if (pipeline.get(NoProxy.class) != null) {
        pipeline.remove(NoProxy.class);
      }
      if (speaksHttp2) {
        Http2Connections.prepare(channel);
        channel.config().setAutoRead(true);
        result.http2(channel);
      } else {
        result.http1(channel);
      }
    }

    void fail(Failure failure) {
      if (!over) {
        over = true;
        deadline.cancel(false);
        result.failed(failure);
      }
    }
  }

  /// Holds the first place of a pipeline without a proxy.
  private static final class NoProxy extends io.netty.channel.ChannelInboundHandlerAdapter {}
}
