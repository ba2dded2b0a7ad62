// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost.price;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a sku costs from a day on.
///
/// @param validFrom the first UTC day; [#EVER] where the list names none
/// @param validUntil the last UTC day, or null: until the next price
/// @param hours the hours of the UTC day in which it holds, or null for all of them
/// @param source where it was read
/// @param rule when it is charged, in words, or null: what the price alone does not say
/// @param place where it stands, `serpro.yaml line 31`; null where it was not read from a book
/// @param tiers prices by class of service; a class that is not there has no price
public record DatedPrices(
    LocalDate validFrom,
    @Nullable LocalDate validUntil,
    @Nullable Hours hours,
    String source,
    @Nullable String rule,
    @Nullable String place,
    Map<Tier, List<Step>> tiers) {

  /// Stands for "since ever, as far as the list says".
  public static final LocalDate EVER = LocalDate.EPOCH;

  private static final long DAY_SECONDS = 86_400;

  public DatedPrices {
    Map<Tier, List<Step>> copy = new EnumMap<>(Tier.class);
    tiers.forEach((tier, steps) -> copy.put(tier, List.copyOf(steps)));
    tiers = Collections.unmodifiableMap(copy);
  }

  /// Prices of requests whose whole input is longer than a threshold: the whole request is charged
  /// at them.
  ///
  /// @param above tokens of input; -1 in the first step, which holds for every request
  public record Step(long above, Map<Kind, Rate> rates) {
    public Step {
      Map<Kind, Rate> copy = new EnumMap<>(Kind.class);
      copy.putAll(rates);
      rates = Collections.unmodifiableMap(copy);
    }
  }

  /// Hours of the UTC day; `until` may lie before `from`, over midnight.
  public record Hours(LocalTime from, LocalTime until) {
    boolean contain(LocalTime time) {
      return until.isBefore(from)
          ? !time.isBefore(from) || time.isBefore(until)
          : !time.isBefore(from) && time.isBefore(until);
    }
  }

  boolean holdsAt(Instant at) {
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(at.getEpochSecond(), DAY_SECONDS));
    return !day.isBefore(validFrom)
        && (validUntil == null || !day.isAfter(validUntil))
        && (hours == null || hours.contain(at.atOffset(ZoneOffset.UTC).toLocalTime()));
  }

  /// The price of one kind, from the highest step reached that names it. A class of service without
  /// steps of its own has no price where the standard has already risen.
  public Optional<Rate> rate(Tier tier, Kind kind, long wholeInput) {
    List<Step> standard = tiers.getOrDefault(Tier.STANDARD, List.of());
    if (tier != Tier.STANDARD
        && tiers.getOrDefault(tier, List.of()).size() == 1
        && standard.size() > 1
        && wholeInput > standard.get(1).above()) {
      return Optional.empty();
    }
    List<Step> steps = tiers.getOrDefault(tier, List.of());
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step step = steps.get(i);
      Rate rate = step.rates().get(kind);
      if (rate != null && wholeInput > step.above()) {
        return Optional.of(rate);
      }
    }
    return Optional.empty();
  }
}
