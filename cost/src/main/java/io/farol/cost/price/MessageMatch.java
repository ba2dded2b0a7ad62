// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost.price;

import java.util.Set;

/// Which messages to persons a sku stands for.
///
/// @param categories the platform's words, in lower case: `utility`
/// @param countries two capitals each, of who receives them: `BR`
public record MessageMatch(Set<String> categories, Set<String> countries) {

  public MessageMatch {
    categories = Set.copyOf(categories);
    countries = Set.copyOf(countries);
  }
}
