// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.testkit;

import io.farol.model.Call;
import io.farol.model.Outcome;
import io.farol.model.Tokens;
import io.farol.model.Traffic;
import io.farol.store.Durations;
import io.farol.store.ExchangeStore.Whole;
import io.farol.store.Spending;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Sums over exchanges. What nobody reported stays null; a lost exchange has no end and counts as
/// open.
final class Sums {

  private final Collection<Whole> wholes;

  Sums(Collection<Whole> wholes) {
    this.wholes = wholes;
  }

  long exchanges() {
    return wholes.size();
  }

  long failed() {
    return wholes.stream().filter(whole -> outcome(whole) instanceof Outcome.Failed).count();
  }

  long open() {
    return wholes.stream().filter(whole -> isOpen(outcome(whole))).count();
  }

  static boolean isOpen(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Open open -> true;
      case Outcome.Lost lost -> true;
      case Outcome.Succeeded succeeded -> false;
      case Outcome.Failed failed -> false;
    };
  }

  long messages() {
    return wholes.stream().mapToLong(whole -> whole.messages().size()).sum();
  }

  long conversations() {
    return wholes.stream()
        .map(whole -> whole.exchange().call().conversationId())
        .filter(Objects::nonNull)
        .distinct()
        .count();
  }

  Tokens tokens() {
    return new Tokens(
        tokens(Tokens::input),
        tokens(Tokens::output),
        tokens(Tokens::cacheRead),
        tokens(Tokens::cacheWrite),
        tokens(Tokens::reasoning),
        tokens(Tokens::inputAudio),
        tokens(Tokens::outputAudio));
  }

  private @Nullable Long tokens(Function<Tokens, @Nullable Long> count) {
    return sum(whole -> {
      Call.Usage usage = whole.exchange().call().usage();
      return usage == null ? null : count.apply(usage.tokens());
    });
  }

  Traffic traffic() {
    return new Traffic(
        sum(whole -> whole.exchange().call().traffic().sentBytes()),
        sum(whole -> whole.exchange().call().traffic().receivedBytes()));
  }

  Spending spending() {
    return LedgerReading.spending(wholes.stream().map(Whole::entries).toList());
  }

  /// Nearest rank: of n durations in ascending order the one at ⌈0.95 n⌉, counted from 1; as finely
  /// as [Durations] tells.
  @Nullable Long p95Nanos() {
    List<Long> durations =
        wholes.stream()
            .map(whole -> whole.exchange().timing().durationNanos())
            .filter(Objects::nonNull)
            .sorted()
            .toList();
    return durations.isEmpty()
        ? null
        : Durations.rounded(durations.get((95 * durations.size() + 99) / 100 - 1));
  }

  /// The last end of the exchanges with such an outcome.
  @Nullable Long lastEnd(Class<? extends Outcome> outcome) {
    return wholes.stream()
        .filter(whole -> outcome.isInstance(outcome(whole)))
        .map(whole -> whole.exchange().timing().endEpochNanos())
        .filter(Objects::nonNull)
        .max(Long::compare)
        .orElse(null);
  }

  /// Of the platforms that were recognised the alphabetically first.
  @Nullable String platform() {
    return wholes.stream()
        .map(whole -> whole.exchange().call().platform())
        .filter(Objects::nonNull)
        .min(String::compareTo)
        .orElse(null);
  }

  private @Nullable Long sum(Function<Whole, @Nullable Long> count) {
    return wholes.stream().map(count).filter(Objects::nonNull).reduce(Long::sum).orElse(null);
  }

  static Outcome outcome(Whole whole) {
    return whole.exchange().call().outcome();
  }
}
