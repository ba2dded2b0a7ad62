// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.world;

import io.opentelemetry.api.trace.SpanBuilder;

/// The spans of the assistant's own framework: they enclose calls and are none themselves.
final class AgentSpans {
  private AgentSpans() {}

  static SpanBuilder agent(Caller caller, String name) {
    return caller
        .component()
        .agent("invoke_agent " + name)
        .setAttribute("gen_ai.operation.name", "invoke_agent")
        .setAttribute("gen_ai.agent.name", name)
        .setAttribute("gen_ai.conversation.id", caller.conversation());
  }

  static SpanBuilder tool(Caller caller, String name, String callId) {
    return caller
        .component()
        .agent("execute_tool " + name)
        .setAttribute("gen_ai.operation.name", "execute_tool")
        .setAttribute("gen_ai.tool.name", name)
        .setAttribute("gen_ai.tool.type", "function")
        .setAttribute("gen_ai.tool.call.id", callId)
        .setAttribute("gen_ai.conversation.id", caller.conversation());
  }
}
