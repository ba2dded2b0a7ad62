// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost.price;

import java.util.Set;
import java.util.regex.Pattern;

/// Which calls, that are not calls of a model, a sku stands for.
///
/// @param operation found anywhere in the call's operation, integration or URL path
/// @param billedStatus HTTP statuses for which the platform charges; others are free
public record CallMatch(Pattern operation, Set<Integer> billedStatus) {

  public CallMatch {
    billedStatus = Set.copyOf(billedStatus);
  }
}
