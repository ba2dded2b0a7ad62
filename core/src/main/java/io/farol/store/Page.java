// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a list.
///
/// @param items never null, empty past the end
/// @param next where the next page begins, or null when this is the last
public record Page<T, C>(List<T> items, @Nullable C next) {

  public Page {
    items = List.copyOf(items);
  }
}
