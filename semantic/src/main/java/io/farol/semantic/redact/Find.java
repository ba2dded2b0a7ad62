// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

/// One place in a text that was replaced.
///
/// @param start first UTF-16 unit of the place in the text as it came
/// @param end the unit after the last
/// @param replacement what stands there now
public record Find(Kind kind, int start, int end, String replacement) {
  public Find {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException(
          "a find needs 0 <= start < end, not %d..%d".formatted(start, end));
    }
  }
}
