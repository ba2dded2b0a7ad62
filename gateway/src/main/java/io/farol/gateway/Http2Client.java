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
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/// A caller's HTTP/2 stream: one exchange. Confined to its event loop.
final class Http2Client extends ChannelInboundHandlerAdapter implements ClientLeg {

  private final Channel stream;
  private final Entrance door;
  private @Nullable Inbound exchange;
  private boolean headCame;
  private boolean requestWhole;
  private boolean over;

  Http2Client(Channel stream, Entrance door) {
    this.stream = stream;
    this.door = door;
  }

  @Override
  public EventLoop loop() {
    return stream.eventLoop();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    switch (message) {
      case Http2HeadersFrame headers -> headers(headers);
      case Http2DataFrame data -> {
        boolean last = data.isEndStream();
        if (exchange == null || over) {
          data.release();
        } else {
          exchange.requestData(data.content());
        }
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
    headCame = true;
    requestWhole = frame.isEndStream();
    try {
      RequestHead head = Http2Heads.request(frame.headers());
      switch (door.admit(head, this)) {
        case Entrance.Admission.Refused(Refusal refusal) -> refuse(refusal);
        case Entrance.Admission.Answered(ResponseHead response, byte[] body) ->
            answer(response, body);
        case Entrance.Admission.Granted(Inbound begun) -> {
          exchange = begun;
          begun.start(requestWhole);
        }
      }
    } catch (MalformedMessage e) {
      Refusal refusal = new Refusal(Refusal.Reason.MALFORMED, e.status(), e.detail(), null);
      door.counted(refusal);
      refuse(refusal);
    }
  }

  private void ended(Fields trailers) {
    requestWhole = true;
    if (exchange != null && !over) {
      exchange.requestEnd(trailers);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (exchange != null && !over) {
      exchange.flushRequest();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (exchange != null && !over) {
      exchange.clientWritable(stream.isWritable());
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof Http2ResetFrame) {
      gone();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    gone();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    gone();
    context.close();
  }

  private void gone() {
    if (!over) {
      over = true;
      if (exchange != null) {
        exchange.clientGone();
      }
    }
  }

  @Override
  public void informational(ResponseHead informational) {
    stream.writeAndFlush(new DefaultHttp2HeadersFrame(Http2Heads.of(informational), false));
  }

  @Override
  public void head(ResponseHead response, Framing framing) {
    stream.write(new DefaultHttp2HeadersFrame(Http2Heads.of(response), false));
  }

  @Override
  public void data(ByteBuf piece) {
    stream.write(new DefaultHttp2DataFrame(piece, false));
  }

  @Override
  public void end(Fields trailers) {
    over = true;
    ChannelFuture last =
        stream.write(
            trailers.isEmpty()
                ? new DefaultHttp2DataFrame(true)
                : new DefaultHttp2HeadersFrame(Http2Heads.of(trailers), true));
    if (!requestWhole) {
      // Only then: a reset throws away what still waits to be written.
      last.addListener(
          written -> stream.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR)));
    }
    stream.flush();
  }

  @Override
  public void abort(boolean reset) {
    over = true;
    stream.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.INTERNAL_ERROR));
  }

  @Override
  public void flush() {
    stream.flush();
  }

  @Override
  public boolean writable() {
    return stream.isWritable();
  }

  @Override
  public void reading(boolean more) {
    stream.config().setAutoRead(more || requestWhole);
  }
}
