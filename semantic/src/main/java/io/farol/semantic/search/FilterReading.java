// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.search;

import io.farol.store.Condition;
import java.util.Locale;

/// What became of a filter's text.
public sealed interface FilterReading {

  record Understood(Condition condition) implements FilterReading {}

  /// Something in it is not understood; nothing is guessed.
  ///
  /// @param at where it begins, in UTF-16 units of the text
  /// @param length how long it is; at least 1 but at the text's end
  /// @param what it says, for the reader of the error
  /// @param instead what to write in its place
  record Wrong(Fault fault, int at, int length, String what, String instead)
      implements FilterReading {}

  enum Fault {
    /// `modl:gpt-4.1`
    UNKNOWN_FIELD,
    /// `causa:tempo`
    UNKNOWN_VALUE,
    /// `latencia:>logo`
    NOT_A_NUMBER,
    /// `latencia:2s`: nothing takes exactly so long
    NO_COMPARISON,
    /// `modelo:`
    NO_VALUE,
    /// A quote or parenthesis without its end.
    UNCLOSED,
    /// `OR`, `AND` or parentheses where they mean nothing.
    NOT_HERE,
    /// `metadata.x:y`
    NOT_SUPPORTED,
    TOO_LONG;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
