// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.farol.gateway.http.Fields;
import io.farol.gateway.http.Framing;
import io.farol.gateway.http.HeadLimits;
import io.farol.gateway.http.MalformedMessage;
import io.farol.gateway.http.MessageReader;
import io.farol.gateway.http.MessageWriter;
import io.farol.gateway.http.Protocol;
import io.farol.gateway.http.RequestHead;
import io.farol.gateway.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A caller's HTTP/1.1 connection: one exchange at a time, pipelined requests wait their turn.
/// Confined to its event loop.
final class Http1Client extends ChannelInboundHandlerAdapter implements ClientLeg {

  /// What a caller may send ahead while its answer is under way, before it is read no further.
  private static final int MOST_AHEAD = 64 << 10;

  private static final long HEAD_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long IDLE_NANOS = TimeUnit.MINUTES.toNanos(5);
  private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Channel channel;
  private final Entrance door;
  private final MessageReader reader = new MessageReader(HeadLimits.DEFAULTS, new Request());
  private @Nullable Inbound exchange;
  private @Nullable RequestHead head;
  private Framing answerFraming = Framing.NONE;
  private boolean inExchange;
  private boolean handlingHead;
  private boolean requestWhole;
  private boolean answerBegun;
  private boolean answerWhole;
  private boolean lasting = true;
  private boolean closing;
  private long waitingSince = System.nanoTime();

  Http1Client(Channel channel, Entrance door) {
    this.channel = channel;
    this.door = door;
  }

  @Override
  public EventLoop loop() {
    return channel.eventLoop();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    tick();
  }

  /// Between requests a connection may rest; a head that has begun must soon be whole.
  private void tick() {
    if (!channel.isActive()) {
      return;
    }
    long waited = System.nanoTime() - waitingSince;
    boolean begun = reader.keptBytes() > 0;
    if (!inExchange && (waited > IDLE_NANOS || (begun && waited > HEAD_NANOS))) {
      channel.close();
      return;
    }
    loop().schedule(this::tick, TICK_NANOS, TimeUnit.NANOSECONDS);
  }

  /// What the caller sends.
  private final class Request implements MessageReader.Sink {

    @Override
    public Framing head(MessageReader.HeadParserView view) throws MalformedMessage {
      inExchange = true;
      handlingHead = true;
      requestWhole = false;
      answerBegun = false;
      answerWhole = false;
      answerFraming = Framing.NONE;
      RequestHead request = view.request();
      head = request;
      Framing framing = Framing.of(request);
      lasting =
          request.protocol() == Protocol.HTTP_1_1 && !request.fields().lists("connection", "close");
      boolean bodyless =
          framing instanceof Framing.None
              || (framing instanceof Framing.Length(long bytes) && bytes == 0);
      switch (door.admit(request, Http1Client.this)) {
        case Entrance.Admission.Refused(Refusal refusal) -> {
          lasting &= bodyless;
          refuse(refusal);
        }
        case Entrance.Admission.Answered(ResponseHead response, byte[] body) -> {
          lasting &= bodyless;
          answer(response, body);
        }
        case Entrance.Admission.Granted(Inbound begun) -> {
          exchange = begun;
          begun.start(bodyless);
        }
      }
      handlingHead = false;
      return framing;
    }

    @Override
    public void data(ByteBuf piece) {
      if (exchange == null) {
        piece.release();
      } else {
        exchange.requestData(piece);
      }
    }

    @Override
    public void end(Fields trailers) {
      requestWhole = true;
      if (exchange != null) {
        exchange.requestEnd(trailers);
      }
      if (answerWhole) {
        turnOver();
      } else {
        channel.config().setAutoRead(true);
      }
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (closing) {
      ReferenceCountUtil.release(message);
      return;
    }
    if (!inExchange && reader.keptBytes() == 0) {
      waitingSince = System.nanoTime();
    }
    try {
      reader.read((ByteBuf) message);
    } catch (MalformedMessage e) {
      broken(e);
    }
    if (requestWhole && inExchange && reader.keptBytes() > MOST_AHEAD) {
      channel.config().setAutoRead(false);
    }
  }

