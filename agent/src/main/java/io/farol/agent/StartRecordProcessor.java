// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.agent;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/// A span processor that sends a *start record* for every client, producer and GenAI span: an OTLP
/// log record with event name `farol.span.start` and the ids of the span, on its way within 100 ms.
/// While the span stays open, `farol.span.alive` with the same ids follows at each alive interval;
/// nothing is sent at the end, since the span itself tells it.
///
/// [#onStart] copies the span's attributes without message contents, puts them into a bounded queue
/// and returns: it takes no lock and never waits. When the queue is full the record is dropped and
/// counted. One daemon thread sends. Whatever the endpoint does, the application does not notice.
/// Spans that are not sampled are left out, for their end would never come; so are the spans of the
/// sending itself. A model's span that does not say where its call goes is told by the request
/// below it ([Destination]); nothing else of any span is touched.
///
/// Safe for use by many threads and by several tracer providers at once.
public final class StartRecordProcessor implements SpanProcessor {
  private final Sender sender;

  StartRecordProcessor(Sender sender) {
    this.sender = sender;
  }

  /// A processor with the usual settings, which sends through the given exporter and shuts it down
  /// with itself.
  public static StartRecordProcessor create(LogRecordExporter exporter) {
    return builder(exporter).build();
  }

  /// A builder of a processor that sends through the given exporter and shuts it down with itself.
  /// The exporter is called from one thread, with at most four exports unfinished.
  public static StartRecordProcessorBuilder builder(LogRecordExporter exporter) {
    return new StartRecordProcessorBuilder(exporter);
  }

  @Override
  public void onStart(Context parentContext, ReadWriteSpan span) {
    if (Interest.in(span) && !OwnCalls.include(parentContext)) {
      Destination.tell(parentContext, span);
      sender.offer(new OpenSpan(SpanEvent.start(span.toSpanData()), span));
    }
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    // The span itself tells its end; see isEndRequired.
  }

  @Override
  public boolean isEndRequired() {
    return false;
  }

  /// Records that were sent and acknowledged, starts and alives together.
  public long sent() {
    return sender.sent();
  }

  /// Starts that found the queue full and were left out.
  public long dropped() {
    return sender.dropped();
  }

  /// Records that the endpoint did not take.
  public long failed() {
    return sender.failed();
  }

  @Override
  public CompletableResultCode forceFlush() {
    return sender.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return sender.shutdown();
  }
}
