// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.farol.gateway.http.Field;
import io.farol.gateway.http.Fields;
import io.farol.gateway.http.MalformedMessage;
import io.farol.gateway.http.Protocol;
import io.farol.gateway.http.RequestHead;
import io.farol.gateway.http.ResponseHead;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Heads as HTTP/2 frames carry them (RFC 9113, 8).
final class Http2Heads {

  private Http2Heads() {}

  static RequestHead request(Http2Headers headers) throws MalformedMessage {
    String method = text(headers.method());
    String path = text(headers.path());
    String authority = text(headers.authority());
    Fields fields = fields(headers);
    if (method == null) {
      throw new MalformedMessage(400, "the request has no method");
    }
    if (path == null) {
      path = method.equals("CONNECT") ? "*" : "";
    }
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) <= 0x20 || path.charAt(i) == 0x7F || path.charAt(i) == '#') {
        throw new MalformedMessage(
            400, "the request target holds a byte that must be percent-encoded");
      }
    }
    String host = authority == null ? fields.first("host") : authority;
    return new RequestHead(method, path, host == null ? "" : host, Protocol.HTTP_2, fields);
  }

  static ResponseHead response(Http2Headers headers) throws MalformedMessage {
    String status = text(headers.status());
    if (status == null || status.length() != 3 || !status.chars().allMatch(Character::isDigit)) {
      throw new MalformedMessage(502, "the answer has no status");
    }
    return new ResponseHead(Integer.parseInt(status), "", fields(headers));
  }

  static Fields fields(Http2Headers headers) {
    List<Field> lines = new ArrayList<>(headers.size());
    for (Map.Entry<CharSequence, CharSequence> each : headers) {
      if (each.getKey().length() > 0 && each.getKey().charAt(0) != ':') {
        lines.add(
            new Field(String.valueOf(text(each.getKey())), String.valueOf(text(each.getValue()))));
      }
    }
    return new Fields(lines);
  }

  static Http2Headers of(RequestHead head, boolean tls) {
    Http2Headers headers = new DefaultHttp2Headers(false);
    headers.method(bytes(head.method()));
    headers.scheme(tls ? "https" : "http");
    headers.authority(bytes(head.authority()));
    headers.path(bytes(head.target()));
    return add(headers, head.fields());
  }

  static Http2Headers of(ResponseHead head) {
    Http2Headers headers = new DefaultHttp2Headers(false);
    headers.status(Integer.toString(head.status()));
    return add(headers, head.fields());
  }

  static Http2Headers of(Fields trailers) {
    return add(new DefaultHttp2Headers(false), trailers);
  }

  private static Http2Headers add(Http2Headers headers, Fields fields) {
    for (Field field : Passage.http2(fields)) {
      headers.add(bytes(field.name()), bytes(field.value()));
    }
    return headers;
  }

  private static AsciiString bytes(String text) {
    return new AsciiString(text.getBytes(StandardCharsets.ISO_8859_1), false);
  }

  private static @Nullable String text(@Nullable CharSequence text) {
    if (text instanceof AsciiString ascii) {
      return new String(
          ascii.array(), ascii.arrayOffset(), ascii.length(), StandardCharsets.ISO_8859_1);
    }
    return text == null ? null : text.toString();
  }
}
