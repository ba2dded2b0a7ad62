// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The first bytes of a caller's connection: HTTP/2 begins with a preface that no HTTP/1.1 request
/// looks like (RFC 9113, 3.4), so both are spoken on one port without asking. Confined to its event
/// loop.
final class Listening extends ChannelInboundHandlerAdapter {

  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int WINDOW = 256 << 10;
  private static final int MOST_STREAMS = 1_000;
  private static final int MOST_HEADERS = 128 << 10;
  private static final int MOST_RESETS = 400;
  private static final int RESET_SECONDS = 30;
  private static final long FIRST_SECONDS = 10;

  private final Entrance door;
  private @Nullable ByteBuf seen;

  Listening(Entrance door) {
    this.door = door;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    context
        .executor()
        .schedule(
            () -> {
              if (!context.isRemoved()) {
                context.close();
              }
            },
            FIRST_SECONDS,
            TimeUnit.SECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf came = (ByteBuf) message;
    ByteBuf all = seen == null ? came : Unpooled.wrappedBuffer(seen, came);
    seen = null;
    int looked = Math.min(PREFACE.length, all.readableBytes());
    for (int i = 0; i < looked; i++) {
      if (all.getByte(all.readerIndex() + i) != PREFACE[i]) {
        become(context, all, false);
        return;
      }
    }
    if (looked == PREFACE.length) {
      become(context, all, true);
    } else {
      seen = all;
    }
  }

  private void become(ChannelHandlerContext context, ByteBuf bytes, boolean http2) {
    ChannelPipeline pipeline = context.pipeline();
    if (http2) {
      pipeline.addLast(
          Http2FrameCodecBuilder.forServer()
              .initialSettings(
                  Http2Settings.defaultSettings()
                      .initialWindowSize(WINDOW)
                      .maxConcurrentStreams(MOST_STREAMS)
                      .maxHeaderListSize(MOST_HEADERS))
              .decoderEnforceMaxRstFramesPerWindow(MOST_RESETS, RESET_SECONDS)
              .build(),
          new Http2MultiplexHandler(
              new ChannelInitializer<Channel>() {
                @Override
                protected void initChannel(Channel stream) {
                  stream.pipeline().addLast(new Http2Client(stream, door));
                }
              }));
    } else {
      pipeline.addLast(new Http1Client(context.channel(), door));
    }
    context.fireChannelRead(bytes);
    pipeline.remove(this);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (seen != null) {
      seen.release();
      seen = null;
    }
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
