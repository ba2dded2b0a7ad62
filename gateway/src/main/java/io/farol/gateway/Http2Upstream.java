// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.farol.gateway.http.Fields;
import io.farol.gateway.http.Framing;
import io.farol.gateway.http.MalformedMessage;
import io.farol.gateway.http.RequestHead;
import io.farol.gateway.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/// One exchange on a stream of an HTTP/2 connection to an upstream. Confined to its event loop.
final class Http2Upstream extends ChannelInboundHandlerAdapter implements UpstreamLeg {

  private final Forwarding exchange;
  private final boolean usedBefore;
  private @Nullable Channel stream;
  private boolean headCame;
  private boolean over;

  Http2Upstream(Forwarding exchange, boolean usedBefore) {
    this.exchange = exchange;
    this.usedBefore = usedBefore;
  }

  void opened(Channel channel) {
    stream = channel;
    exchange.connected(this);
  }

  private Channel stream() {
    Channel now = stream;
    if (now == null) {
      throw new IllegalStateException("the stream is not open yet");
    }
    return now;
  }

  @Override
  public boolean usedBefore() {
    return usedBefore;
  }

  @Override
  public void head(RequestHead head, boolean ended) {
    stream()
        .write(
            new DefaultHttp2HeadersFrame(
                Http2Heads.of(head, exchange.route().upstream().tls()), ended));
  }

  @Override
  public void data(ByteBuf piece) {
    stream().write(new DefaultHttp2DataFrame(piece, false));
  }

  @Override
  public void end(Fields trailers) {
    if (trailers.isEmpty()) {
      stream().write(new DefaultHttp2DataFrame(true));
    } else {
      stream().write(new DefaultHttp2HeadersFrame(Http2Heads.of(trailers), true));
    }
  }

  @Override
  public void cancel() {
    if (!over) {
      over = true;
      stream().writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL));
    }
  }

  @Override
  public void flush() {
    stream().flush();
  }

  @Override
  public boolean writable() {
    return stream().isWritable();
  }

  @Override
  public void reading(boolean more) {
    stream().config().setAutoRead(more);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (over) {
      ReferenceCountUtil.release(message);
      return;
    }
    switch (message) {
      case Http2HeadersFrame headers -> headers(headers);
      case Http2DataFrame data -> {
        boolean last = data.isEndStream();
        exchange.responseData(data.content());
        if (last) {
          ended(Fields.NONE);
        }
      }
      default -> ReferenceCountUtil.release(message);
    }
  }

  private void headers(Http2HeadersFrame frame) {
    if (headCame) {
      ended(Http2Heads.fields(frame.headers()));
      return;
    }
    try {
      ResponseHead head = Http2Heads.response(frame.headers());
      if (head.informational()) {
        exchange.informational(head);
        return;
      }
      headCame = true;
      Framing framing = Framing.of(head, exchange.head().method());
      boolean ends = frame.isEndStream();
      exchange.responseHead(
          head,
          ends ? Framing.NONE : framing instanceof Framing.UntilClose ? Framing.CHUNKED : framing);
      if (ends) {
        ended(Fields.NONE);
      }
    } catch (MalformedMessage e) {
      cancel();
      exchange.upstreamFailed(new Failure(Refusal.Reason.BAD_ANSWER, e.detail()), true);
    }
  }

  /// An answer that ends before the request makes the rest of the request needless.
  private void ended(Fields trailers) {
    over = true;
    if (!exchange.requestWhole()) {
      stream().writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR));
    }
    exchange.responseEnd(trailers);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    exchange.flushResponse();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    exchange.upstreamWritable(context.channel().isWritable());
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof Http2ResetFrame) {
      broke();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    broke();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    broke();
    context.close();
  }

  private void broke() {
    if (!over) {
      over = true;
      exchange.upstreamFailed(
          new Failure(Refusal.Reason.RESET, "the upstream reset the stream"), true);
    }
  }
}
