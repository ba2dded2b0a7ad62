// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whatever becomes of the records, the watched program goes on.
@Timeout(60)
final class UndisturbedTest {
  @Test
  void aHangingExporterNeverHoldsUpTheCaller() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch hanging = new CountDownLatch(1);
    Taking exporter =
        new Taking(records -> {
          hanging.countDown();
          release.await();
          return CompletableResultCode.ofSuccess();
        });
    StartRecordProcessor processor =
        StartRecordProcessor.builder(exporter).setQueueSize(100).build();
    try (SdkTracerProvider provider = provider(processor)) {
      Tracer tracer = provider.get("t");
      call(tracer);
      hanging.await();

      // The exporter lets nobody go before this loop is over: a start that waited would never end.
      for (int i = 0; i < 1000; i++) {
        call(tracer);
      }
      assertThat(processor.dropped()).isEqualTo(900);

      release.countDown();
      assertThat(processor.forceFlush().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();
      assertThat(processor.sent()).isEqualTo(101);
      assertThat(exporter.records).hasSize(101);
    }
  }

  @Test
  void anExporterThatNeverAnswersIsLeftAfterFourBatches() {
    Taking exporter = new Taking(records -> new CompletableResultCode());
    StartRecordProcessor processor =
        StartRecordProcessor.builder(exporter).setQueueSize(10).build();
    SdkTracerProvider provider = provider(processor);
    Tracer tracer = provider.get("t");

    await()
        .until(() -> {
          call(tracer);
          return processor.dropped() >= 5;
        });

    assertThat(exporter.calls).hasSize(4);
    assertThat(processor.sent()).isZero();
  }

  @Test
  void aThrowingExporterIsCountedAndTriedAgain() {
    Taking exporter =
        new Taking(records -> {
          throw new IllegalStateException("broken");
        });
    StartRecordProcessor processor = StartRecordProcessor.create(exporter);
    try (SdkTracerProvider provider = provider(processor)) {
      call(provider.get("t"));
      await().until(() -> processor.failed() == 1);
      call(provider.get("t"));
      await().until(() -> processor.failed() == 2);
    }
  }

  @Test
  void theSendingItselfHasNoStart() {
    CopyOnWriteArrayList<Span> made = new CopyOnWriteArrayList<>();
    CopyOnWriteArrayList<Tracer> tracers = new CopyOnWriteArrayList<>();
    Taking exporter =
        new Taking(records -> {
          made.add(call(tracers.getFirst()));
          return CompletableResultCode.ofSuccess();
        });
    StartRecordProcessor processor = StartRecordProcessor.create(exporter);
    try (SdkTracerProvider provider = provider(processor)) {
      tracers.add(provider.get("t"));
      Span seen = call(tracers.getFirst());
      assertThat(processor.forceFlush().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();
      assertThat(processor.forceFlush().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();

      assertThat(made).hasSize(1);
      assertThat(exporter.records)
          .singleElement()
          .satisfies(
              record -> assertThat(record.getSpanContext()).isEqualTo(seen.getSpanContext()));
    }
  }

  private static SdkTracerProvider provider(StartRecordProcessor processor) {
    return SdkTracerProvider.builder().addSpanProcessor(processor).build();
  }

  private static Span call(Tracer tracer) {
    Span span = tracer.spanBuilder("call").setSpanKind(SpanKind.CLIENT).startSpan();
    span.end();
    return span;
  }

  private interface Answer {
    CompletableResultCode to(Collection<LogRecordData> records) throws InterruptedException;
  }

  private static final class Taking implements LogRecordExporter {
    private final List<LogRecordData> records = new CopyOnWriteArrayList<>();
    private final List<Integer> calls = new CopyOnWriteArrayList<>();
    private final Answer answer;

    Taking(Answer answer) {
      this.answer = answer;
    }

    @Override
    public CompletableResultCode export(Collection<LogRecordData> batch) {
      calls.add(batch.size());
      records.addAll(batch);
      try {
        return answer.to(batch);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return CompletableResultCode.ofFailure();
      }
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
