// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.otlp;

import java.util.ArrayList;
import java.util.List;

/// Buckets' counts while they are being read: unsigned on the wire, and no more than
/// [Limits#BUCKETS] of them.
final class RawCounts {

  private final List<Long> counts = new ArrayList<>(0);
  private boolean tooMany;
  private long sum;

  void put(long count) {
    if (counts.size() < Limits.BUCKETS) {
      counts.add(count);
      sum = sum(sum, count);
    } else {
      tooMany = true;
    }
  }

  int size() {
    return counts.size();
  }

  boolean isTooMany() {
    return tooMany;
  }

  List<Long> list() {
    return counts;
  }

  /// -1 when it is beyond a long.
  long sum() {
    return sum;
  }

  /// The sum of numbers of which none is negative; -1 when one is, or when it is beyond a long.
  static long sum(long... numbers) {
    long sum = 0;
    for (long number : numbers) {
      sum += number;
      if (number < 0 || sum < 0) {
        return -1;
      }
    }
    return sum;
  }
}
