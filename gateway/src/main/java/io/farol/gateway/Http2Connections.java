// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerAdapter;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;

/// The HTTP/2 connections of one route on one event loop, each shared by many exchanges. Confined
/// to the loop.
final class Http2Connections {

  private static final int WINDOW = 1 << 20;
  private static final int MOST_HEADERS = 128 << 10;

  /// Below what servers usually allow, so that a stream is seldom refused.
  private static final long MOST_STREAMS = 100;

  private final List<Shared> connections = new ArrayList<>();

  /// Makes a connected channel speak HTTP/2.
  static void prepare(Channel channel) {
    channel
        .pipeline()
        .addLast(
            Http2FrameCodecBuilder.forClient()
                .initialSettings(
                    Http2Settings.defaultSettings()
                        .pushEnabled(false)
                        .initialWindowSize(WINDOW)
                        .maxHeaderListSize(MOST_HEADERS))
                .build(),
            new Http2MultiplexHandler(new NoPush()));
  }

  void add(Channel channel) {
    Shared shared = new Shared(channel);
    channel.pipeline().addLast(shared);
    connections.add(shared);
    channel.closeFuture().addListener(closed -> connections.remove(shared));
  }

  /// Opens a stream for an exchange.
  ///
  /// @return false when no connection has room for one
  boolean open(Forwarding exchange) {
    for (Shared shared : connections) {
      if (shared.usable()) {
        shared.open(exchange);
        return true;
      }
    }
    return false;
  }

  /// One connection and how much is on it.
  private static final class Shared extends ChannelInboundHandlerAdapter {

    private final Channel channel;
    private long most = MOST_STREAMS;
    private long open;
    private boolean leaving;
    private boolean used;

    Shared(Channel channel) {
      this.channel = channel;
    }

    boolean usable() {
      return channel.isActive() && !leaving && open < most;
    }

    void open(Forwarding exchange) {
      open++;
      boolean before = used;
      used = true;
      Http2Upstream stream = new Http2Upstream(exchange, before);
      new Http2StreamChannelBootstrap(channel)
          .handler(stream)
          .open()
          .addListener(done -> {
            if (!done.isSuccess()) {
              open--;
              exchange.upstreamFailed(
                  new Failure(Refusal.Reason.CONNECT, "the upstream takes no further stream"),
                  false);
              return;
            }
            Http2StreamChannel opened = (Http2StreamChannel) done.getNow();
            opened
                .closeFuture()
                .addListener(closed -> {
                  open--;
                  if (leaving && open == 0) {
                    channel.close();
                  }
                });
            stream.opened(opened);
          });
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof Http2SettingsFrame settings) {
        Long allowed = settings.settings().maxConcurrentStreams();
        if (allowed != null) {
          most = Math.min(MOST_STREAMS, allowed);
        }
      } else if (message instanceof Http2GoAwayFrame) {
        leaving = true;
        if (open == 0) {
          channel.close();
        }
      }
      ReferenceCountUtil.release(message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      channel.close();
    }
  }

  /// Pushed streams were switched off; one that comes anyway is closed.
  @io.netty.channel.ChannelHandler.Sharable
  private static final class NoPush extends ChannelHandlerAdapter {
    @Override
    public void handlerAdded(ChannelHandlerContext context) {
      context.channel().close();
    }
  }
}
