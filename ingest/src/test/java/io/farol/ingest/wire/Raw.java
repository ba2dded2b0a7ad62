// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.wire;

import io.farol.flow.RawExchange;
import io.farol.model.SpanId;
import io.farol.model.SpanKey;
import io.farol.model.TraceId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A raw exchange for a test, with what matters changed.
record Raw(
    String method,
    String url,
    byte[] request,
    int status,
    List<RawExchange.Field> fields,
    byte[] response,
    RawExchange.Ending ending,
    int gapFrom,
    int gapTo) {

  Raw(
      String method,
      String url,
      byte[] request,
      int status,
      List<RawExchange.Field> fields,
      byte[] response,
      RawExchange.Ending ending) {
    this(method, url, request, status, fields, response, ending, response.length, response.length);
  }

  static final SpanKey KEY =
      new SpanKey(TraceId.parse("0af7651916cd43dd8448eb211c80319c"), new SpanId(7));

  static Raw post(String url, String request) {
    return new Raw(
        "POST",
        url,
        bytes(request),
        200,
        List.of(new RawExchange.Field("content-type", "application/json")),
        new byte[0],
        new RawExchange.Ending.Whole());
  }

  Raw answer(int code, String body) {
    return new Raw(method, url, request, code, fields, bytes(body), ending);
  }

  Raw stream(String body) {
    return new Raw(
        method,
        url,
        request,
        200,
        List.of(new RawExchange.Field("content-type", "text/event-stream; charset=utf-8")),
        bytes(body),
        ending);
  }

  Raw with(RawExchange.Field field, byte[] body) {
    return new Raw(method, url, request, status, List.of(fields.getFirst(), field), body, ending);
  }

  Raw ended(RawExchange.Ending how) {
    return new Raw(method, url, request, status, fields, response, how);
  }

  /// The answer was clipped: what stands between these bytes was not kept.
  Raw gap(int from, int to) {
    return new Raw(method, url, request, status, fields, response, ending, from, to);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  RawExchange exchange() {
    URI uri = URI.create(url);
    boolean open = ending instanceof RawExchange.Ending.Open;
    return new RawExchange(
        KEY,
        null,
        new RawExchange.Target(
            RawExchange.Parties.OUTWARDS,
            "r",
            null,
            uri.getScheme().equals("https"),
            uri.getHost(),
            uri.getPort() < 0 ? 443 : uri.getPort(),
            method,
            uri.getRawPath(),
            orEmpty(uri.getRawQuery())),
        1_000_000_000L,
        open ? null : 200_000_000L,
        open ? null : 500_000_000L,
        null,
        open ? null : (Integer) status,
        open
            ? RawExchange.Part.NOTHING
            : new RawExchange.Part(
                List.of(new RawExchange.Field("content-type", "application/json")),
                request,
                request.length),
        open
            ? RawExchange.Part.NOTHING
            : new RawExchange.Part(
                fields,
                Arrays.copyOf(response, gapFrom),
                Arrays.copyOfRange(response, gapTo, response.length),
                response.length),
        ending);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
