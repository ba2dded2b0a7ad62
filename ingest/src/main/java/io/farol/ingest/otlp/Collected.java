// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import io.farol.flow.Signal;
import io.farol.ingest.dialect.Allowance;
import io.farol.ingest.dialect.Sender;
import io.farol.ingest.dialect.SentLog;
import io.farol.ingest.dialect.SentSpan;
import io.farol.model.Metric;
import io.farol.model.MetricSample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a reader has found in one request so far: valid records, and the reasons for the others.
/// Confined to the thread that reads.
final class Collected {

  /// Different reasons told to a sender; further ones are counted under the last.
  static final int MAX_REASONS = 16;

  private static final String OTHERS = "further faults";

  private final Signal signal;
  private final long receivedEpochNanos;
  private final Map<String, Long> faults = new LinkedHashMap<>();
  private final List<SentSpan> spans = new ArrayList<>();
  private final List<SentLog> logs = new ArrayList<>();
  private final List<MetricSample> metrics = new ArrayList<>();
  private long rejected;

  /// What the request may still make.
  final Allowance allowance;

  Collected(Signal signal, Allowance allowance, long receivedEpochNanos) {
    this.signal = signal;
    this.allowance = allowance;
    this.receivedEpochNanos = receivedEpochNanos;
  }

  /// Called before a record is read: false when the request's allowance is used up, and then the
  /// record is refused and must be passed over.
  boolean admit() {
    if (allowance.take(Limits.RECORD_COST)) {
      return true;
    }
    reject(1, Limits.NO_ROOM);
    return false;
  }

  void span(RawSpan raw, Sender sender) {
    String fault = raw.fault();
    if (fault == null) {
      spans.add(raw.sent(sender));
    } else {
      reject(1, fault);
    }
  }

  void log(RawLog raw, Sender sender) {
    String fault = raw.fault();
    if (fault == null) {
      logs.add(raw.sent(sender, receivedEpochNanos));
    } else {
      reject(1, fault);
    }
  }

  void metric(RawMetric raw, Sender sender) {
    reject(raw.replaced, "a metric has data of two kinds; send it as two metrics");
    RawMetric.Shape shape = raw.shape;
    if (shape == null || raw.points.isEmpty()) {
      return;
    }
    String fault = raw.fault();
    if (fault != null) {
      reject(raw.points.size(), fault);
      return;
    }
    Metric metric = raw.metric();
    for (RawPoint point : raw.points) {
      String why = point.fault(shape);
      if (why == null) {
        metrics.add(point.sample(metric, shape, sender));
      } else {
        reject(1, why);
      }
    }
  }

  void reject(long count, String reason) {
    if (count > 0) {
      rejected += count;
      boolean known = faults.containsKey(reason) || faults.size() < MAX_REASONS;
      faults.merge(known ? reason : OTHERS, count, Long::sum);
    }
  }

  Signal signal() {
    return signal;
  }

  List<SentSpan> spans() {
    return spans;
  }

  List<SentLog> logs() {
    return logs;
  }

  List<MetricSample> metrics() {
    return metrics;
  }

  long rejected() {
    return rejected;
  }

  List<Rejection> rejections() {
    return faults.entrySet().stream()
        .map(fault -> new Rejection(signal, fault.getValue(), fault.getKey()))
        .toList();
  }
}
