// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.world;

import io.farol.lab.people.Pace;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/// A request to another system, told as an HTTP client instrumentation tells it; no socket is
/// opened.
///
/// @param method `GET`, `POST`
/// @param url in full, with whatever personal data the other system wants in it
/// @param sentBytes size of the body, 0 where there is none
record HttpCall(String method, URI url, int sentBytes) {
  private static final int HTTPS = 443;

  static HttpCall get(String url) {
    return new HttpCall("GET", URI.create(url), 0);
  }

  static HttpCall post(String url, int sentBytes) {
    return new HttpCall("POST", URI.create(url), sentBytes);
  }

  /// The other side answers after a while. A status of 400 or more is an error, as for every
  /// client.
  void answered(SpanBuilder builder, Pace pace, Duration takes, int status, int receivedBytes) {
    Spans.within(
        begun(builder),
        span -> {
          pace.pass(takes);
          end(span, status, receivedBytes);
          return span;
        });
  }

  /// The other side says nothing until the client gives up.
  ///
  /// @throws CallFailed always, with the exception of the JDK's client
  void unanswered(SpanBuilder builder, Pace pace, Duration timeout) {
    Spans.within(
        begun(builder),
        span -> {
          pace.pass(timeout);
          throw new CallFailed(new HttpTimeoutException("request timed out"));
        });
  }

  private SpanBuilder begun(SpanBuilder builder) {
    builder
        .setAttribute("http.request.method", method)
        .setAttribute("url.full", url.toString())
        .setAttribute("server.address", url.getHost())
        .setAttribute("server.port", HTTPS)
        .setAttribute("network.protocol.version", "1.1");
    if (sentBytes > 0) {
      builder.setAttribute("http.request.body.size", sentBytes);
    }
    return builder;
  }

  private static void end(Span span, int status, int receivedBytes) {
    span.setAttribute("http.response.status_code", status);
    span.setAttribute("http.response.body.size", receivedBytes);
    if (status >= 400) {
      span.setAttribute("error.type", Integer.toString(status));
      span.setStatus(StatusCode.ERROR);
    }
  }
}