  /// Nothing more can be read from this connection.
  private void broken(MalformedMessage malformed) {
    lasting = false;
    Refusal refusal =
        new Refusal(Refusal.Reason.MALFORMED, malformed.status(), malformed.detail(), null);
    Inbound now = exchange;
    if (now != null) {
      now.requestBroken(refusal);
    } else if (!answerBegun) {
      door.counted(refusal);
      inExchange = true;
      requestWhole = false;
      handlingHead = false;
      refuse(refusal);
    } else {
      finishConnection();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (exchange != null) {
      exchange.flushRequest();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (exchange != null) {
      exchange.clientWritable(channel.isWritable());
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    gone();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    gone();
    channel.close();
  }

  private void gone() {
    closing = true;
    reader.release();
    Inbound now = exchange;
    exchange = null;
    if (now != null) {
      now.clientGone();
    }
  }

  @Override
  public void informational(ResponseHead informational) {
    if (head != null && head.protocol() == Protocol.HTTP_1_1) {
      channel.writeAndFlush(
          MessageWriter.response(
              channel.alloc(), Passage.http1(informational, Framing.NONE, false)));
    }
  }

  @Override
  public void head(ResponseHead response, Framing framing) {
    answerBegun = true;
    answerFraming = framing;
    boolean old = head == null || head.protocol() == Protocol.HTTP_1_0;
    if (framing instanceof Framing.UntilClose && !old) {
      answerFraming = Framing.CHUNKED;
    } else if (framing instanceof Framing.Chunked && old) {
      answerFraming = Framing.UNTIL_CLOSE;
    }
    lasting &= !(answerFraming instanceof Framing.UntilClose);
    channel.write(
        MessageWriter.response(channel.alloc(), Passage.http1(response, answerFraming, !lasting)),
        channel.voidPromise());
  }

  @Override
  public void data(ByteBuf piece) {
    if (answerFraming instanceof Framing.None || !piece.isReadable() || closing) {
      piece.release();
    } else if (answerFraming instanceof Framing.Chunked) {
      channel.write(
          MessageWriter.chunkStart(channel.alloc(), piece.readableBytes()), channel.voidPromise());
      channel.write(piece, channel.voidPromise());
      channel.write(MessageWriter.chunkEnd(channel.alloc()), channel.voidPromise());
    } else {
      channel.write(piece, channel.voidPromise());
    }
  }

  @Override
  public void end(Fields trailers) {
    exchange = null;
    if (answerFraming instanceof Framing.Chunked) {
      channel.write(MessageWriter.lastChunk(channel.alloc(), trailers), channel.voidPromise());
    }
    channel.flush();
    answerWhole = true;
    if (requestWhole && lasting) {
      turnOver();
    } else if (!(handlingHead && lasting)) {
      finishConnection();
    }
  }

  @Override
  public void abort(boolean reset) {
    exchange = null;
    closing = true;
    channel.flush();
    if (reset) {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
    }
    channel.close();
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
    channel.config().setAutoRead(more || requestWhole);
  }

  /// The next request, if it is there already, or the wait for it.
  private void turnOver() {
    inExchange = false;
    head = null;
    waitingSince = System.nanoTime();
    channel.config().setAutoRead(true);
    loop()
        .execute(() -> {
          try {
            reader.next();
            if (exchange != null) {
              exchange.flushRequest();
            }
          } catch (MalformedMessage e) {
            broken(e);
          }
        });
  }

  /// Ends the connection so that the answer still arrives: what the caller sends meanwhile is read
  /// and dropped for a moment, or its system would throw the answer away with a reset.
  private void finishConnection() {
    closing = true;
    channel.config().setAutoRead(true);
    if (channel instanceof SocketChannel socket) {
      channel
          .writeAndFlush(channel.alloc().buffer(0))
          .addListener(
              (ChannelFutureListener)
                  done -> {
                    socket.shutdownOutput();
                    loop().schedule(() -> channel.close(), LINGER_NANOS, TimeUnit.NANOSECONDS);
                  });
    } else {
      channel.close();
    }
  }
}
