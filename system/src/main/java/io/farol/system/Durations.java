// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A sketch of durations from which percentiles are read: counts in classes that grow with the
/// duration, 32 to each doubling, so that a percentile is off by at most 1.6 %. Two sketches can be
/// added and subtracted exactly. Confined to one thread.
final class Durations {

  private static final int PER_DOUBLING = 32;
  private static final int SHIFT = 5;
  private static final long UNIT_NANOS = 1_000;

  private int[] counts = {};
  private int first;
  private long total;

  Durations copy() {
    Durations copy = new Durations();
    copy.counts = counts.clone();
    copy.first = first;
    copy.total = total;
    return copy;
  }

  long total() {
    return total;
  }

  void add(long nanos) {
    count(classOf(nanos), 1);
  }

  void add(Durations other) {
    all(other, 1);
  }

  void subtract(Durations other) {
    all(other, -1);
  }

  /// The nearest-rank percentile in nanoseconds, or null when empty.
  @Nullable Long percentile(double share) {
    if (total == 0) {
      return null;
    }
    long rank = Math.max(1, (long) Math.ceil(share * total));
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return middle(first + i);
      }
    }
    throw new IllegalStateException("durations: " + seen + " counted of " + total);
  }

  private void all(Durations other, int sign) {
    if (other.counts.length > 0) {
      reserve(other.first);
      reserve(other.first + other.counts.length - 1);
      for (int i = 0; i < other.counts.length; i++) {
        counts[other.first - first + i] += sign * other.counts[i];
      }
      total += sign * other.total;
    }
  }

  private void count(int index, int by) {
    reserve(index);
    counts[index - first] += by;
    total += by;
  }

  private void reserve(int index) {
    if (counts.length == 0) {
      first = index;
      counts = new int[1];
    } else if (index < first) {
      int[] wider = new int[counts.length + first - index];
      System.arraycopy(counts, 0, wider, first - index, counts.length);
      counts = wider;
      first = index;
    } else if (index >= first + counts.length) {
      counts = Arrays.copyOf(counts, index - first + 1);
    }
  }

  private static int classOf(long nanos) {
    long units = Math.max(0, nanos) / UNIT_NANOS;
    if (units < PER_DOUBLING) {
      return (int) units;
    }
    int doublings = 63 - Long.numberOfLeadingZeros(units) - SHIFT;
    return (doublings + 1) * PER_DOUBLING + (int) (units >>> doublings) - PER_DOUBLING;
  }

  private static long middle(int index) {
    if (index < PER_DOUBLING) {
      return index * UNIT_NANOS;
    }
    int doublings = index / PER_DOUBLING - 1;
    long low = (long) (index % PER_DOUBLING + PER_DOUBLING) << doublings;
    return (low + ((1L << doublings) - 1) / 2) * UNIT_NANOS;
  }
}
