// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads the lines of a head (RFC 9112, 2 to 5) and takes no liberties: a line ends in CRLF, a name
/// is a token, nothing is folded, and what two readers could read in two ways is refused.
final class HeadParser {

  private static final boolean[] TOKEN = new boolean[256];

  static {
    for (char c = '0'; c <= 'z'; c++) {
      TOKEN[c] = Character.isLetterOrDigit(c);
    }
    for (char c : "!#$%&'*+-.^_`|~".toCharArray()) {
      TOKEN[c] = true;
    }
  }

  private final byte[] bytes;
  private int at;

  /// @param head every line, its CRLF included; the last is empty
  HeadParser(ByteBuf head) {
    bytes = new byte[head.readableBytes()];
    head.readBytes(bytes);
  }

  RequestHead request(HeadLimits limits) throws MalformedMessage {
    int end = lineEnd();
    int method = at;
    int space = find((byte) ' ', method, end);
    int last = space < 0 ? -1 : find((byte) ' ', space + 1, end);
    if (last < 0 || space == method || last == space + 1) {
      throw new MalformedMessage(400, "the request line is not \"METHOD TARGET HTTP/1.1\"");
    }
    requireToken(method, space, "the method");
    if (last - space > limits.targetBytes()) {
      throw new MalformedMessage(
          414, "the request target is longer than " + limits.targetBytes() + " bytes");
    }
    for (int i = space + 1; i < last; i++) {
      if ((bytes[i] & 0xFF) <= 0x20 || bytes[i] == 0x7F || bytes[i] == '#') {
        throw new MalformedMessage(
            400, "the request target holds a byte that must be percent-encoded");
      }
    }
    String name = text(method, space);
    String target = text(space + 1, last);
    Protocol protocol =
        switch (text(last + 1, end)) {
          case "HTTP/1.1" -> Protocol.HTTP_1_1;
          case "HTTP/1.0" -> Protocol.HTTP_1_0;
          default -> throw new MalformedMessage(505, "the only versions spoken are HTTP/1.1 and 2");
        };
    at = end + 2;
    Fields fields = fields(limits);
    return new RequestHead(name, target, authority(target, protocol, fields), protocol, fields);
  }

  private static String authority(String target, Protocol protocol, Fields fields)
      throws MalformedMessage {
    List<String> hosts = fields.all("host");
    if (hosts.size() > 1 || (hosts.isEmpty() && protocol == Protocol.HTTP_1_1)) {
      throw new MalformedMessage(400, "a request has exactly one Host header");
    }
    int scheme = target.startsWith("/") ? -1 : target.indexOf("://");
    if (scheme > 0) {
      int from = scheme + 3;
      int to = from;
      while (to < target.length() && "/?".indexOf(target.charAt(to)) < 0) {
        to++;
      }
      return target.substring(from, to);
    }
    return hosts.isEmpty() ? "" : hosts.getFirst();
  }

  ResponseHead response(HeadLimits limits) throws MalformedMessage {
    int end = lineEnd();
    String line = text(at, end);
    boolean shaped =
        line.length() >= 12
            && line.startsWith("HTTP/1.")
            && (line.charAt(7) == '0' || line.charAt(7) == '1')
            && line.charAt(8) == ' '
            && line.chars().skip(9).limit(3).allMatch(c -> c >= '0' && c <= '9')
            && (line.length() == 12 || line.charAt(12) == ' ')
            && line.charAt(9) >= '1'
            && line.charAt(9) <= '5';
    if (!shaped) {
      throw new MalformedMessage(502, "the answer does not begin with an HTTP/1.1 status line");
    }
    requireVisible(at, end, 502);
    at = end + 2;
    return new ResponseHead(
        Integer.parseInt(line.substring(9, 12)),
        line.length() > 13 ? line.substring(13) : "",
        fields(limits));
  }

  /// Everything up to the empty line.
  Fields fields(HeadLimits limits) throws MalformedMessage {
    List<Field> lines = new ArrayList<>();
    for (int end = lineEnd(); end > at; end = lineEnd()) {
      if (lines.size() == limits.lines()) {
        throw new MalformedMessage(431, "there are more than " + limits.lines() + " header lines");
      }
      if (bytes[at] == ' ' || bytes[at] == '\t') {
        throw new MalformedMessage(400, "a header line is folded; send it as one line");
      }
      int colon = find((byte) ':', at, end);
      if (colon < 0) {
        throw new MalformedMessage(400, "a header line has no colon");
      }
      requireToken(at, colon, "a header name");
      int from = colon + 1;
      int to = end;
      while (from < to && (bytes[from] == ' ' || bytes[from] == '\t')) {
        from++;
      }
      while (to > from && (bytes[to - 1] == ' ' || bytes[to - 1] == '\t')) {
        to--;
      }
      requireVisible(from, to, 400);
      lines.add(new Field(text(at, colon), text(from, to)));
      at = end + 2;
    }
    return new Fields(lines);
  }

  /// Where the CR of the next line stands.
  private int lineEnd() throws MalformedMessage {
    for (int i = at; i < bytes.length; i++) {
      if (bytes[i] == '\r' && i + 1 < bytes.length && bytes[i + 1] == '\n') {
        return i;
      }
      if (bytes[i] == '\r' || bytes[i] == '\n') {
        throw new MalformedMessage(400, "a line does not end in CR LF");
      }
    }
    throw new MalformedMessage(400, "a line does not end in CR LF");
  }

  private void requireToken(int from, int to, String what) throws MalformedMessage {
    boolean token = to > from;
    for (int i = from; token && i < to; i++) {
      token = TOKEN[bytes[i] & 0xFF];
    }
    if (!token) {
      throw new MalformedMessage(400, what + " holds a byte that no name has");
    }
  }

  private void requireVisible(int from, int to, int status) throws MalformedMessage {
    for (int i = from; i < to; i++) {
      if ((bytes[i] >= 0 && bytes[i] < 0x20 && bytes[i] != '\t') || bytes[i] == 0x7F) {
        throw new MalformedMessage(status, "a header value holds a control character");
      }
    }
  }

  private int find(byte what, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == what) {
        return i;
      }
    }
    return -1;
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
