// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store;

/// Something about the keeping of data that an operator must know.
///
/// @param where which part, `facts`
/// @param detail what is wrong and what to do, in words
public record Trouble(Kind kind, String where, String detail) {

  /// How bad it is.
  public enum Kind {
    /// A part does not work now. It goes on by itself once its cause is gone.
    STOPPED,
    /// Data is gone or cannot be read; everything works, and answers may be less than they were.
    LOST
  }
}
