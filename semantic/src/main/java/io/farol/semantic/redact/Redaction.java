// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

import java.util.List;

/// A text after redaction and what was found in it.
///
/// @param text what may be kept; the very string that came in when nothing was found
/// @param finds in the order of the text, never overlapping; offsets are those of the text as it
///   came
public record Redaction(String text, List<Find> finds) {
  public Redaction {
    finds = List.copyOf(finds);
  }
}
