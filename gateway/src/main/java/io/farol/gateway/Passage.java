// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.gateway;

import io.farol.gateway.http.Field;
import io.farol.gateway.http.Fields;
import io.farol.gateway.http.Framing;
import io.farol.gateway.http.RequestHead;
import io.farol.gateway.http.ResponseHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What becomes of a head on its way through: everything end-to-end stays as it is and where it is;
/// what belongs to one connection goes; Host is the upstream's; the route's own rules come last.
final class Passage {

  private Passage() {}

  /// The head that the upstream gets.
  ///
  /// @param rest what stands behind the route's name in the target
  /// @param keyHeader the header that carried the gateway's key, or null
  /// @param trace the value of `traceparent`, or null to leave what came
  static RequestHead request(
      RequestHead head,
      Route route,
      String rest,
      @Nullable String keyHeader,
      @Nullable String trace) {
    Route.HeaderRules rules = route.headers();
    Route.Credential credential = route.credential();
    Hops hops = Hops.of(head.fields());
    List<Field> lines = new ArrayList<>(head.fields().lines().size() + 2);
    boolean hostWritten = false;
    for (Field field : head.fields()) {
      if (field.is("host")) {
        lines.add(new Field(field.name(), route.upstream().authority()));
        hostWritten = true;
      } else if (field.is("transfer-encoding")) {
        lines.add(field);
      } else if (head.protocol() == io.farol.gateway.http.Protocol.HTTP_2 && trailersAsked(field)) {
        lines.add(field);
      } else if (!hops.covers(field)
          && !field.is(Door.CALLER)
          && !(keyHeader != null && field.is(keyHeader))
          && !(credential != null && field.is(credential.header()))
          && !(trace != null && field.is("traceparent"))
          && !named(rules, field)) {
        lines.add(field);
      }
    }
    if (!hostWritten) {
      lines.addFirst(new Field("Host", route.upstream().authority()));
    }
    rules.set().forEach((name, value) -> lines.add(new Field(name, value)));
    if (credential != null) {
      lines.add(new Field(credential.header(), credential.value()));
    }
    if (trace != null) {
      lines.add(new Field("traceparent", trace));
    }
    return new RequestHead(
        head.method(),
        target(route, rest),
        route.upstream().authority(),
        head.protocol(),
        new Fields(lines));
  }

  /// HTTP/2 marks the end of a body itself; HTTP/1.1 needs chunks where there is no length.
  static RequestHead withChunked(RequestHead head) {
    List<Field> lines = new ArrayList<>(head.fields().lines());
    lines.removeIf(Passage::trailersAsked);
    lines.add(new Field("Transfer-Encoding", "chunked"));
    return new RequestHead(
        head.method(), head.target(), head.authority(), head.protocol(), new Fields(lines));
  }

  /// HTTP/2 knows one value of TE, and gRPC asks for it.
  private static boolean trailersAsked(Field field) {
    return field.is("te") && field.value().equals("trailers");
  }

  private static boolean named(Route.HeaderRules rules, Field field) {
    for (String name : rules.remove()) {
      if (field.is(name)) {
        return true;
      }
    }
    for (Map.Entry<String, String> set : rules.set().entrySet()) {
      if (field.is(set.getKey())) {
        return true;
      }
    }
    return false;
  }

  private static String target(Route route, String rest) {
    String path = route.upstream().basePath() + rest;
    return path.isEmpty() || path.charAt(0) == '?' ? "/" + path : path;
  }

  /// The head that an HTTP/1.1 caller gets.
  ///
  /// @param framing how the body is framed towards the caller
  /// @param close whether the connection ends behind it
  static ResponseHead http1(ResponseHead head, Framing framing, boolean close) {
    Hops hops = Hops.of(head.fields());
    List<Field> lines = new ArrayList<>(head.fields().lines().size() + 2);
    boolean chunked = framing instanceof Framing.Chunked;
    boolean bodiless = framing instanceof Framing.None;
    boolean written = false;
    for (Field field : head.fields()) {
      if (field.is("transfer-encoding")) {
        if ((chunked || bodiless) && !written) {
          lines.add(field);
          written = true;
        }
      } else if (!hops.covers(field)) {
        lines.add(field);
      }
    }
    if (chunked && !written) {
      lines.add(new Field("Transfer-Encoding", "chunked"));
    }
    if (close) {
      lines.add(new Field("Connection", "close"));
    }
    return new ResponseHead(head.status(), head.reason(), new Fields(lines));
  }

  /// Fields as HTTP/2 takes them: lower-case names, nothing of a connection, no Host.
  static List<Field> http2(Fields fields) {
    Hops hops = Hops.of(fields);
    List<Field> lines = new ArrayList<>(fields.lines().size());
    for (Field field : fields) {
      if (trailersAsked(field) || (!hops.covers(field) && !field.is("host"))) {
        lines.add(new Field(field.name().toLowerCase(Locale.ROOT), field.value()));
      }
    }
    return lines;
  }
}
