// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.cost.price;

import java.util.List;

/// What a catalogue knows about a call that is not a call of a model.
public sealed interface CallFinding {

  /// A book has its price, if its status is one that is charged.
  record Listed(Finding.Found found, CallMatch calls) implements CallFinding {}

  /// It is charged, and no book says how much.
  ///
  /// @param kinds what is charged
  /// @param counted true when one call is one unit of the kind
  /// @param reason in words
  record Unlisted(List<Kind> kinds, boolean counted, String reason) implements CallFinding {
    public Unlisted {
      kinds = List.copyOf(kinds);
    }
  }

  /// Known to cost nothing.
  record Free() implements CallFinding {}

  /// Nothing is known that would charge for it.
  record Nothing() implements CallFinding {}
}
