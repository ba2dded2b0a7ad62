// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.agent;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Start records over a real socket: spans are left open until their start has been received.
final class StartRecordProcessorTest {
  private OtlpReceiver receiver;
  private StartRecordProcessor processor;
  private SdkTracerProvider provider;
  private Tracer tracer;

  @BeforeEach
  void start() throws Exception {
    receiver = new OtlpReceiver();
    processor =
        StartRecordProcessor.builder(
                OtlpHttpLogRecordExporter.builder()
                    .setEndpoint(receiver.endpoint() + "/v1/logs")
                    .build())
            .setAliveInterval(Duration.ofMillis(200))
            .build();
    provider =
        SdkTracerProvider.builder()
            .setResource(Resource.getDefault().toBuilder().put("service.name", "cadastro").build())
            .addSpanProcessor(processor)
            .build();
    tracer = provider.get("test");
  }

  @AfterEach
  void stop() {
    provider.shutdown().join(5, TimeUnit.SECONDS);
    receiver.close();
  }

  @Test
  void aStartArrivesWhileItsSpanIsOpen() {
    Span parent = tracer.spanBuilder("webhook").setSpanKind(SpanKind.SERVER).startSpan();
    Span call =
        tracer
            .spanBuilder("POST /token")
            .setSpanKind(SpanKind.CLIENT)
            .setParent(Context.root().with(parent))
            .setAttribute("server.address", "gateway.apiserpro.serpro.gov.br")
            .setAttribute("farol.deadline_ms", 30_000)
            .startSpan();

    await().until(() -> !receiver.events(SpanEvent.START).isEmpty());

    SpanData open = ((ReadableSpan) call).toSpanData();
    assertThat(open.hasEnded()).isFalse();
    assertThat(receiver.events(SpanEvent.START)).hasSize(1);
    LogEvent event = receiver.events(SpanEvent.START).getFirst();
    assertThat(event.traceId()).isEqualTo(call.getSpanContext().getTraceId());
    assertThat(event.spanId()).isEqualTo(call.getSpanContext().getSpanId());
    assertThat(event.log().getTimeUnixNano()).isEqualTo(open.getStartEpochNanos());
    assertThat(event.resource()).containsEntry("service.name", "cadastro");
    assertThat(event.attributes())
        .containsEntry("span.name", "POST /token")
        .containsEntry("span.kind", "client")
        .containsEntry("parent_span_id", parent.getSpanContext().getSpanId())
        .containsEntry("server.address", "gateway.apiserpro.serpro.gov.br")
        .containsEntry("farol.deadline_ms", "30000")
        .hasSize(5);
    call.end();
    parent.end();
  }

  @Test
  void theRequestBelowAModelsCallSaysWhereItGoes() {
    Span model =
        tracer
            .spanBuilder("chat gpt-4.1")
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute("gen_ai.operation.name", "chat")
            .startSpan();
    Span request =
        tracer
            .spanBuilder("POST")
            .setSpanKind(SpanKind.CLIENT)
            .setParent(Context.root().with(model))
            .setAttribute("server.address", "lia.openai.azure.com")
            .setAttribute("server.port", 443)
            .startSpan();

    await().until(() -> receiver.events(SpanEvent.START).size() == 2);

    assertThat(receiver.events(SpanEvent.START))
        .allSatisfy(event ->
            assertThat(event.attributes())
                .containsEntry("server.address", "lia.openai.azure.com")
                .containsEntry("server.port", "443"));
    assertThat(((ReadableSpan) model).getAttribute(Destination.HOST))
        .isEqualTo("lia.openai.azure.com");
    request.end();
    model.end();
  }

  @Test
  void aModelsCallThatNeverSaysWhereItGoesIsTold() {
    Span model =
        tracer
            .spanBuilder("chat gpt-4.1")
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute("gen_ai.operation.name", "chat")
            .startSpan();

    await().until(() -> !receiver.events(SpanEvent.START).isEmpty());

    assertThat(receiver.events(SpanEvent.START)).hasSize(1);
    assertThat(receiver.events(SpanEvent.START).getFirst().attributes())
        .doesNotContainKey("server.address");
    model.end();
  }

  @Test
  void anAgentOrACallWithAnAddressIsLeftAsItIs() {
    Span agent = span("invoke_agent", SpanKind.INTERNAL, "gen_ai.operation.name", "invoke_agent");
    Span addressed = span("chat", SpanKind.CLIENT, "server.address", "api.openai.com");
    for (Span above : List.of(agent, addressed)) {
      tracer
          .spanBuilder("POST")
          .setSpanKind(SpanKind.CLIENT)
          .setParent(Context.root().with(above))
          .setAttribute("server.address", "elsewhere.example.com")
          .startSpan()
          .end();
    }

    assertThat(((ReadableSpan) agent).getAttribute(Destination.HOST)).isNull();
    assertThat(((ReadableSpan) addressed).getAttribute(Destination.HOST))
        .isEqualTo("api.openai.com");
  }

