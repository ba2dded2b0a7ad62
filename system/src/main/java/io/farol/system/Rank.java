// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.system;

import io.farol.model.Phase;
import io.farol.model.Span;
import java.util.Comparator;

/// How far one telling of a span is believed against another: by phase, revision, start, part.
record Rank(Phase phase, long revision, long startEpochNanos, long part)
    implements Comparable<Rank> {

  private static final Comparator<Rank> ORDER =
      Comparator.comparing(Rank::phase)
          .thenComparingLong(Rank::revision)
          .thenComparingLong(Rank::startEpochNanos)
          .thenComparingLong(Rank::part);

  static Rank of(Span span) {
    return new Rank(
        span.key().phase(),
        span.key().revision(),
        span.timing().startEpochNanos(),
        span.key().part());
  }

  @Override
  public int compareTo(Rank other) {
    return ORDER.compare(this, other);
  }
}
