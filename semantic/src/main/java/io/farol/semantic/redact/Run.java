// SPDX-License-Identifier: Apache-2.0
// Copyright The Farol Authors
package io.farol.semantic.redact;

/// A long stretch of characters that is found as a whole before it is read one by one.
///
/// @param start its first index; past the end of every text in [#NONE]
record Run(Kind kind, int start, int end) {

  static final Run NONE = new Run(Kind.DATA_URL, Integer.MAX_VALUE, Integer.MAX_VALUE);

  int size() {
    return end - start;
  }
}
