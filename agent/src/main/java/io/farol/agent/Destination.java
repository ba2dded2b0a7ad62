// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.agent;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;

/// Where a model's call goes, when the library that tells of it does not say: the request below it
/// names the host as soon as it begins. Without that, a call of openai-java to Azure is a call to
/// nobody in particular.
final class Destination {
  static final AttributeKey<String> HOST = AttributeKey.stringKey("server.address");
  static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
  private static final AttributeKey<String> OPERATION =
      AttributeKey.stringKey("gen_ai.operation.name");

  private Destination() {}

  /// Gives the model's span right above a request that begins the request's `server.address` and
  /// `server.port`, where it has no address of its own.
  static void tell(Context above, ReadWriteSpan request) {
    Span span = Span.fromContext(above);
    if (request.getKind() != SpanKind.CLIENT || !(span instanceof ReadWriteSpan)) {
      return;
    }
    ReadWriteSpan model = (ReadWriteSpan) span;
    String host = request.getAttribute(HOST);
    if (host != null && isUnknown(model)) {
      model.setAttribute(HOST, host);
      Long port = request.getAttribute(PORT);
      if (port != null) {
        model.setAttribute(PORT, port);
      }
    }
  }

  /// Whether it is a model's call without an address.
  static boolean isUnknown(ReadableSpan span) {
    return span.getKind() == SpanKind.CLIENT
        && span.getAttribute(OPERATION) != null
        && span.getAttribute(HOST) == null;
  }
}
