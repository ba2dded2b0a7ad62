// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost.price;

import java.util.Locale;

/// What a quantity counts.
public enum Unit {
  TOKEN,
  CHARACTER,
  SECOND,
  PAGE,
  REQUEST,
  SEARCH,
  QUERY,
  MESSAGE;

  /// The word in the ledger and the API: `token`.
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
