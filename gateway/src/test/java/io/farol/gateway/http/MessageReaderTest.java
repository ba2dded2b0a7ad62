// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.farol.testkit.Seeds;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A connection reads the same however the network cuts it, and lets go of every buffer.
class MessageReaderTest {

  private static final String CONVERSATION =
      "POST /a%3Ab?c HTTP/1.1\r\nHost: x\r\nX-A:  1 \r\nContent-Length: 5\r\n\r\nhello"
          + "\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n"
          + "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n\r\n"
          + "5;a=b\r\nhello\r\n00A\r\n, wonderful\r\n0\r\nX-T: 1\r\nX-U: 2\r\n\r\n"
          + "POST / HTTP/1.1\r\nHost: x\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n";

  private static final List<String> READ =
      List.of(
          "POST /a%3Ab?c x [Field[name=Host, value=x], Field[name=X-A, value=1], Field[name=Content-Length, value=5]]",
          "hello",
          "end []",
          "GET / x [Field[name=Host, value=x]]",
          "end []",
          "POST / x [Field[name=Host, value=x], Field[name=Transfer-Encoding, value=Chunked]]",
          "hello, wonderfu",
          "end [Field[name=X-T, value=1], Field[name=X-U, value=2]]",
          "POST / x [Field[name=Host, value=x], Field[name=transfer-encoding, value=chunked]]",
          "end []");

  /// Writes down what it is told; pieces of a body are joined.
  private static final class Notes implements MessageReader.Sink {

    final List<String> lines = new ArrayList<>();
    private final StringBuilder body = new StringBuilder();

    @Override
    public Framing head(MessageReader.HeadParserView head) throws MalformedMessage {
      RequestHead request = head.request();
      lines.add(
          request.method()
              + " "
              + request.target()
              + " "
              + request.authority()
              + " "
              + request.fields().lines());
      return Framing.of(request);
    }

    @Override
    public void data(ByteBuf piece) {
      body.append(piece.toString(StandardCharsets.ISO_8859_1));
      piece.release();
    }

    @Override
    public void end(Fields trailers) {
      if (!body.isEmpty()) {
        lines.add(body.toString());
        body.setLength(0);
      }
      lines.add("end " + trailers.lines());
    }
  }

  @Test
  void readsTheSameHoweverItIsCut() {
    String conversation = CONVERSATION.replace("00A\r\n, wonderful\r\n", "00A\r\n, wonderfu\r\n");
    byte[] bytes = conversation.getBytes(StandardCharsets.ISO_8859_1);
    Seeds.check(
        500,
        seed -> {
          Random random = new Random(seed);
          int longest = 1 + random.nextInt(bytes.length);
          Notes notes = new Notes();
          MessageReader reader = new MessageReader(HeadLimits.DEFAULTS, notes);
          List<ByteBuf> buffers = new ArrayList<>();
          for (int at = 0; at < bytes.length; ) {
            int length = Math.min(1 + random.nextInt(longest), bytes.length - at);
            buffers.add(read(reader, bytes, at, length));
            at += length;
          }
          assertThat(notes.lines).isEqualTo(READ);
          reader.release();
          assertThat(buffers).allMatch(buffer -> buffer.refCnt() == 0);
        });
  }

  /// Whatever comes, it is read or refused; nothing else is thrown and nothing kept.
  @Test
  void takesAnyBytes() {
    Seeds.check(
        5_000,
        seed -> {
          Random random = new Random(seed);
          byte[] bytes = CONVERSATION.getBytes(StandardCharsets.ISO_8859_1);
          for (int i = random.nextInt(8); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
          }
          MessageReader reader = new MessageReader(HeadLimits.DEFAULTS, new Notes());
          ByteBuf buffer = ByteBufAllocator.DEFAULT.buffer(bytes.length).writeBytes(bytes);
          try {
            reader.read(buffer);
            goOn(reader);
          } catch (MalformedMessage refused) {
            assertThat(refused.status()).isBetween(400, 505);
          }
          reader.release();
          assertThat(buffer.refCnt()).isZero();
        });
  }

  private static ByteBuf read(MessageReader reader, byte[] bytes, int from, int length)
      throws MalformedMessage {
    ByteBuf piece = ByteBufAllocator.DEFAULT.buffer(length).writeBytes(bytes, from, length);
    reader.read(piece);
    goOn(reader);
    return piece;
  }

  private static void goOn(MessageReader reader) throws MalformedMessage {
    while (reader.keptBytes() > 0 && reader.resting()) {
      reader.next();
    }
  }
}
