// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.world;

import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TracerProvider;

/// A program of the assistant, known by its service name. Its instrumentations carry the names that
/// the real ones carry, since receivers go by them.
///
/// @param name its `service.name`
/// @param watched gives tracers whose calls are told at their start
/// @param blind gives tracers of the same program whose calls are told only at their end
record Component(String name, TracerProvider watched, TracerProvider blind) {
  SpanBuilder http(String method) {
    return span(watched, "io.opentelemetry.java-http-client", method, SpanKind.CLIENT);
  }

  SpanBuilder blindHttp(String method) {
    return span(blind, "io.opentelemetry.java-http-client", method, SpanKind.CLIENT);
  }

  SpanBuilder httpServer(String route) {
    return span(watched, "io.opentelemetry.tomcat-10.0", route, SpanKind.SERVER);
  }

  SpanBuilder database(String name) {
    return span(watched, "io.opentelemetry.jdbc", name, SpanKind.CLIENT);
  }

  SpanBuilder messaging(String name, SpanKind kind) {
    return span(watched, "azure-messaging-servicebus", name, kind);
  }

  SpanBuilder model(String name) {
    return span(watched, "io.opentelemetry.openai-java-1.1", name, SpanKind.CLIENT);
  }

  SpanBuilder agent(String name) {
    return span(watched, "br.com.horizonte.lia", name, SpanKind.INTERNAL);
  }

  SpanBuilder openInference(String name) {
    return span(watched, "openinference.instrumentation.openai", name, SpanKind.INTERNAL);
  }

  private static SpanBuilder span(
      TracerProvider provider, String scope, String name, SpanKind kind) {
    return provider.get(scope).spanBuilder(name).setSpanKind(kind);
  }
}
