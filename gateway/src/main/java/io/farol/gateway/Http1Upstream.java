// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.farol.gateway.http.Fields;
import io.farol.gateway.http.Framing;
import io.farol.gateway.http.HeadLimits;
import io.farol.gateway.http.MalformedMessage;
import io.farol.gateway.http.MessageReader;
import io.farol.gateway.http.MessageWriter;
import io.farol.gateway.http.RequestHead;
import io.farol.gateway.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/// An HTTP/1.1 connection to an upstream: one exchange after the other, idle in between. Confined
/// to its event loop.
final class Http1Upstream extends ChannelInboundHandlerAdapter implements UpstreamLeg {

  private final Channel channel;
  private final Idle idle;
  private final MessageReader reader = new MessageReader(HeadLimits.DEFAULTS, new Answer());
  private @Nullable Forwarding exchange;
  private boolean used;
  private boolean chunked;
  private boolean lasting;
  private long idleSince;

  /// Where a connection waits for its next exchange.
  interface Idle {
    void add(Http1Upstream connection);

    void remove(Http1Upstream connection);
  }

  Http1Upstream(Channel channel, Idle idle) {
    this.channel = channel;
    this.idle = idle;
  }

  /// Gives it its next exchange.
  void take(Forwarding next) {
    exchange = next;
    lasting = true;
  }

  boolean usable() {
    return channel.isActive();
  }

  /// By the monotonic clock.
  long idleSince() {
    return idleSince;
  }

  void close() {
    channel.close();
  }

  @Override
  public boolean usedBefore() {
    return used;
  }

  @Override
  public void head(RequestHead head, boolean ended) {
    chunked = head.fields().first("transfer-encoding") != null;
    RequestHead sent = head;
    if (!head.protocol().isHttp1() && !ended && head.fields().first("content-length") == null) {
      chunked = true;
      sent = Passage.withChunked(head);
    }
    channel.write(MessageWriter.request(channel.alloc(), sent), channel.voidPromise());
  }

  @Override
  public void data(ByteBuf piece) {
    if (!chunked) {
      channel.write(piece, channel.voidPromise());
    } else if (piece.isReadable()) {
      channel.write(
          MessageWriter.chunkStart(channel.alloc(), piece.readableBytes()), channel.voidPromise());
      channel.write(piece, channel.voidPromise());
      channel.write(MessageWriter.chunkEnd(channel.alloc()), channel.voidPromise());
    } else {
      piece.release();
    }
  }

  @Override
  public void end(Fields trailers) {
    if (chunked) {
      channel.write(MessageWriter.lastChunk(channel.alloc(), trailers), channel.voidPromise());
    }
  }

  @Override
  public void cancel() {
    exchange = null;
    close();
  }

  @Override
  public void flush() {
    channel.flush();
  }

  @Override
  public boolean writable() {
    return channel.isWritable();
  }

  @Override
  public void reading(boolean more) {
    channel.config().setAutoRead(more);
  }

  /// What comes back.
  private final class Answer implements MessageReader.Sink {

    @Override
    public Framing head(MessageReader.HeadParserView view) throws MalformedMessage {
      Forwarding now = exchange;
      if (now == null) {
        throw new MalformedMessage(502, "an answer came without a request");
      }
      ResponseHead head = view.response();
      if (head.status() == 101) {
        throw new MalformedMessage(502, "the upstream switched protocols unasked");
      }
      Framing framing = Framing.of(head, now.head().method());
      if (framing instanceof Framing.AnotherHead) {
        now.informational(head);
      } else {
        lasting =
            !head.fields().lists("connection", "close") && !(framing instanceof Framing.UntilClose);
        now.responseHead(head, framing);
      }
      return framing;
    }

    @Override
    public void data(ByteBuf piece) {
      if (exchange == null) {
        piece.release();
      } else {
        exchange.responseData(piece);
      }
    }

    @Override
    public void end(Fields trailers) {
      Forwarding ended = exchange;
      if (ended == null) {
        return;
      }
      exchange = null;
      if (lasting && ended.requestWhole() && usable()) {
        used = true;
        idleSince = System.nanoTime();
        channel.config().setAutoRead(true);
        idle.add(Http1Upstream.this);
      } else {
        close();
      }
      ended.responseEnd(trailers);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      reader.read((ByteBuf) message);
      if (reader.idle()) {
        reader.next();
      }
    } catch (MalformedMessage e) {
      broken(new Failure(Refusal.Reason.BAD_ANSWER, e.detail()));
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (exchange != null) {
      exchange.flushResponse();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (exchange != null) {
      exchange.upstreamWritable(channel.isWritable());
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    idle.remove(this);
    if (reader.closed() && exchange == null) {
      reader.release();
    } else {
      broken(new Failure(Refusal.Reason.RESET, "the upstream closed the connection early"), false);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    broken(new Failure(Refusal.Reason.RESET, "the connection to the upstream broke"), true);
  }

  private void broken(Failure failure) {
    broken(failure, true);
  }

  private void broken(Failure failure, boolean reset) {
    reader.release();
    Forwarding now = exchange;
    exchange = null;
    idle.remove(this);
    close();
    if (now != null) {
      now.upstreamFailed(failure, reset);
    }
  }
}
