// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.ingest.dialect;

import io.farol.model.Call;
import io.farol.model.Detail;
import io.farol.model.Model;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what a model's call says of itself.
final class UsageReader {

  /// Events that mark the first piece of a stream.
  private static final Set<String> FIRST_PIECES =
      Set.of(
          "First Token Stream Event",
          "gen_ai.content.completion.chunk",
          "llm.content.completion.chunk");

  /// Tiers at which the usual price holds.
  private static final Set<String> USUAL_TIERS = Set.of("default", "auto", "standard");

  private UsageReader() {}

  /// @param startEpochNanos when the call began
  /// @param endEpochNanos when it ended, or null
  static Call.Usage of(
      Dialect.Look look,
      ModelNames names,
      String dialect,
      String scope,
      long startEpochNanos,
      @Nullable Long endEpochNanos) {
    Reading reading = look.reading();
    Hints hints = dialect.equals("openinference") ? Hints.of(reading) : Hints.NONE;
    List<String> reasons = reading.texts(Field.FINISH_REASONS);
    String responseId = reading.text(Field.RESPONSE_ID);
    String tier = reading.text(Field.SERVICE_TIER);
    return new Call.Usage(
        new Model(names.provider(), names.requested(), names.responded()),
        TokenMeaning.of(reading, dialect, names.provider(), scope),
        firstToken(look, startEpochNanos, endEpochNanos),
        FinishReasons.canonical(reasons.isEmpty() ? hints.finishReasons() : reasons),
        responseId == null ? hints.responseId() : responseId,
        unusual(tier == null ? hints.serviceTier() : tier));
  }

  /// More than nothing and not more than the call took; otherwise it is not believed.
  private static @Nullable Long firstToken(
      Dialect.Look look, long startEpochNanos, @Nullable Long endEpochNanos) {
    Long nanos = look.reading().nanos(Field.FIRST_TOKEN);
    if (nanos == null) {
      for (Detail.Event event : look.events()) {
        if (FIRST_PIECES.contains(event.name())) {
          nanos = event.atEpochNanos() - startEpochNanos;
          break;
        }
      }
    }
    boolean believed =
        nanos != null
            && nanos > 0
            && (endEpochNanos == null || nanos <= endEpochNanos - startEpochNanos);
    return believed ? nanos : null;
  }

  private static @Nullable String unusual(@Nullable String tier) {
    return tier == null || USUAL_TIERS.contains(tier) ? null : tier;
  }
}
