// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.server.intake;

import io.farol.flow.Signal;
import io.farol.ingest.otlp.Rejection;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Why records were refused for good, since the start: what stands in their senders' own logs, for
/// whoever looks at Farol. Of each signal the last [#KEPT] reasons. Safe for many threads: guarded
/// by itself.
public final class Rejections {

  public static final int KEPT = 20;

  /// @param reason what is wrong, where it first happened and how to mend it; never content
  /// @param records how many were refused for it
  /// @param lastEpochNanos when the last was
  public record Told(String reason, long records, long lastEpochNanos) {}

  /// By reason, the last one at the end.
  private final Map<Signal, LinkedHashMap<String, Told>> told = new EnumMap<>(Signal.class);

  void add(List<Rejection> rejections, long nowEpochNanos) {
    if (rejections.isEmpty()) {
      return;
    }
    synchronized (this) {
      for (Rejection rejection : rejections) {
        LinkedHashMap<String, Told> reasons =
            told.computeIfAbsent(rejection.signal(), signal -> new LinkedHashMap<>());
        Told before = reasons.remove(rejection.reason());
        long records = rejection.count() + (before == null ? 0 : before.records());
        reasons.put(rejection.reason(), new Told(rejection.reason(), records, nowEpochNanos));
        if (reasons.size() > KEPT) {
          reasons.pollFirstEntry();
        }
      }
    }
  }

  /// The last first.
  public synchronized List<Told> of(Signal signal) {
    LinkedHashMap<String, Told> reasons = told.get(signal);
    return reasons == null ? List.of() : new ArrayList<>(reasons.sequencedValues().reversed());
  }
}
