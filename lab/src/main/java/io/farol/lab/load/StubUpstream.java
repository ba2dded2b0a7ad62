// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The upstream behind the gateway, as cheap as can be. The path says what it does:
///
/// | path | answer |
/// |---|---|
/// | `/v1/chat/completions` | a chat of 400 bytes, at once |
/// | `/stream/N/M` | N events, M ms apart, each with the nano time at which it was written |
/// | `/hold/M` | the head at once, the end after M ms |
/// | `/wait/M` | nothing for M ms, then an answer |
/// | `/source/N` | a body of N MiB |
/// | `/sink` | how many bytes came |
/// | `/break` | half of what was promised, then a reset |
final class StubUpstream implements AutoCloseable {

  private static final byte[] CHAT =
      ("{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"model\":\"gpt-4.1-2025-04-14\",\"choices\":[{\"index\":0,"
              + "\"message\":{\"role\":\"assistant\",\"content\":\"O saldo da sua conta foi atualizado hoje.\"},"
              + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":412,\"completion_tokens\":11,"
              + "\"total_tokens\":423,\"prompt_tokens_details\":{\"cached_tokens\":256}}}")
          .getBytes(StandardCharsets.UTF_8);
  static final int BLOCK = 64 << 10;
  static final int BUFFER = 4 << 10;

  private final ServerSocket listener;

  StubUpstream() throws IOException {
    listener = new ServerSocket(0, 4_096, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void serve(Socket socket) {
    try (socket;
        InputStream in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        OutputStream out = new BufferedOutputStream(socket.getOutputStream(), BUFFER)) {
      for (HttpLane.Head head = HttpLane.Head.read(in);
          head != null;
          head = HttpLane.Head.read(in)) {
        long came = head.skipBody(in);
        if (!answer(head.first().split(" ", -1)[1], came, out, socket)) {
          return;
        }
        out.flush();
      }
    } catch (IOException | InterruptedException gone) {
      // the other side went
    }
  }

  private static boolean answer(String path, long came, OutputStream out, Socket socket)
      throws IOException, InterruptedException {
    String[] words = path.split("/", -1);
    switch (words[1]) {
      case "stream" -> {
        head(out, "Content-Type: text/event-stream\r\nTransfer-Encoding: chunked");
        for (int i = Integer.parseInt(words[2]); i > 0; i--) {
          Thread.sleep(Long.parseLong(words[3]));
          chunk(out, "data: %020d\n\n".formatted(System.nanoTime()));
          out.flush();
        }
        chunk(out, "");
      }
      case "hold" -> {
        head(out, "Transfer-Encoding: chunked");
        out.flush();
        Thread.sleep(Long.parseLong(words[2]));
        chunk(out, "end");
        chunk(out, "");
      }
      case "wait" -> {
        Thread.sleep(Long.parseLong(words[2]));
        head(out, "Content-Length: 0");
      }
      case "source" -> {
        long left = Long.parseLong(words[2]) << 20;
        head(out, "Content-Length: " + left);
        byte[] block = new byte[BLOCK];
        Arrays.fill(block, (byte) 'x');
        for (; left > 0; left -= BLOCK) {
          out.write(block);
        }
      }
      case "sink" -> {
        byte[] body = Long.toString(came).getBytes(StandardCharsets.US_ASCII);
        head(out, "Content-Length: " + body.length);
        out.write(body);
      }
      case "break" -> {
        head(out, "Content-Length: 1000");
        out.write(new byte[500]);
        out.flush();
        socket.setSoLinger(true, 0);
        return false;
      }
      default -> {
        head(out, "Content-Type: application/json\r\nContent-Length: " + CHAT.length);
        out.write(CHAT);
      }
    }
    return true;
  }

  private static void head(OutputStream out, String fields) throws IOException {
    out.write(("HTTP/1.1 200 OK\r\n" + fields + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  private static void chunk(OutputStream out, String text) throws IOException {
    out.write(
        (Integer.toHexString(text.length()) + "\r\n" + text + "\r\n")
            .getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
