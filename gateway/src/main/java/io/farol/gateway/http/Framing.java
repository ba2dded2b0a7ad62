// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway.http;

import java.util.List;

/// Where the body of an HTTP/1.1 message ends (RFC 9112, 6.3).
public sealed interface Framing {

  /// There is none.
  record None() implements Framing {}

  record Length(long bytes) implements Framing {}

  record Chunked() implements Framing {}

  /// It goes on to the end of the connection; responses only.
  record UntilClose() implements Framing {}

  /// It was informational: the head of the answer itself is still to come.
  record AnotherHead() implements Framing {}

  Framing NONE = new None();
  Framing CHUNKED = new Chunked();
  Framing ANOTHER_HEAD = new AnotherHead();
  Framing UNTIL_CLOSE = new UntilClose();

  /// @throws MalformedMessage when two readers could disagree about it
  static Framing of(RequestHead head) throws MalformedMessage {
    Fields fields = head.fields();
    List<String> codings = fields.all("transfer-encoding");
    List<String> lengths = fields.all("content-length");
    if (!codings.isEmpty()) {
      if (!lengths.isEmpty()) {
        throw new MalformedMessage(
            400, "the request has both Content-Length and Transfer-Encoding; send one of them");
      }
      if (head.protocol() == Protocol.HTTP_1_0) {
        throw new MalformedMessage(400, "HTTP/1.0 has no Transfer-Encoding; send a Content-Length");
      }
      if (codings.size() > 1 || !codings.getFirst().equalsIgnoreCase("chunked")) {
        throw new MalformedMessage(501, "the only Transfer-Encoding taken is \"chunked\"");
      }
      return CHUNKED;
    }
    return lengths.isEmpty() ? NONE : length(lengths);
  }

  /// @param method of the request it answers
  static Framing of(ResponseHead head, String method) throws MalformedMessage {
    if (head.informational()) {
      return ANOTHER_HEAD;
    }
    if (head.status() == 204 || head.status() == 304 || method.equals("HEAD")) {
      return NONE;
    }
    List<String> codings = head.fields().all("transfer-encoding");
    List<String> lengths = head.fields().all("content-length");
    if (!codings.isEmpty()) {
      if (!lengths.isEmpty()
          || codings.size() > 1
          || !codings.getFirst().equalsIgnoreCase("chunked")) {
        throw new MalformedMessage(
            502, "the answer's Transfer-Encoding is not one plain \"chunked\"");
      }
      return CHUNKED;
    }
    return lengths.isEmpty() ? UNTIL_CLOSE : length(lengths);
  }

  private static Framing length(List<String> lengths) throws MalformedMessage {
    String text = lengths.getFirst();
    boolean number =
        lengths.size() == 1
            && !text.isEmpty()
            && text.length() <= 18
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!number) {
      throw new MalformedMessage(400, "Content-Length is not one decimal number");
    }
    return new Length(Long.parseLong(text));
  }
}
