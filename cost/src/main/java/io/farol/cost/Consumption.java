// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost;

import io.farol.cost.price.Kind;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one call used up, in parts that never overlap.
///
/// @param parts quantity above 0 by kind
/// @param unknown kinds that were used and whose quantity nobody said
/// @param guessed kinds of [#parts] whose share of a reported whole is an assumption
/// @param wholeInput the whole input in tokens, cached parts and all modalities included; 0 when
///   unknown
/// @param serviceTier the provider's word for the class of service, or null
record Consumption(
    Map<Kind, BigDecimal> parts,
    Set<Kind> unknown,
    Set<Kind> guessed,
    long wholeInput,
    @Nullable String serviceTier) {

  Consumption {
    Map<Kind, BigDecimal> positive = new EnumMap<>(Kind.class);
    parts.forEach((kind, quantity) -> {
      if (quantity.signum() < 0) {
        throw new IllegalArgumentException(
            "consumption: " + kind.wire() + " is " + quantity + "; a quantity is 0 or more");
      }
      if (quantity.signum() > 0) {
        positive.put(kind, quantity);
      }
    });
    parts = Collections.unmodifiableMap(positive);
    unknown = copy(unknown);
    guessed = copy(guessed);
  }

  private static Set<Kind> copy(Set<Kind> kinds) {
    Set<Kind> copy = EnumSet.noneOf(Kind.class);
    copy.addAll(kinds);
    return Collections.unmodifiableSet(copy);
  }
}
