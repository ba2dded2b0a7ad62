// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import io.farol.ingest.dialect.Sender;

/// `opentelemetry.proto.metrics.v1`: counts the data points of each metric, whatever its kind.
final class ProtoMetrics extends ProtoReader {

  /// Gauge 5, sum 7, histogram 9, exponential histogram 10, summary 11: in each of them the field 1
  /// is the data points.
  private static final int POINTS = WireReader.tag(1, WireReader.BYTES);

  ProtoMetrics(WireReader in, Collected collected) {
    super(in, collected);
  }

  @Override
  void record(Sender sender) {
    int outer = in.enter();
    long points = 0;
    for (int tag = in.next(); tag != 0; tag = in.next()) {
      int field = tag >>> 3;
      boolean kind = field == 5 || field == 7 || field == 9 || field == 10 || field == 11;
      if (kind && (tag & 7) == WireReader.BYTES) {
        points += points();
      } else {
        in.skip(tag);
      }
    }
    in.leave(outer);
    collected.reject(points, OtlpIntake.METRICS_NOT_KEPT);
  }

  private long points() {
    int outer = in.enter();
    long points = 0;
    for (int tag = in.next(); tag != 0; tag = in.next()) {
      if (tag == POINTS) {
        points++;
      }
      in.skip(tag);
    }
    in.leave(outer);
    return points;
  }
}
