// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.assistant;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.function.Supplier;

/// The few words of telemetry that a team writes itself: which agent, which tool, which
/// conversation. Without a Java agent they cost nothing and say nothing.
final class Traces {
  private static final String SCOPE = "br.com.horizonte.lia";

  private Traces() {}

  /// Work of an agent, within its conversation.
  static <T> T agent(String name, String conversation, Supplier<T> work) {
    Baggage baggage =
        Baggage.current().toBuilder().put("gen_ai.conversation.id", conversation).build();
    try (Scope said = Context.current().with(baggage).makeCurrent()) {
      return within("invoke_agent " + name, "invoke_agent", "gen_ai.agent.name", name, work);
    }
  }

  /// Use of a tool.
  static <T> T tool(String name, Supplier<T> work) {
    return within("execute_tool " + name, "execute_tool", "gen_ai.tool.name", name, work);
  }

  private static <T> T within(
      String span, String operation, String key, String name, Supplier<T> work) {
    Span begun =
        GlobalOpenTelemetry.getTracer(SCOPE)
            .spanBuilder(span)
            .setAttribute("gen_ai.operation.name", operation)
            .setAttribute(key, name)
            .startSpan();
    try (Scope current = begun.makeCurrent()) {
      return work.get();
    } catch (RuntimeException e) {
      begun.recordException(e);
      begun.setStatus(StatusCode.ERROR);
      throw e;
    } finally {
      begun.end();
    }
  }
}
