// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost.price;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The class of service a call was given, where it changes the price.
public enum Tier {
  STANDARD,
  /// Answered within a day.
  BATCH,
  /// Answered when there is room.
  FLEX,
  /// Answered before others.
  PRIORITY;

  /// Reads a provider's word: `default`, `on_demand`, `priority` …
  ///
  /// @param word null or empty for the standard
  /// @return empty for a word that names none of these (`scale`, provisioned throughput): such a
  ///   call is not paid by the token
  public static Optional<Tier> named(@Nullable String word) {
    if (word == null || word.isBlank()) {
      return Optional.of(STANDARD);
    }
    return switch (word.strip().toLowerCase(Locale.ROOT).replace('-', '_')) {
      case "standard", "default", "auto", "on_demand", "standard_only", "performance" ->
          Optional.of(STANDARD);
      case "batch", "batches" -> Optional.of(BATCH);
      case "flex", "on_demand_flex" -> Optional.of(FLEX);
      case "priority", "on_demand_priority", "fast" -> Optional.of(PRIORITY);
      default -> Optional.empty();
    };
  }

  /// The key in a price book: `batch`.
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
