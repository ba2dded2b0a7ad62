// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.world;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

/// Work inside a span, with its failures recorded as the real instrumentations record them.
final class Spans {
  private Spans() {}

  /// Does the work as the current span, which ends with it.
  static <T> T within(SpanBuilder builder, Function<Span, T> work) {
    Span span = builder.startSpan();
    try (Scope ignored = span.makeCurrent()) {
      return work.apply(span);
    } catch (CallFailed e) {
      fail(span, e.reported());
      throw e;
    } catch (CancellationException e) {
      fail(span, e);
      throw e;
    } finally {
      span.end();
    }
  }

  private static void fail(Span span, Throwable thrown) {
    span.recordException(thrown);
    span.setAttribute("error.type", thrown.getClass().getName());
    span.setStatus(StatusCode.ERROR);
  }
}
