// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store;

/// How finely stores tell durations apart where they sum them up, so that percentiles of minutes
/// add up to percentiles of days: 32 buckets for each doubling, exact below 64 ns. A duration read
/// back from its bucket is at most 1/64 off (1.6 %).
public final class Durations {

  private static final int FINENESS = 5;
  private static final long HALF = 1L << FINENESS;

  private Durations() {}

  /// Longer durations never have smaller buckets; negative ones do not exist.
  public static int bucket(long nanos) {
    int doublings = Math.max(0, 63 - Long.numberOfLeadingZeros(nanos | 1) - FINENESS);
    return (int) (doublings * HALF + (nanos >> doublings));
  }

  /// The middle of a bucket.
  public static long nanos(int bucket) {
    long doublings = Math.max(0, bucket / HALF - 1);
    long least = (bucket - doublings * HALF) << doublings;
    return least + (1L << doublings) / 2;
  }

  /// What remains of a duration in a bucket.
  public static long rounded(long nanos) {
    return nanos(bucket(nanos));
  }
}
