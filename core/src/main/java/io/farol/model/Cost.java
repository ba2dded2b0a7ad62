// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

import org.jspecify.annotations.Nullable;

/// What one exchange costs, as far as it is known.
///
/// @param state whether all, some or none of it has a price
/// @param amount the priced part; null when unpriced
public record Cost(State state, @Nullable Money amount) {

  public enum State {
    PRICED,
    PARTLY,
    UNPRICED
  }
}
