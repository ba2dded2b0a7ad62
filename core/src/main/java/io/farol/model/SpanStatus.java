// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.model;

import org.jspecify.annotations.Nullable;

/// OTLP's span status.
///
/// @param code unset, ok or error
/// @param message what the sender wrote beside an error, or null
public record SpanStatus(Code code, @Nullable String message) {

  public static final SpanStatus UNSET = new SpanStatus(Code.UNSET, null);

  /// The wire's codes, in the wire's order.
  public enum Code {
    UNSET,
    OK,
    ERROR
  }
}
