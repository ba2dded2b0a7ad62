// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.lab.load;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;

/// Makes the requests of a plan, in order: GenAI spans of the newest conventions, a microsecond
/// apart. For one thread.
public final class SpanMaker {
  private static final String MODEL = "gpt-4.1-mini";
  private static final long MICRO = 1000;
  private static final long DURATION_NANOS = 850_000_000;

  private final Plan plan;
  private final long firstNanos;
  private final Content.Maker contents;

  /// @param firstNanos when the first span begins
  public SpanMaker(Plan plan, long firstNanos) {
    this.plan = plan;
    this.firstNanos = firstNanos;
    this.contents = new Content.Maker(plan.seed());
  }

  /// The request with a number, from 0.
  public ExportTraceServiceRequest request(int request) {
    ScopeSpans.Builder scope =
        ScopeSpans.newBuilder()
            .setScope(InstrumentationScope.newBuilder().setName("io.farol.lab").setVersion("1"));
    for (int i = 0; i < plan.spansOf(request); i++) {
      scope.addSpans(span((long) request * plan.batch() + i));
    }
    Resource resource =
        Resource.newBuilder()
            .addAttributes(text("service.name", "bench"))
            .addAttributes(text("deployment.environment.name", plan.environment()))
            .build();
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(ResourceSpans.newBuilder().setResource(resource).addScopeSpans(scope))
        .build();
  }

  private Span span(long number) {
    SpanId id = SpanId.of(plan.run(), number);
    long start = firstNanos + number * MICRO;
    Content content = contents.next();
    return Span.newBuilder()
        .setTraceId(ByteString.copyFrom(id.traceBytes()))
        .setSpanId(ByteString.copyFrom(id.spanBytes()))
        .setName("chat " + MODEL)
        .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
        .setStartTimeUnixNano(start)
        .setEndTimeUnixNano(start + DURATION_NANOS)
        .addAttributes(text("gen_ai.operation.name", "chat"))
        .addAttributes(text("gen_ai.provider.name", "azure.ai.openai"))
        .addAttributes(text("gen_ai.request.model", MODEL))
        .addAttributes(text("gen_ai.response.model", MODEL + "-2025-04-14"))
        .addAttributes(text("gen_ai.response.id", "chatcmpl-" + id.traceHex().substring(0, 24)))
        .addAttributes(text("gen_ai.conversation.id", "c-" + number / 5))
        .addAttributes(text("server.address", "bench.openai.azure.com"))
        .addAttributes(number("gen_ai.usage.input_tokens", 1100 + number % 700))
        .addAttributes(number("gen_ai.usage.cache_read.input_tokens", 1024))
        .addAttributes(number("gen_ai.usage.output_tokens", 60 + number % 90))
        .addAttributes(finishReasons())
        .addAttributes(text("gen_ai.input.messages", content.input()))
        .addAttributes(text("gen_ai.output.messages", content.output()))
        .build();
  }

  private static KeyValue text(String key, String value) {
    return attribute(key, AnyValue.newBuilder().setStringValue(value));
  }

  private static KeyValue number(String key, long value) {
    return attribute(key, AnyValue.newBuilder().setIntValue(value));
  }

  private static KeyValue finishReasons() {
    ArrayValue reasons =
        ArrayValue.newBuilder().addValues(AnyValue.newBuilder().setStringValue("stop")).build();
    return attribute(
        "gen_ai.response.finish_reasons", AnyValue.newBuilder().setArrayValue(reasons));
  }

  private static KeyValue attribute(String key, AnyValue.Builder value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }
}
