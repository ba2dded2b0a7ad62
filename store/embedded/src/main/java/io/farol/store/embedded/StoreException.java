// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.store.embedded;

import io.farol.store.UnansweredException;

/// The store could not do what it was asked to.
public final class StoreException extends UnansweredException {

  private static final long serialVersionUID = 1L;

  /// Who can do something about it.
  public enum Kind {
    /// The question took too long: whoever asks may ask for less.
    DEADLINE,
    /// Too many questions wait: come back.
    BUSY,
    /// The disk has no room, or the data is of another version: the operator.
    OPERATOR,
    /// DuckDB failed.
    ENGINE
  }

  private final Kind kind;

  StoreException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  StoreException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
