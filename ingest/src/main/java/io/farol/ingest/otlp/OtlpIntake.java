// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import io.farol.flow.Draft;
import io.farol.flow.DraftBatch;
import io.farol.flow.OutcomeRule;
import io.farol.flow.Signal;
import io.farol.flow.Tally;
import io.farol.ingest.dialect.Allowance;
import io.farol.ingest.dialect.Normaliser;
import io.farol.model.LogLine;
import io.farol.model.MetricSample;
import java.nio.ByteBuffer;
import java.util.List;

/// The door of OTLP: a request's bytes in, an [Intake] out. It keeps nothing between two calls and
/// is safe for many threads.
///
/// A record that is wrong is refused alone and counted; a body that cannot be read is refused whole
/// with a [MalformedRequestException]. Bodies come decompressed; who reads them from a socket
/// limits their size.
///
/// See the [protocol](https://opentelemetry.io/docs/specs/otlp/), version 1.11.
public final class OtlpIntake {

  private final Normaliser normaliser;

  /// @param rule reads the outcome of finished calls
  public OtlpIntake(OutcomeRule rule) {
    this.normaliser = new Normaliser(rule);
  }

  /// Reads an `ExportTraceServiceRequest`.
  ///
  /// @param tenant whose data it is
  /// @param receivedEpochNanos when it arrived, by Farol's clock
  /// @throws MalformedRequestException when the body cannot be read
  public Intake traces(byte[] body, Encoding encoding, String tenant, long receivedEpochNanos) {
    return traces(ByteBuffer.wrap(body), encoding, tenant, receivedEpochNanos);
  }

  /// The same from a buffer, whose position is left alone.
  public Intake traces(ByteBuffer body, Encoding encoding, String tenant, long receivedEpochNanos) {
    Collected collected = collected(Signal.SPANS, body, receivedEpochNanos);
    read(body, encoding, collected);
    List<Draft> drafts = collected.allowance.within(() -> normaliser.spans(collected.spans()));
    return intake(collected, tenant, receivedEpochNanos, drafts, List.of());
  }

  /// Reads an `ExportLogsServiceRequest`. A record that speaks of a span becomes a draft of it.
  ///
  /// @throws MalformedRequestException when the body cannot be read
  public Intake logs(byte[] body, Encoding encoding, String tenant, long receivedEpochNanos) {
    return logs(ByteBuffer.wrap(body), encoding, tenant, receivedEpochNanos);
  }

  /// The same from a buffer, whose position is left alone.
  public Intake logs(ByteBuffer body, Encoding encoding, String tenant, long receivedEpochNanos) {
    Collected collected = collected(Signal.LOGS, body, receivedEpochNanos);
    read(body, encoding, collected);
    Normaliser.Logs logs = collected.allowance.within(() -> normaliser.logs(collected.logs()));
    return intake(collected, tenant, receivedEpochNanos, logs.drafts(), logs.lines());
  }

  /// Reads an `ExportMetricsServiceRequest`. Its records are data points.
  ///
  /// @throws MalformedRequestException when the body cannot be read
  public Intake metrics(byte[] body, Encoding encoding, String tenant, long receivedEpochNanos) {
    return metrics(ByteBuffer.wrap(body), encoding, tenant, receivedEpochNanos);
  }

  /// The same from a buffer, whose position is left alone.
  public Intake metrics(
      ByteBuffer body, Encoding encoding, String tenant, long receivedEpochNanos) {
    Collected collected = collected(Signal.METRICS, body, receivedEpochNanos);
    read(body, encoding, collected);
    return intake(collected, tenant, receivedEpochNanos, List.of(), List.of());
  }

  private static Collected collected(Signal signal, ByteBuffer body, long receivedEpochNanos) {
    return new Collected(signal, Allowance.ofBody(body.remaining()), receivedEpochNanos);
  }

  private static void read(ByteBuffer body, Encoding encoding, Collected collected) {
    byte[] bytes;
    int offset = 0;
    int length = body.remaining();
    if (body.hasArray()) {
      bytes = body.array();
      offset = body.arrayOffset() + body.position();
    } else {
      bytes = new byte[length];
      body.get(body.position(), bytes);
    }
    switch (encoding) {
      case PROTOBUF -> proto(new WireReader(bytes, offset, length), collected).request();
      case JSON -> JsonRequest.read(bytes, offset, length, collected);
    }
  }

  private static ProtoReader proto(WireReader in, Collected collected) {
    return switch (collected.signal()) {
      case SPANS -> new ProtoSpans(in, collected);
      case LOGS -> new ProtoLogs(in, collected);
      case METRICS -> new ProtoMetrics(in, collected);
    };
  }

  private static Intake intake(
      Collected collected,
      String tenant,
      long receivedEpochNanos,
      List<Draft> drafts,
      List<LogLine> lines) {
    List<MetricSample> metrics = collected.metrics();
    long accepted = drafts.size() + lines.size() + metrics.size();
    Tally tally = Tally.of(collected.signal(), accepted, collected.rejected(), 0);
    return new Intake(
        collected.signal(),
        new DraftBatch(tenant, receivedEpochNanos, drafts, lines, metrics, tally),
        collected.rejections());
  }
}