  @Test
  void clientProducerAndGenAiSpansAreStartedAndNoOthers() {
    List<Span> wanted =
        List.of(
            span("client", SpanKind.CLIENT, "a", "b"),
            span("producer", SpanKind.PRODUCER, "a", "b"),
            span("chat gpt-4.1", SpanKind.INTERNAL, "gen_ai.operation.name", "chat"),
            span("ChatCompletion", SpanKind.INTERNAL, "openinference.span.kind", "LLM"));
    List<Span> others =
        List.of(
            span("server", SpanKind.SERVER, "a", "b"),
            span("consumer", SpanKind.CONSUMER, "a", "b"),
            span("internal", SpanKind.INTERNAL, "genial", "b"));

    flush();

    assertThat(startedIds()).isEqualTo(ids(wanted)).doesNotContainAnyElementsOf(ids(others));
    assertThat(receiver.events(SpanEvent.START).getFirst().attributes())
        .doesNotContainKey("parent_span_id");
  }

  @Test
  void anOpenSpanIsSaidToBeAliveAndAnEndedOneIsNot() {
    Span hung = span("hung", SpanKind.CLIENT, "server.address", "a");
    Span quick = span("quick", SpanKind.CLIENT, "server.address", "a");
    quick.end();

    await().until(() -> receiver.events(SpanEvent.ALIVE).size() >= 2);

    assertThat(receiver.events(SpanEvent.ALIVE))
        .allSatisfy(event -> {
          assertThat(event.spanId()).isEqualTo(hung.getSpanContext().getSpanId());
          assertThat(event.attributes())
              .containsEntry("span.name", "hung")
              .containsEntry("farol.alive_interval_ms", "200")
              .doesNotContainKey("server.address");
        });
    hung.end();
    int before = receiver.events().size();
    span("later", SpanKind.CLIENT, "a", "b").end();
    flush();
    assertThat(receiver.events()).hasSize(before + 1);
  }

  /// Recorded in the process and never exported: the only unsampled spans that a processor sees.
  @Test
  void spansNobodyWillExportHaveNoStart() {
    try (SdkTracerProvider unsampled =
        SdkTracerProvider.builder()
            .setSampler(new RecordOnly())
            .addSpanProcessor(processor)
            .build()) {
      Span unseen = unsampled.get("t").spanBuilder("x").setSpanKind(SpanKind.CLIENT).startSpan();
      Span seen = span("seen", SpanKind.CLIENT, "a", "b");
      flush();
      assertThat(unseen.isRecording()).isTrue();
      assertThat(startedIds()).isEqualTo(ids(List.of(seen)));
      seen.end();
      unseen.end();
    }
  }

  @Test
  void contentsStayAtHome() {
    String secret = "meu CPF é 529.982.247-25";
    tracer
        .spanBuilder("chat gpt-4.1")
        .setSpanKind(SpanKind.CLIENT)
        .setAttribute("gen_ai.request.model", "gpt-4.1")
        .setAttribute("gen_ai.input.messages", secret)
        .setAttribute("gen_ai.system_instructions", secret)
        .setAttribute("gen_ai.prompt.0.content", secret)
        .setAttribute("llm.input_messages.0.message.content", secret)
        .setAttribute("input.value", secret)
        .setAttribute(AttributeKey.stringArrayKey("my.dialect.messages"), List.of(secret))
        .startSpan()
        .end();

    flush();

    LogEvent event = receiver.events(SpanEvent.START).getFirst();
    assertThat(event.attributes()).containsEntry("gen_ai.request.model", "gpt-4.1");
    assertThat(event.log().toString()).doesNotContain("529.982.247-25");
  }

  private Span span(String name, SpanKind kind, String key, String value) {
    return tracer
        .spanBuilder(name)
        .setNoParent()
        .setSpanKind(kind)
        .setAttribute(key, value)
        .startSpan();
  }

  private void flush() {
    assertThat(processor.forceFlush().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();
  }

  private Set<String> startedIds() {
    return receiver.events(SpanEvent.START).stream().map(LogEvent::spanId).collect(toSet());
  }

  private static Set<String> ids(List<Span> spans) {
    return spans.stream().map(span -> span.getSpanContext().getSpanId()).collect(toSet());
  }

  private static final class RecordOnly implements Sampler {
    @Override
    public SamplingResult shouldSample(
        Context parentContext,
        String traceId,
        String name,
        SpanKind kind,
        Attributes attributes,
        List<LinkData> parentLinks) {
      return SamplingResult.recordOnly();
    }

    @Override
    public String getDescription() {
      return "RecordOnly";
    }
  }
}
