// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

import org.jspecify.annotations.Nullable;

/// How an exchange went.
public sealed interface Outcome {

  /// The HTTP status it ended with, or null when none arrived.
  @Nullable Integer httpStatus();

  /// Still running, as far as anyone said.
  record Open() implements Outcome {
    @Override
    public @Nullable Integer httpStatus() {
      return null;
    }
  }

  /// It began, and neither its end nor a sign of life came in time. An end that comes later still
  /// counts.
  ///
  /// @param detail what was waited for, in words
  record Lost(String detail) implements Outcome {
    @Override
    public @Nullable Integer httpStatus() {
      return null;
    }
  }

  record Succeeded(@Nullable Integer httpStatus) implements Outcome {}

  /// @param detail the evidence in the sender's words (exception class, provider code, message), or
  ///   null
  record Failed(Cause cause, @Nullable Integer httpStatus, @Nullable String detail)
      implements Outcome {}
}
