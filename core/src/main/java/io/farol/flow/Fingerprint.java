// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.flow;

import io.farol.model.LogKey;
import io.farol.model.LogLine;
import io.farol.model.Metric;
import io.farol.model.MetricSample;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.TreeMap;

/// Numbers that follow from what a redacted record says, so that a record sent twice is known for
/// one: the first eight bytes of the SHA-256 over its encoding by [BatchCodec].
public final class Fingerprint {

  private Fingerprint() {}

  /// What names the line.
  public static LogKey key(LogLine line) {
    BatchEncoder encoder = new BatchEncoder();
    encoder.log(line);
    return new LogKey(line.atEpochNanos(), of(encoder));
  }

  /// Of all the sample says.
  public static long of(MetricSample sample) {
    BatchEncoder encoder = new BatchEncoder();
    encoder.sample(sample);
    return of(encoder);
  }

  /// What names the sample's series within a tenant: the metric's name, unit and kind, its origin,
  /// and its attributes in whatever order.
  public static long series(MetricSample sample) {
    Metric metric = sample.metric();
    BatchEncoder encoder = new BatchEncoder();
    encoder.metric(new Metric(metric.name(), metric.unit(), "", metric.kind()));
    encoder.origin(sample.origin());
    encoder.attributes(new TreeMap<>(sample.attributes()));
    return of(encoder);
  }

  private static long of(BatchEncoder encoder) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(encoder.bytes());
      return ByteBuffer.wrap(digest).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
